//! Go's layouts: the form of a time by the example of `Mon Jan 2 15:04:05 MST 2006`.

/// One element of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    LongMonth,
    Month,
    NumMonth,
    ZeroMonth,
    LongWeekday,
    Weekday,
    Day,
    UnderDay,
    ZeroDay,
    UnderYearDay,
    ZeroYearDay,
    Hour,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    Year,
    UpperNoon,
    LowerNoon,
    ZoneName,
    /// An offset: whether 0 is `Z`, whether there are colons, how many of hours, minutes and seconds.
    Offset {
        z: bool,
        colon: bool,
        parts: u8,
    },
    /// Parts of a second: the mark before them, how many digits, and whether zeros at the end are left out.
    Fraction {
        mark: u8,
        digits: usize,
        trims: bool,
    },
}

use Element::*;

/// The forms that begin with `-` or `Z`, by what follows these.
const OFFSETS: &[(&str, bool, u8)] = &[
    ("070000", false, 3),
    ("07:00:00", true, 3),
    ("0700", false, 2),
    ("07:00", true, 2),
    ("07", false, 1),
];

/// What stands before an element, the element and how it is written, and what comes after it.
type Cut<'l> = (&'l [u8], Option<(Element, &'l [u8])>, &'l [u8]);

/// Cuts a layout at its first element.
pub(super) fn next(layout: &[u8]) -> Cut<'_> {
    for index in 0..layout.len() {
        if let Some((element, skip, length)) = element_at(&layout[index..]) {
            let start = index + skip;
            let (text, after) = layout[start..].split_at(length);
            return (&layout[..start], Some((element, text)), after);
        }
    }
    (layout, None, &[])
}

/// The element at the beginning of a layout, how much of it is literal before it, and how long it is.
fn element_at(text: &[u8]) -> Option<(Element, usize, usize)> {
    let begins = |part: &str| text.starts_with(part.as_bytes());
    let is_word_end = |length: usize| !text.get(length).is_some_and(u8::is_ascii_lowercase);
    let plain = |element, length| Some((element, 0, length));
    match text.first()? {
        b'J' if begins("January") => plain(LongMonth, 7),
        b'J' if begins("Jan") && is_word_end(3) => plain(Month, 3),
        b'M' if begins("Monday") => plain(LongWeekday, 6),
        b'M' if begins("Mon") && is_word_end(3) => plain(Weekday, 3),
        b'M' if begins("MST") => plain(ZoneName, 3),
        b'0' => match text.get(1)? {
            b'1' => plain(ZeroMonth, 2),
            b'2' => plain(ZeroDay, 2),
            b'3' => plain(ZeroHour12, 2),
            b'4' => plain(ZeroMinute, 2),
            b'5' => plain(ZeroSecond, 2),
            b'6' => plain(Year, 2),
            b'0' if begins("002") => plain(ZeroYearDay, 3),
            _ => None,
        },
        b'1' if begins("15") => plain(Hour, 2),
        b'1' => plain(NumMonth, 1),
        b'2' if begins("2006") => plain(LongYear, 4),
        b'2' => plain(Day, 1),
        b'_' if begins("_2006") => Some((LongYear, 1, 4)),
        b'_' if begins("_2") => plain(UnderDay, 2),
        b'_' if begins("__2") => plain(UnderYearDay, 3),
        b'3' => plain(Hour12, 1),
        b'4' => plain(Minute, 1),
        b'5' => plain(Second, 1),
        b'P' if begins("PM") => plain(UpperNoon, 2),
        b'p' if begins("pm") => plain(LowerNoon, 2),
        first @ (b'-' | b'Z') => {
            let form = OFFSETS
                .iter()
                .find(|(form, ..)| text[1..].starts_with(form.as_bytes()));
            let (form, colon, parts) = *form?;
            let z = *first == b'Z';
            plain(Offset { z, colon, parts }, 1 + form.len())
        }
        mark @ (b'.' | b',') => {
            let digit = *text.get(1).filter(|digit| matches!(digit, b'0' | b'9'))?;
            let digits = text[1..].iter().take_while(|byte| **byte == digit).count();
            let ends = !text.get(1 + digits).is_some_and(u8::is_ascii_digit);
            let (mark, trims) = (*mark, digit == b'9');
            ends.then_some((
                Fraction {
                    mark,
                    digits,
                    trims,
                },
                0,
                1 + digits,
            ))
        }
        _ => None,
    }
}
