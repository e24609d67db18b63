//! Reading the elements of a time: numbers, names and offsets.

/// Why an element cannot be read.
pub(super) enum Problem {
    /// The text does not look like it.
    Bad,
    /// A number is too large: what it is of, and what comes after it.
    Range(&'static str),
}

pub(super) type Taken<'t, T> = Result<(T, &'t [u8]), Problem>;

/// A number that has to be in a range; `what` it is of stands in the message.
pub(super) fn within(
    number: i64,
    range: std::ops::RangeInclusive<i64>,
    what: &'static str,
) -> Result<i64, Problem> {
    if range.contains(&number) {
        Ok(number)
    } else {
        Err(Problem::Range(what))
    }
}

/// A number of just so many digits.
pub(super) fn fixed(text: &[u8], length: usize) -> Taken<'_, i64> {
    let (digits, rest) = text.split_at_checked(length).ok_or(Problem::Bad)?;
    Ok((whole(digits)?, rest))
}

pub(super) fn whole(digits: &[u8]) -> Result<i64, Problem> {
    let are_digits = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    are_digits.then_some(()).ok_or(Problem::Bad)?;
    let text = std::str::from_utf8(digits).map_err(|_| Problem::Bad)?;
    text.parse().map_err(|_| Problem::Bad)
}

/// A number of one or two digits, or of just two.
pub(super) fn number(text: &[u8], needs_two: bool) -> Taken<'_, i64> {
    match text {
        [a, b, rest @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Ok((i64::from(a - b'0') * 10 + i64::from(b - b'0'), rest))
        }
        [a, rest @ ..] if a.is_ascii_digit() && !needs_two => Ok((i64::from(a - b'0'), rest)),
        _ => Err(Problem::Bad),
    }
}

/// A number of up to three digits, or of just three.
pub(super) fn year_day(text: &[u8], needs_three: bool) -> Taken<'_, i64> {
    let count = text
        .iter()
        .take(3)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if count == 0 || needs_three && count < 3 {
        return Err(Problem::Bad);
    }
    fixed(text, count)
}

/// The number of a name in a list, in any case; the first three letters of it where short ones are asked for.
pub(super) fn word<'t>(text: &'t [u8], names: &[&str], is_long: bool) -> Taken<'t, i64> {
    for (index, name) in (0..).zip(names) {
        let name = if is_long { name } else { &name[..3] };
        if let Some((start, rest)) = text.split_at_checked(name.len())
            && start.eq_ignore_ascii_case(name.as_bytes())
        {
            return Ok((index, rest));
        }
    }
    Err(Problem::Bad)
}

/// `.5` as nanoseconds; only nine digits count.
pub(super) fn nanoseconds(fraction: &[u8]) -> Result<i64, Problem> {
    let [b'.' | b',', digits @ ..] = fraction else {
        return Err(Problem::Bad);
    };
    let digits = &digits[..digits.len().min(9)];
    let places = u32::try_from(9 - digits.len()).unwrap_or(0);
    Ok(whole(digits)? * 10i64.pow(places))
}

/// `+02:00` and its like as seconds.
pub(super) fn read_offset(text: &[u8], colon: bool, parts: u8) -> Taken<'_, i64> {
    let mut numbers = [0; 3];
    let (sign, mut rest) = text.split_first().ok_or(Problem::Bad)?;
    for (index, slot) in numbers.iter_mut().enumerate().take(parts.into()) {
        if colon && index > 0 {
            rest = rest.strip_prefix(b":").ok_or(Problem::Bad)?;
        }
        (*slot, rest) = fixed(rest, 2)?;
    }
    let offset = (numbers[0] * 60 + numbers[1]) * 60 + numbers[2];
    match sign {
        b'+' => Ok((offset, rest)),
        b'-' => Ok((-offset, rest)),
        _ => Err(Problem::Bad),
    }
}

/// How long an abbreviation of a zone at the beginning of a text is.
pub(super) fn zone_length(text: &[u8]) -> Option<usize> {
    if text.len() < 3 {
        return None;
    }
    if text.starts_with(b"ChST") || text.starts_with(b"MeST") {
        return Some(4);
    }
    if text.starts_with(b"GMT") {
        return Some(3 + offset_length(&text[3..]));
    }
    if matches!(text[0], b'+' | b'-') {
        return Some(offset_length(text)).filter(|length| *length > 0);
    }
    let capitals = text
        .iter()
        .take(6)
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    match capitals {
        5 if text[4] == b'T' => Some(5),
        4 if text[3] == b'T' || text.starts_with(b"WITA") => Some(4),
        3 => Some(3),
        _ => None,
    }
}

/// How long a sign with hours up to 23 is, 0 where there is none.
pub(super) fn offset_length(text: &[u8]) -> usize {
    let [b'+' | b'-', rest @ ..] = text else {
        return 0;
    };
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match whole(&rest[..count]) {
        Ok(hours) if hours <= 23 => 1 + count,
        _ => 0,
    }
}

/// A sign and digits as a number, 0 for nothing.
pub(super) fn signed(text: &[u8]) -> i64 {
    let text = std::str::from_utf8(text).unwrap_or_default();
    text.parse().unwrap_or(0)
}
