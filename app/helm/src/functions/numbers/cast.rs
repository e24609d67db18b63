//! Any value as a number, by the rules of the library cast: what is no number is 0.

use super::parse::{parse_float, parse_integer};
use crate::value::Value;

/// `int` and `int64` of a value. Texts may say their base: "0755" is 493. Fractions are cut.
pub(crate) fn to_integer(value: &Value) -> i64 {
    match value {
        Value::Int(number) | Value::Int64(number) => *number,
        #[expect(clippy::cast_possible_wrap, reason = "Go wraps")]
        Value::Uint(_, number) => *number as i64,
        Value::Float(number) => float_to_integer(*number),
        Value::Bool(value) => i64::from(*value),
        Value::Text(text) => parse_integer(text, 0).unwrap_or(0),
        _ => 0,
    }
}

/// `float64` of a value.
pub(crate) fn to_float(value: &Value) -> f64 {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "Go rounds")]
        Value::Int(number) | Value::Int64(number) => *number as f64,
        #[expect(clippy::cast_precision_loss, reason = "Go rounds")]
        Value::Uint(_, number) => *number as f64,
        Value::Float(number) => *number,
        Value::Bool(value) => f64::from(u8::from(*value)),
        Value::Text(text) => parse_float(text).unwrap_or(0.0),
        _ => 0.0,
    }
}

/// Go's conversion on common machines: what does not fit is the lowest integer.
pub(crate) fn float_to_integer(number: f64) -> i64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it fits, and fractions are cut"
        )]
        return number as i64;
    }
    i64::MIN
}
