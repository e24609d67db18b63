//! Floating-point numbers as `strconv.FormatFloat` writes them.

/// The form of a number, by Go's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatForm {
    /// `e`: always with an exponent of at least two digits.
    Exponent,
    /// `f`: never with an exponent.
    Plain,
    /// `g`: with an exponent where it is below -4 or reaches the precision, or 6 without one.
    General,
    /// `x`: digits in base 16 and a power of two.
    Hexadecimal,
    /// `b`: the digits as they are kept, and a power of two.
    Binary,
}

/// The most digits that a number of 64 bits has in base 10.
const MOST_DIGITS: usize = 1_100;

/// A number in a form, with a count of digits (after the point, or all of them for `General`), or
/// the fewest that read back as the same number.
pub fn float(number: f64, form: FloatForm, precision: Option<usize>) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    // All digits after these are zeros; and Rust panics where a precision is beyond 65,535.
    let digits = precision.unwrap_or(0).min(MOST_DIGITS);
    let zeros = "0".repeat(precision.unwrap_or(0) - digits);
    match (form, precision) {
        (FloatForm::Plain, Some(_)) => format!("{number:.digits$}{zeros}"),
        (FloatForm::Plain, None) => format!("{number}"),
        (FloatForm::Exponent, Some(_)) => {
            let written = format!("{number:.digits$e}");
            exponent(&written.replacen('e', &format!("{zeros}e"), 1))
        }
        (FloatForm::Exponent, None) => exponent(&format!("{number:e}")),
        (FloatForm::General, precision) => general(number, precision),
        (FloatForm::Hexadecimal, precision) => hexadecimal(number, precision),
        (FloatForm::Binary, _) => binary(number),
    }
}

/// Rust's exponent (`1e6`, `1e-7`) as Go's (`1e+06`, `1e-07`).
fn exponent(text: &str) -> String {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

fn general(number: f64, precision: Option<usize>) -> String {
    let written = match precision {
        Some(precision) => format!("{number:.*e}", precision.clamp(1, MOST_DIGITS) - 1),
        None => format!("{number:e}"),
    };
    let (mantissa, power) = written.split_once('e').unwrap_or((&written, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    let limit = match precision {
        None => 6,
        // Go: a precision beyond the digits there are does not delay the exponent.
        Some(precision) => {
            let precision = precision.clamp(1, MOST_DIGITS) as i32;
            let count = digits.len() as i32;
            if precision > count && count > power {
                count
            } else {
                precision
            }
        }
    };
    if power < -4 || power >= limit {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return exponent(&format!("{sign}{first}{point}{rest}e{power}"));
    }
    let plain = if power < 0 {
        format!(
            "0.{}{digits}",
            "0".repeat(power.unsigned_abs() as usize - 1)
        )
    } else {
        let whole = power as usize + 1;
        if digits.len() <= whole {
            format!("{digits:0<whole$}")
        } else {
            format!("{}.{}", &digits[..whole], &digits[whole..])
        }
    };
    format!("{sign}{plain}")
}

/// The sign of a number, its digits as an integer of 53 bits, and the power of two of the first of them.
fn parts(number: f64) -> (&'static str, u64, i32) {
    let bits = number.to_bits();
    let sign = if bits >> 63 == 1 { "-" } else { "" };
    let power = ((bits >> 52) & 0x7ff) as i32;
    let digits = bits & ((1 << 52) - 1);
    match power {
        0 => (sign, digits, -1022),
        _ => (sign, digits | 1 << 52, power - 1023),
    }
}

fn signed(power: i32) -> String {
    let sign = if power < 0 { '-' } else { '+' };
    format!("{sign}{:02}", power.unsigned_abs())
}

fn hexadecimal(number: f64, precision: Option<usize>) -> String {
    let (sign, digits, mut power) = parts(number);
    // The first digit, a 1, stands at bit 60.
    let mut digits = digits << 8;
    if digits == 0 {
        power = 0;
    } else {
        let shift = digits.leading_zeros() - 3;
        digits <<= shift;
        power -= shift as i32;
    }
    if let Some(precision @ 0..15) = precision {
        let shift = precision as u32 * 4;
        let rest = (digits << shift) & ((1 << 60) - 1);
        digits >>= 60 - shift;
        if rest | (digits & 1) > 1 << 59 {
            digits += 1;
        }
        digits <<= 60 - shift;
        if digits & (1 << 61) != 0 {
            digits >>= 1;
            power += 1;
        }
    }
    let first = (digits >> 60) & 1;
    let fraction = format!("{:015x}", digits & ((1 << 60) - 1));
    let fraction = match precision {
        None => fraction.trim_end_matches('0').to_owned(),
        Some(precision) => {
            let zeros = "0".repeat(precision.saturating_sub(fraction.len()));
            format!("{fraction}{zeros}")[..precision].to_owned()
        }
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}0x{first}{point}{fraction}p{}", signed(power))
}

fn binary(number: f64) -> String {
    let (sign, digits, power) = parts(number);
    let power = power - 52;
    let power_sign = if power < 0 { '-' } else { '+' };
    format!("{sign}{digits}p{power_sign}{}", power.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::{FloatForm, float};

    #[test]
    fn numbers_read_as_in_go() {
        let general = |number, precision| float(number, FloatForm::General, precision);
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (100_000.0, "100000"),
            (1_000_000.0, "1e+06"),
            (123_456_789.0, "1.23456789e+08"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e21, "1e+21"),
            (2.5, "2.5"),
            (-12.25, "-12.25"),
        ] {
            assert_eq!(general(number, None), text);
        }
        assert_eq!(general(1234.5, Some(3)), "1.23e+03");
        assert_eq!(general(3.24159, Some(3)), "3.24");
        assert_eq!(general(100.0, Some(10)), "100");
        assert_eq!(
            float(12345.678, FloatForm::Exponent, Some(6)),
            "1.234568e+04"
        );
        assert_eq!(float(2.5, FloatForm::Plain, Some(0)), "2");
        let hexadecimal = |number, precision| float(number, FloatForm::Hexadecimal, precision);
        assert_eq!(hexadecimal(1.5, None), "0x1.8p+00");
        assert_eq!(hexadecimal(7.0, None), "0x1.cp+02");
        assert_eq!(hexadecimal(0.0, None), "0x0p+00");
        assert_eq!(hexadecimal(255.0, Some(2)), "0x1.fep+07");
        assert_eq!(hexadecimal(1.999, Some(0)), "0x1p+01");
        assert_eq!(float(1.0, FloatForm::Binary, None), "4503599627370496p-52");
    }
}
