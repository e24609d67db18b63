//! What a plain scalar is: YAML 1.1 as yaml.v2 reads it.

/// What a scalar is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    Int(i64),
    /// An integer too large for `Int`.
    Uint(u64),
    Float(f64),
    /// A date or a time, which stays a text.
    Timestamp,
    Text,
}

impl Scalar {
    /// The short form of its tag.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Scalar::Null => "!!null",
            Scalar::Bool(_) => "!!bool",
            Scalar::Int(_) | Scalar::Uint(_) => "!!int",
            Scalar::Float(_) => "!!float",
            Scalar::Timestamp => "!!timestamp",
            Scalar::Text => "!!str",
        }
    }
}

/// What a scalar without quotes and tag is.
pub(super) fn resolve(text: &str) -> Scalar {
    resolve_with(text, true)
}

/// The same, where a date may be left alone because a tag asks for something else.
pub(super) fn resolve_with(text: &str, can_be_timestamp: bool) -> Scalar {
    match text.as_bytes().first() {
        None => Scalar::Null,
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => {
            resolve_word(text)
        }
        Some(b'.') => match resolve_word(text) {
            Scalar::Text => parse_float(text).map_or(Scalar::Text, Scalar::Float),
            word => word,
        },
        Some(b'+' | b'-' | b'0'..=b'9') => match resolve_word(text) {
            Scalar::Text if can_be_timestamp && is_timestamp(text) => Scalar::Timestamp,
            Scalar::Text => resolve_number(text),
            word => word,
        },
        Some(_) => Scalar::Text,
    }
}

fn resolve_word(text: &str) -> Scalar {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Scalar::Bool(true)
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Scalar::Bool(false)
        }
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        ".nan" | ".NaN" | ".NAN" => Scalar::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Scalar::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Scalar::Float(f64::NEG_INFINITY),
        _ => Scalar::Text,
    }
}

fn resolve_number(text: &str) -> Scalar {
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    let (sign, digits) = match plain.as_bytes().first() {
        Some(b'-') => (-1, &plain[1..]),
        Some(b'+') => (1, &plain[1..]),
        _ => (1, plain.as_str()),
    };
    if let Some(magnitude) = parse_magnitude(digits) {
        let signed = i128::from(magnitude) * sign;
        if let Ok(number) = i64::try_from(signed) {
            return Scalar::Int(number);
        }
        // Go's unsigned integers take no sign.
        if digits.len() == plain.len() {
            return Scalar::Uint(magnitude);
        }
    }
    match is_decimal(digits) {
        true => parse_float(&plain).map_or(Scalar::Text, Scalar::Float),
        false => Scalar::Text,
    }
}

/// A number without sign, by its prefix of base 2, 8, 10 or 16.
fn parse_magnitude(digits: &str) -> Option<u64> {
    let lower = |length| digits.get(..length).map(str::to_ascii_lowercase);
    let (base, rest) = match (lower(2).as_deref(), lower(1).as_deref()) {
        (Some("0x"), _) => (16, &digits[2..]),
        (Some("0b"), _) => (2, &digits[2..]),
        (Some("0o"), _) => (8, &digits[2..]),
        (_, Some("0")) if digits.len() > 1 => (8, &digits[1..]),
        _ => (10, digits),
    };
    match rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        true => u64::from_str_radix(rest, base).ok(),
        false => None,
    }
}

/// `1`, `1.5`, `.5`, `5.`, and these with an exponent; without a sign.
fn is_decimal(text: &str) -> bool {
    let (number, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    });
    !(whole.is_empty() && fraction.is_empty())
        && is_digits(whole)
        && is_digits(fraction)
        && exponent_fits
}

/// A decimal number as Go reads it: too large is an error.
fn parse_float(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !is_decimal(digits) {
        return None;
    }
    let number = text.parse::<f64>().ok();
    number.filter(|number| number.is_finite())
}

/// Whether a text reads as a number to base 60, which YAML 1.1 has and yaml.v2 does not read, but quotes.
pub(super) fn is_base_60(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.contains(':') || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let mut parts = whole.split(':');
    parts.next().is_some_and(is_number)
        && is_number(fraction)
        && parts.all(|part| matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']))
}

/// Whether a text is a date, or a date and a time.
pub(super) fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = bytes.len() > 5 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-';
    starts && read_timestamp(text).is_some()
}

/// Whether a year has 366 days.
pub(crate) fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn read_timestamp(text: &str) -> Option<()> {
    let year: u32 = text.get(..4)?.parse().ok()?;
    let (month, rest) = read_part(text.get(5..)?)?;
    let (day, rest) = read_part(rest.strip_prefix('-')?)?;
    let days = match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if day == 0 || day > days {
        return None;
    }
    if rest.is_empty() {
        return Some(());
    }
    let (time, has_zone) = match rest.strip_prefix(['T', 't']) {
        Some(time) => (time, true),
        None => (rest.strip_prefix(' ')?.trim_start_matches(' '), false),
    };
    let (hour, rest) = read_part(time)?;
    let (minute, rest) = read_part(rest.strip_prefix(':')?)?;
    let (second, rest) = read_part(rest.strip_prefix(':')?)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) if fraction.starts_with(|c: char| c.is_ascii_digit()) => {
            fraction.trim_start_matches(|c: char| c.is_ascii_digit())
        }
        _ => rest,
    };
    let is_zone = match rest.as_bytes() {
        [b'Z'] => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    (if has_zone { is_zone } else { rest.is_empty() }).then_some(())
}

/// A number of one or two digits, and what follows it.
fn read_part(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some((text.get(..length)?.parse().ok()?, &text[length..]))
}
