//! Days of the proleptic Gregorian calendar, for any year.

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// A time on the clock of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: i64,
    /// From 1.
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    /// From 1.
    pub(super) year_day: i64,
    /// 0 is Sunday.
    pub(super) weekday: i64,
}

impl Clock {
    /// What the clock shows so many seconds after the beginning of 1970.
    pub(super) fn new(seconds: i64) -> Self {
        let days = seconds.div_euclid(DAY);
        let rest = seconds.rem_euclid(DAY);
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            year_day: days - days_before(year, 1, 1) + 1,
            weekday: (days + 4).rem_euclid(7),
        }
    }
}

/// Days from the beginning of 1970 to a date. Months and days out of range count on.
pub(super) fn days_before(year: i64, month: i64, day: i64) -> i64 {
    // No year that an `int64` of seconds can show is beyond these.
    const MOST: i64 = 1_000_000_000_000;
    let months = month.clamp(-MOST, MOST) - 1;
    let day = day.clamp(-MOST, MOST);
    let year = year.clamp(-MOST, MOST) + months.div_euclid(12);
    let month = months.rem_euclid(12) + 1;
    // Years begin in March here, so that the leap day is the last one.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (month + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
pub(super) fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// An item of one of the lists above by its number.
pub(super) fn name(names: &'static [&'static str], index: i64) -> &'static str {
    let index = usize::try_from(index).ok();
    index.and_then(|index| names.get(index)).unwrap_or(&"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        assert_eq!(days_before(1970, 1, 1), 0);
        assert_eq!(days_before(1, 1, 1), -719_162);
        for days in (-1_000_000..1_000_000).step_by(97) {
            let (year, month, day) = date(days);
            assert_eq!(days_before(year, month, day), days);
            assert!((1..=days_in(year, month)).contains(&day));
        }
    }
}
