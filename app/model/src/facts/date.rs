//! Days as pack.json writes them.

/// A day of the Gregorian calendar; days compare in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `yyyy-MM-dd`; `None` for any other form and for days that do not exist. There is no year
    /// 0, and the browser's input for days takes none.
    pub fn read(text: &str) -> Option<Self> {
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then_some(part)
        };
        if text.len() != 10
            || text.as_bytes().get(4) != Some(&b'-')
            || text.as_bytes().get(7) != Some(&b'-')
        {
            return None;
        }
        let date = Self {
            year: digits(0..4)?.parse().ok()?,
            month: digits(5..7)?.parse().ok()?,
            day: digits(8..10)?.parse().ok()?,
        };
        let exists = date.year > 0 && (1..=date.days_in_month()).contains(&date.day);
        exists.then_some(date)
    }

    /// The day, as `yyyy-MM-dd`, that a text probably means which [`Date::read`] does not take: in another
    /// order or with other signs, with a time behind it, without a day, or past the end of its month.
    pub fn meant(text: &str) -> Option<String> {
        let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let parts: Vec<&str> = match day.len() {
            8 if day.bytes().all(|byte| byte.is_ascii_digit()) => {
                vec![day.get(..4)?, day.get(4..6)?, day.get(6..)?]
            }
            _ => day.split(['-', '.', '/']).collect(),
        };
        let is_year = |part: &str| part.len() == 4;
        let numbers: Option<Vec<u16>> = parts.iter().map(|part| part.parse().ok()).collect();
        let (year, month, day) = match numbers?.as_slice() {
            [year, month, day] if is_year(parts[0]) => (*year, *month, *day),
            [year, month] if is_year(parts[0]) => (*year, *month, 31),
            // Only signs tell in which order a day and a month come, or a day that is no month.
            [day, month, year] if is_year(parts[2]) && (text.contains('.') || *day > 12) => {
                (*year, *month, *day)
            }
            [month, day, year] if is_year(parts[2]) && (*day > 12 || day == month) => {
                (*year, *month, *day)
            }
            _ => return None,
        };
        let mut date = Self {
            year,
            month: month.try_into().ok()?,
            day: 1,
        };
        let last = date.days_in_month();
        if year == 0 || last == 0 || !(1..=31).contains(&day) {
            return None;
        }
        date.day = last.min(day.try_into().ok()?);
        let Self { year, month, day } = date;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The days of this date's month; none where there is no such month.
    fn days_in_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_mean_a_day() {
        for (text, expected) in [
            ("2027-02-31", Some("2027-02-28")),
            ("2028-02-30", Some("2028-02-29")),
            ("2027-04-31", Some("2027-04-30")),
            ("2028-4-5", Some("2028-04-05")),
            ("2028/04/30", Some("2028-04-30")),
            ("30.04.2028", Some("2028-04-30")),
            ("3.4.2028", Some("2028-04-03")),
            ("30/04/2028", Some("2028-04-30")),
            ("04/30/2028", Some("2028-04-30")),
            ("04/05/2028", None),
            ("20280430", Some("2028-04-30")),
            ("2028-04-30T00:00:00Z", Some("2028-04-30")),
            ("2028-04", Some("2028-04-30")),
            ("2028-13-01", None),
            ("2028-01-00", None),
            ("2028-01-32", None),
            ("0000-01-01", None),
            ("2028", None),
            ("soon", None),
            ("", None),
            ("2028-04-99999999999", None),
            ("é28-04-30", None),
        ] {
            assert_eq!(Date::meant(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reads_days_that_exist() {
        for text in ["2028-04-30", "2024-02-29", "2000-02-29", "1999-12-31"] {
            assert!(Date::read(text).is_some(), "{text}");
        }
        for text in [
            "2028-4-30",
            "2028-04-31",
            "2023-02-29",
            "1900-02-29",
            "2028-13-01",
            "2028-00-10",
            "2028-01-00",
            "30.04.2028",
            "+028-04-30",
            "0000-01-01",
            "2030-01-31-01",
            "",
            "2028-04-3é",
        ] {
            assert!(Date::read(text).is_none(), "{text}");
        }
        assert!(Date::read("2025-12-31") < Date::read("2026-01-01"));
    }
}
