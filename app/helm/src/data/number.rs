//! How numbers are printed in JSON, YAML and TOML.

use crate::format::{FloatForm, float};

/// Go's shortest form of a `float64`: with an exponent from 1e+06 and below 1e-04.
pub(crate) fn general(number: f64) -> String {
    float(number, FloatForm::General, None)
}

/// The fewest digits that read back as the number, and the power of ten of the last of them.
pub(crate) fn decimal(number: f64) -> (i64, i32) {
    let written = format!("{number:e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat().parse().unwrap_or(0);
    let exponent: i32 = exponent.parse().unwrap_or(0);
    (digits, exponent - fraction.len() as i32)
}

/// As Go's encoding/json prints it: with an exponent from 1e+21 and below 1e-06.
pub(crate) fn json(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-6..1e21).contains(&size) {
        return number.to_string();
    }
    float(number, FloatForm::Exponent, None).replace("e-0", "e-")
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
