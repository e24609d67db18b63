//! How Go reads numbers from text: `strconv.ParseInt`, `Atoi` and `ParseFloat`.

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotANumber {
    /// It does not look like one.
    Syntax,
    /// It is too large: the nearest number that can be had.
    Range(i64),
}

/// `strconv.ParseInt(text, base, 64)`. Base 0 means that a prefix tells the base (`0x`, `0o`, `0`, `0b`)
/// and that `_` may stand between digits.
pub(crate) fn parse_integer(text: &[u8], base: u32) -> Result<i64, NotANumber> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let limit = if negative { i64::MIN } else { i64::MAX };
    let magnitude = match parse_unsigned(digits, base) {
        Ok(magnitude) => i128::from(magnitude),
        Err(NotANumber::Syntax) => return Err(NotANumber::Syntax),
        Err(NotANumber::Range(_)) => return Err(NotANumber::Range(limit)),
    };
    let number = if negative { -magnitude } else { magnitude };
    i64::try_from(number).map_err(|_| NotANumber::Range(limit))
}

/// `strconv.ParseUint(text, base, 64)`.
pub(crate) fn parse_unsigned(text: &[u8], base: u32) -> Result<u64, NotANumber> {
    let (radix, digits) = match (base, text) {
        (0, [b'0', b'x' | b'X', _, ..]) => (16, &text[2..]),
        (0, [b'0', b'b' | b'B', _, ..]) => (2, &text[2..]),
        (0, [b'0', b'o' | b'O', _, ..]) => (8, &text[2..]),
        (0, [b'0', _, ..]) => (8, &text[1..]),
        (0, _) => (10, text),
        (base, _) => (base, text),
    };
    if digits.is_empty() {
        return Err(NotANumber::Syntax);
    }
    let mut number: Option<u64> = Some(0);
    for &byte in digits {
        if byte == b'_' && base == 0 {
            continue;
        }
        let digit = char::from(byte).to_digit(radix).ok_or(NotANumber::Syntax)?;
        // A syntax error further on is found only while the number still fits, as in Go.
        number = number
            .and_then(|number| number.checked_mul(u64::from(radix)))
            .and_then(|number| number.checked_add(u64::from(digit)));
        if number.is_none() {
            return Err(NotANumber::Range(i64::MAX));
        }
    }
    if base == 0 && digits.contains(&b'_') && !has_good_underscores(text) {
        return Err(NotANumber::Syntax);
    }
    number.ok_or(NotANumber::Range(i64::MAX))
}

/// Whether each `_` stands between digits, or between a prefix and a digit.
fn has_good_underscores(text: &[u8]) -> bool {
    let text = text
        .strip_prefix(b"-")
        .or(text.strip_prefix(b"+"))
        .unwrap_or(text);
    let (is_hexadecimal, digits, mut previous) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (true, digits, b'0'),
        [b'0', b'b' | b'B' | b'o' | b'O', digits @ ..] => (false, digits, b'0'),
        _ => (false, text, b'^'),
    };
    for &byte in digits {
        let class = match byte {
            b'0'..=b'9' => b'0',
            b'a'..=b'f' | b'A'..=b'F' if is_hexadecimal => b'0',
            b'_' => b'_',
            _ => b'!',
        };
        let is_bad = match class {
            b'0' => false,
            b'_' => previous != b'0',
            _ => previous == b'_',
        };
        if is_bad {
            return false;
        }
        previous = class;
    }
    previous != b'_'
}

/// `strconv.ParseFloat(text, 64)`: also `inf`, `nan`, `_` between digits and hexadecimal numbers. A number
/// that is too large is infinite, and Go calls it an error as well.
pub(crate) fn parse_float(text: &[u8]) -> Option<f64> {
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let lower = unsigned.to_ascii_lowercase();
    let magnitude = match lower.as_slice() {
        b"inf" | b"infinity" => f64::INFINITY,
        b"nan" => return (unsigned.len() == text.len()).then_some(f64::NAN),
        [b'0', b'x', ..] => finite(parse_hexadecimal(&lower)?)?,
        _ => finite(parse_decimal(&lower)?)?,
    };
    Some(if negative { -magnitude } else { magnitude })
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

fn parse_decimal(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    if text.contains('_') && !has_good_underscores(text.as_bytes()) {
        return None;
    }
    let text = text.replace('_', "");
    let starts_well = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    starts_well.then_some(())?;
    text.parse().ok()
}

/// A number such as `0x1.8p3`, whose exponent must not be missing.
fn parse_hexadecimal(text: &[u8]) -> Option<f64> {
    if text.contains(&b'_') && !has_good_underscores(text) {
        return None;
    }
    let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'_').collect();
    let text = std::str::from_utf8(text.get(2..)?).ok()?;
    let (mantissa, exponent) = text.split_once('p')?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || digits.len() > 13 {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    let number = i64::from_str_radix(&digits, 16).ok()?;
    let scale = exponent.checked_sub(i32::try_from(fraction.len()).ok()?.checked_mul(4)?)?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "thirteen digits of four bits are exact"
    )]
    Some(number as f64 * 2f64.powi(scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_tell_the_base_of_integers() {
        let number = |text: &str| parse_integer(text.as_bytes(), 0).ok();
        assert_eq!(number("0755"), Some(493));
        assert_eq!(number("0x1F"), Some(31));
        assert_eq!(number("-12"), Some(-12));
        assert_eq!(number("1_000"), Some(1000));
        assert_eq!(number("0"), Some(0));
        for text in ["08", "3.7", "", "0x", "_1", "1__0", "12ab", " 1", "0b2"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("-9223372036854775808"), Some(i64::MIN));
        let large = parse_integer(b"-99999999999999999999", 10);
        assert_eq!(large, Err(NotANumber::Range(i64::MIN)));
    }

    #[test]
    fn numbers_with_fractions_are_read_as_in_go() {
        assert_eq!(parse_float(b"1_0"), Some(10.0));
        assert_eq!(parse_float(b"1e3"), Some(1000.0));
        assert_eq!(parse_float(b".5"), Some(0.5));
        assert_eq!(parse_float(b"0x1.8p1"), Some(3.0));
        assert_eq!(parse_float(b"-inf"), Some(f64::NEG_INFINITY));
        assert!(parse_float(b"NaN").is_some_and(f64::is_nan));
        for text in ["0x10", "", "abc", " 1", "1e400", "+-1", "e5", "."] {
            assert_eq!(parse_float(text.as_bytes()), None, "{text}");
        }
    }
}
