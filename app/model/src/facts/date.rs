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
