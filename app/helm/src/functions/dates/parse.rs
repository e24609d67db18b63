//! Reading times by a layout: Go's `time.Parse` with its messages.

use super::calendar::{DAY, MONTHS, WEEKDAYS, days_before, days_in, is_leap};
use super::duration::quote;
use super::layout::{self, Element};
use super::moment::Moment;
use super::read::{
    Problem, fixed, nanoseconds, number, read_offset, signed, within, word, year_day, zone_length,
};
use super::zone::Zone;

/// What was read so far.
#[derive(Default)]
struct Read {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    year_day: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    nanoseconds: i64,
    is_afternoon: Option<bool>,
    is_utc: bool,
    offset: Option<i64>,
    zone_name: Vec<u8>,
}

/// Reads a time. The error is Go's message.
pub(super) fn parse(layout: &[u8], text: &[u8]) -> Result<Moment, Vec<u8>> {
    let mut read = Read::default();
    let mut form = layout;
    let mut rest = text;
    let start = [b"parsing time ", quote(text).as_slice()].concat();
    let cannot = |value: &[u8], element: &[u8]| {
        let (layout, value, element) = (quote(layout), quote(value), quote(element));
        [
            start.as_slice(),
            b" as ",
            &layout,
            b": cannot parse ",
            &value,
            b" as ",
            &element,
        ]
        .concat()
    };
    let fails = |message: &str| [start.as_slice(), b": ", message.as_bytes()].concat();
    loop {
        let (before, element, after) = layout::next(form);
        rest = skip(rest, before).map_err(|value| cannot(value, before))?;
        let Some((element, written)) = element else {
            if rest.is_empty() {
                break;
            }
            return Err([fails("extra text: "), quote(rest)].concat());
        };
        form = after;
        rest = match read.element(element, rest, after) {
            Ok(rest) => rest,
            Err(Problem::Bad) => return Err(cannot(&rest[passed(element, rest)..], written)),
            Err(Problem::Range(what)) => return Err(fails(&format!("{what} out of range"))),
        };
    }
    read.moment().map_err(fails)
}

/// How far Go has gone into a text when it finds that an element cannot be read.
fn passed(element: Element, text: &[u8]) -> usize {
    let is_colon = |at: usize| text.get(at) == Some(&b':');
    let length = match element {
        Element::LongYear if text.first().is_some_and(u8::is_ascii_digit) => 4,
        Element::UpperNoon | Element::LowerNoon => 2,
        Element::Offset {
            colon: true,
            parts: 2,
            ..
        } if is_colon(3) => 6,
        Element::Offset {
            colon: true,
            parts: 3,
            ..
        } if is_colon(3) && is_colon(6) => 9,
        Element::Offset {
            colon: false,
            parts,
            ..
        } => 1 + 2 * usize::from(parts),
        Element::Fraction {
            digits,
            trims: false,
            ..
        } => 1 + digits,
        Element::UnderDay => usize::from(text.starts_with(b" ")),
        Element::UnderYearDay => text.iter().take(2).take_while(|b| **b == b' ').count(),
        _ => 0,
    };
    if length > text.len() { 0 } else { length }
}

/// The text after what a layout has literally, in which a space stands for any number of them. The error is
/// the text where they differ.
fn skip<'t>(text: &'t [u8], literal: &[u8]) -> Result<&'t [u8], &'t [u8]> {
    let mut text = text;
    let mut literal = literal;
    while let Some((&expected, after)) = literal.split_first() {
        if expected == b' ' {
            if text.first().is_some_and(|byte| *byte != b' ') {
                return Err(text);
            }
            literal = without_spaces(literal);
            text = without_spaces(text);
            continue;
        }
        match text.split_first() {
            Some((&found, rest)) if found == expected => text = rest,
            _ => return Err(text),
        }
        literal = after;
    }
    Ok(text)
}

fn without_spaces(text: &[u8]) -> &[u8] {
    let count = text.iter().take_while(|byte| **byte == b' ').count();
    &text[count..]
}

