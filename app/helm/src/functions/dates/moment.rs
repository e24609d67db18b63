//! Go's `time.Time`, and how a layout formats it.

use super::calendar::{Clock, MONTHS, WEEKDAYS, days_before, name};
use super::layout::{self, Element};
use super::zone::Zone;

/// A time with the zone that it is shown in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Seconds since the beginning of 1970 in UTC.
    pub(super) seconds: i64,
    /// What is beyond them, below a second.
    pub(super) nanoseconds: i64,
    pub(super) zone: Zone,
}

/// Nanoseconds of a second.
pub(super) const SECOND: i64 = 1_000_000_000;

impl Moment {
    /// A time in UTC.
    pub(super) fn utc(seconds: i64, nanoseconds: i64) -> Self {
        Self {
            seconds,
            nanoseconds,
            zone: Zone::utc(),
        }
    }

    /// Go's zero time: the beginning of the year 1.
    pub(super) fn zero() -> Self {
        Self::utc(days_before(1, 1, 1) * super::calendar::DAY, 0)
    }

    /// What the clock of its zone shows.
    pub(super) fn clock(&self) -> Clock {
        Clock::new(self.seconds.saturating_add(self.zone.offset))
    }

    /// The time so many nanoseconds later.
    pub(super) fn plus(&self, nanoseconds: i64) -> Self {
        let sum = self.nanoseconds + nanoseconds % SECOND;
        let carried = nanoseconds / SECOND + sum.div_euclid(SECOND);
        Self {
            seconds: self.seconds.saturating_add(carried),
            nanoseconds: sum.rem_euclid(SECOND),
            zone: self.zone.clone(),
        }
    }

    /// The nanoseconds since another time, at most what an `int64` holds.
    pub(super) fn since(&self, other: &Self) -> i64 {
        let seconds = i128::from(self.seconds) - i128::from(other.seconds);
        let difference =
            seconds * i128::from(SECOND) + i128::from(self.nanoseconds - other.nanoseconds);
        let limit = if difference < 0 { i64::MIN } else { i64::MAX };
        i64::try_from(difference).unwrap_or(limit)
    }

    /// The time in the form of a layout.
    pub(super) fn format(&self, layout: &[u8]) -> Vec<u8> {
        let clock = self.clock();
        let mut out = Vec::with_capacity(layout.len() + 10);
        let mut rest = layout;
        loop {
            let (before, element, after) = layout::next(rest);
            out.extend_from_slice(before);
            let Some((element, _)) = element else {
                return out;
            };
            self.write(&mut out, &clock, element);
            rest = after;
        }
    }

    fn write(&self, out: &mut Vec<u8>, clock: &Clock, element: Element) {
        let twelve = (clock.hour + 11) % 12 + 1;
        let text = match element {
            Element::LongMonth => name(&MONTHS, clock.month - 1).into(),
            Element::Month => name(&MONTHS, clock.month - 1)[..3].into(),
            Element::LongWeekday => name(&WEEKDAYS, clock.weekday).into(),
            Element::Weekday => name(&WEEKDAYS, clock.weekday)[..3].into(),
            Element::NumMonth => clock.month.to_string(),
            Element::ZeroMonth => format!("{:02}", clock.month),
            Element::Day => clock.day.to_string(),
            Element::UnderDay => format!("{:2}", clock.day),
            Element::ZeroDay => format!("{:02}", clock.day),
            Element::UnderYearDay => format!("{:3}", clock.year_day),
            Element::ZeroYearDay => format!("{:03}", clock.year_day),
            Element::Hour => format!("{:02}", clock.hour),
            Element::Hour12 => twelve.to_string(),
            Element::ZeroHour12 => format!("{twelve:02}"),
            Element::Minute => clock.minute.to_string(),
            Element::ZeroMinute => format!("{:02}", clock.minute),
            Element::Second => clock.second.to_string(),
            Element::ZeroSecond => format!("{:02}", clock.second),
            Element::LongYear if clock.year < 0 => format!("-{:04}", -clock.year),
            Element::LongYear => format!("{:04}", clock.year),
            Element::Year => format!("{:02}", clock.year.max(0) % 100),
            Element::UpperNoon => if clock.hour >= 12 { "PM" } else { "AM" }.into(),
            Element::LowerNoon => if clock.hour >= 12 { "pm" } else { "am" }.into(),
            Element::ZoneName if self.zone.name.is_empty() => self.offset(false, 2),
            Element::ZoneName => {
                out.extend_from_slice(&self.zone.name);
                return;
            }
            Element::Offset { z: true, .. } if self.zone.offset == 0 => "Z".into(),
            Element::Offset { colon, parts, .. } => self.offset(colon, parts),
            Element::Fraction {
                mark,
                digits,
                trims,
            } => self.fraction(mark, digits, trims),
        };
        out.extend_from_slice(text.as_bytes());
    }

    fn offset(&self, colon: bool, parts: u8) -> String {
        let sign = if self.zone.offset < 0 { '-' } else { '+' };
        let offset = self.zone.offset.abs();
        let numbers = [offset / 3600, offset / 60 % 60, offset % 60];
        let numbers = numbers
            .iter()
            .take(parts.into())
            .map(|number| format!("{number:02}"));
        let separator = if colon { ":" } else { "" };
        format!("{sign}{}", numbers.collect::<Vec<_>>().join(separator))
    }

    fn fraction(&self, mark: u8, digits: usize, trims: bool) -> String {
        let all = format!("{:09}", self.nanoseconds);
        let kept = &all[..digits.min(9)];
        let mark = char::from(mark);
        match trims {
            false => format!("{mark}{kept}"),
            true if kept.bytes().all(|digit| digit == b'0') => String::new(),
            true => format!("{mark}{}", kept.trim_end_matches('0')),
        }
    }

    /// What Go prints for it.
    pub(super) fn print(&self) -> Vec<u8> {
        self.format(b"2006-01-02 15:04:05.999999999 -0700 MST")
    }

    /// The form of RFC 3339 that JSON has.
    pub(super) fn rfc3339(&self) -> Vec<u8> {
        self.format(b"2006-01-02T15:04:05.999999999Z07:00")
    }
}
