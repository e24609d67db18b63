//! Dates, durations and their layouts.

use super::check;

#[test]
fn layouts_format_and_read() {
    check(
        r#"
toDate "2006-01-02" "2024-02-29" | date "Mon, _2 Jan 06 (002)" => Thu, 29 Feb 24 (060)
toDate "Jan 2 2006 3:04PM" "mar 5 1999 11:30PM" | date "15:04" => 23:30
toDate "2006 002" "2024 366" | htmlDate => 2024-12-31
toDate "2006-01-02T15:04:05Z07:00" "2024-05-01T10:00:00-03:30" => 2024-05-01 10:00:00 -0330 -0330
toDate "2006-01-02" "soon" => 0001-01-01 00:00:00 +0000 UTC
mustToDate "2006-01-02" "2023-02-29" => mustToDate: parsing time "2023-02-29": day out of range
mustToDate "15:04" "24:00" => mustToDate: parsing time "24:00": hour out of range
mustToDate "2006-01" "2023-1" => mustToDate: parsing time "2023-1" as "2006-01": cannot parse "1" as "01"
mustToDate "2006" "2023 " => mustToDate: parsing time "2023 ": extra text: " "
dateInZone "15:04 MST" 1700000000 "America/New_York" => 17:13 EST
dateInZone "15:04 MST" 1700000000 "Nowhere/Else" => 22:13 UTC
htmlDate -1 => 1969-12-31
"#,
    );
}

#[test]
fn durations_are_added_and_printed() {
    check(
        r#"
toDate "2006-01-02" "2024-12-31" | dateModify "36h" | date "2006-01-02 15h" => 2025-01-01 12h
toDate "2006" "2024" | dateModify "soon" | date "2006" => 2024
toDate "2006" "2024" | mustDateModify "5x" => mustDateModify: time: unknown unit "x" in duration "5x"
toDate "2006" "2024" | mustDateModify "5" => mustDateModify: time: missing unit in duration "5"
duration "3725" => 1h2m5s
durationRound "400h" => 16d
durationRound "-90m" => 1h
mustToDate "Z07" "0001" => mustToDate: parsing time "0001" as "Z07": cannot parse "1" as "Z07"
mustToDate "2006" "3:04PM" => mustToDate: parsing time "3:04PM" as "2006": cannot parse "PM" as "2006"
mustToDate "06" "x1" => mustToDate: parsing time "x1" as "06": cannot parse "x1" as "06"
((toDate "2006" "2024").Sub (toDate "2006" "2023")).Hours => 8760
((toDate "2006" "2024").AddDate 0 1 30).YearDay => 62
(toDate "2006" "2024").Month => January
unixEpoch (toDate "2006" "1970") => 0
"#,
    );
}