impl Read {
    /// Reads one element. `layout` is what comes after it.
    fn element<'t>(
        &mut self,
        element: Element,
        text: &'t [u8],
        layout: &[u8],
    ) -> Result<&'t [u8], Problem> {
        let rest;
        match element {
            Element::Year => {
                let year;
                (year, rest) = fixed(text, 2)?;
                self.year = if year >= 69 { year + 1900 } else { year + 2000 };
            }
            Element::LongYear => (self.year, rest) = fixed(text, 4)?,
            Element::LongMonth | Element::Month => {
                let month;
                (month, rest) = word(text, &MONTHS, element == Element::LongMonth)?;
                self.month = Some(month + 1);
            }
            Element::LongWeekday | Element::Weekday => {
                (_, rest) = word(text, &WEEKDAYS, element == Element::LongWeekday)?;
            }
            Element::NumMonth | Element::ZeroMonth => {
                let month;
                (month, rest) = number(text, element == Element::ZeroMonth)?;
                self.month = Some(within(month, 1..=12, "month")?);
            }
            Element::Day | Element::UnderDay | Element::ZeroDay => {
                let space = element == Element::UnderDay && text.starts_with(b" ");
                let day;
                (day, rest) = number(&text[usize::from(space)..], element == Element::ZeroDay)?;
                self.day = Some(day);
            }
            Element::UnderYearDay | Element::ZeroYearDay => {
                let spaces = text
                    .iter()
                    .take(2)
                    .take_while(|byte| **byte == b' ')
                    .count();
                let spaces = if element == Element::UnderYearDay {
                    spaces
                } else {
                    0
                };
                let day;
                (day, rest) = year_day(&text[spaces..], element == Element::ZeroYearDay)?;
                self.year_day = Some(day);
            }
            Element::Hour => {
                (self.hour, rest) = number(text, false)?;
                within(self.hour, 0..=23, "hour")?;
            }
            Element::Hour12 | Element::ZeroHour12 => {
                (self.hour, rest) = number(text, element == Element::ZeroHour12)?;
                within(self.hour, 0..=12, "hour")?;
            }
            Element::Minute | Element::ZeroMinute => {
                (self.minute, rest) = number(text, element == Element::ZeroMinute)?;
                within(self.minute, 0..=59, "minute")?;
            }
            Element::Second | Element::ZeroSecond => {
                let after;
                (self.second, after) = number(text, element == Element::ZeroSecond)?;
                within(self.second, 0..=59, "second")?;
                let (_, next, _) = layout::next(layout);
                let has_own = matches!(next, Some((Element::Fraction { .. }, _)));
                rest = if has_own {
                    after
                } else {
                    self.fraction(after)?
                };
            }
            Element::UpperNoon | Element::LowerNoon => {
                let (half, after) = text.split_at_checked(2).ok_or(Problem::Bad)?;
                rest = after;
                self.is_afternoon = Some(match (element, half) {
                    (Element::UpperNoon, b"PM") | (Element::LowerNoon, b"pm") => true,
                    (Element::UpperNoon, b"AM") | (Element::LowerNoon, b"am") => false,
                    _ => return Err(Problem::Bad),
                });
            }
            Element::Offset { z, colon, parts } => {
                if z && parts < 3 && text.starts_with(b"Z") {
                    self.is_utc = true;
                    return Ok(&text[1..]);
                }
                let offset;
                (offset, rest) = read_offset(text, colon, parts)?;
                self.offset = Some(offset);
            }
            Element::ZoneName => {
                if let Some(after) = text.strip_prefix(b"UTC") {
                    self.is_utc = true;
                    return Ok(after);
                }
                let length = zone_length(text).ok_or(Problem::Bad)?;
                self.zone_name = text[..length].to_vec();
                rest = &text[length..];
            }
            Element::Fraction {
                digits,
                trims: false,
                ..
            } => {
                let (fraction, after) = text.split_at_checked(1 + digits).ok_or(Problem::Bad)?;
                self.nanoseconds = nanoseconds(fraction)?;
                rest = after;
            }
            Element::Fraction { .. } => rest = self.fraction(text)?,
        }
        Ok(rest)
    }

    /// Parts of a second, where there are some.
    fn fraction<'t>(&mut self, text: &'t [u8]) -> Result<&'t [u8], Problem> {
        let [b'.' | b',', digits @ ..] = text else {
            return Ok(text);
        };
        let count = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count > 0 {
            self.nanoseconds = nanoseconds(&text[..=count])?;
            return Ok(&text[1 + count..]);
        }
        Ok(text)
    }

    /// The time that was read, or what is wrong with it as a whole.
    fn moment(mut self) -> Result<Moment, &'static str> {
        match self.is_afternoon {
            Some(true) if self.hour < 12 => self.hour += 12,
            Some(false) if self.hour == 12 => self.hour = 0,
            _ => {}
        }
        if let Some(year_day) = self.year_day {
            let (month, day) = self.date_of(year_day)?;
            if self.month.is_some_and(|other| other != month) {
                return Err("day-of-year does not match month");
            }
            if self.day.is_some_and(|other| other != day) {
                return Err("day-of-year does not match day");
            }
            (self.month, self.day) = (Some(month), Some(day));
        }
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        if day < 1 || day > days_in(self.year, month) {
            return Err("day out of range");
        }
        let days = days_before(self.year, month, day);
        let seconds = days * DAY + self.hour * 3600 + self.minute * 60 + self.second;
        let zone = match self.offset {
            _ if self.is_utc => Zone::utc(),
            Some(0) if matches!(self.zone_name.as_slice(), b"" | b"UTC") => Zone::utc(),
            Some(offset) => Zone {
                name: self.zone_name,
                offset,
            },
            None if self.zone_name.is_empty() => Zone::utc(),
            None => {
                let hours = self.zone_name.strip_prefix(b"GMT").map_or(0, signed);
                return Ok(Moment {
                    seconds: seconds - hours * 3600,
                    nanoseconds: self.nanoseconds,
                    zone: Zone {
                        name: self.zone_name,
                        offset: hours * 3600,
                    },
                });
            }
        };
        Ok(Moment {
            seconds: seconds - zone.offset,
            nanoseconds: self.nanoseconds,
            zone,
        })
    }

    fn date_of(&self, year_day: i64) -> Result<(i64, i64), &'static str> {
        let length = if is_leap(self.year) { 366 } else { 365 };
        if !(1..=length).contains(&year_day) {
            return Err("day-of-year out of range");
        }
        let mut day = year_day;
        let mut month = 1;
        while day > days_in(self.year, month) {
            day -= days_in(self.year, month);
            month += 1;
        }
        Ok((month, day))
    }
}
