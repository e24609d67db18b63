//! How numbers are printed in JSON, YAML and TOML.

/// The digits of a finite number after a power of 10, as Rust and Go both choose them: the fewest that
/// read back as it.
fn scientific(number: f64) -> (String, i32) {
    let printed = format!("{number:e}");
    let (digits, exponent) = printed.split_once('e').unwrap_or((&printed, "0"));
    (digits.to_owned(), exponent.parse().unwrap_or(0))
}

/// With an exponent of at least two digits, as Go prints it.
fn with_exponent(digits: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// Go's shortest form of a `float64`: with an exponent from 1e+06 and below 1e-04.
pub(crate) fn general(number: f64) -> String {
    if !number.is_finite() {
        return unsupported(number).to_owned();
    }
    match scientific(number) {
        (_, -4..=5) => number.to_string(),
        (digits, exponent) => with_exponent(&digits, exponent),
    }
}

/// As Go's encoding/json prints it: with an exponent from 1e+21 and below 1e-06.
pub(crate) fn json(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-6..1e21).contains(&size) {
        return number.to_string();
    }
    let (digits, exponent) = scientific(number);
    with_exponent(&digits, exponent).replace("e-0", "e-")
}

/// As sigs.k8s.io/yaml prints a number where a text is asked for, such as a key: with the precision of 32
/// bits.
pub(crate) fn as_text(number: f64) -> String {
    match number {
        f64::INFINITY => ".inf".to_owned(),
        f64::NEG_INFINITY => "-.inf".to_owned(),
        number if number.is_nan() => ".nan".to_owned(),
        number => {
            let digits = (number as f32).to_string();
            general(digits.parse().unwrap_or(number))
        }
    }
}

/// Go's word for what is no number, or too large to be one.
pub(crate) fn unsupported(number: f64) -> &'static str {
    match number {
        f64::INFINITY => "+Inf",
        f64::NEG_INFINITY => "-Inf",
        _ => "NaN",
    }
}
