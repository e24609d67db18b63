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
}

/// A number in a form, with a count of digits (after the point, or all of them for `General`), or
/// the fewest that read back as the same number.
pub fn float(number: f64, form: FloatForm, precision: Option<usize>) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    match (form, precision) {
        (FloatForm::Plain, Some(precision)) => format!("{number:.precision$}"),
        (FloatForm::Plain, None) => format!("{number}"),
        (FloatForm::Exponent, Some(precision)) => exponent(&format!("{number:.precision$e}")),
        (FloatForm::Exponent, None) => exponent(&format!("{number:e}")),
        (FloatForm::General, precision) => general(number, precision),
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
        Some(precision) => format!("{number:.*e}", precision.max(1) - 1),
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
            let (count, precision) = (digits.len() as i32, precision.max(1) as i32);
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
        assert_eq!(general(3.14159, Some(3)), "3.14");
        assert_eq!(general(100.0, Some(10)), "100");
        assert_eq!(
            float(12345.678, FloatForm::Exponent, Some(6)),
            "1.234568e+04"
        );
        assert_eq!(float(2.5, FloatForm::Plain, Some(0)), "2");
    }
}
