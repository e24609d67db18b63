//! Comparison by the rules of Go 1.19: only values of the same basic kind compare, nil only equals nil.

use std::cmp::Ordering;
use std::rc::Rc;

use super::Slot;
use crate::error::CallError;
use crate::format::printf;
use crate::value::{Kind, Value};

const WRONG_TYPE: &str = "invalid type for comparison";
const WRONG_TYPES: &str = "incompatible types for comparison";

/// What basic kind a value is of, with the value.
enum Basic<'a> {
    Bool(bool),
    Complex(f64, f64),
    /// Signed and unsigned integers compare with each other.
    Integer(i128),
    Float(f64),
    Text(&'a [u8]),
    Other,
}

impl<'a> Basic<'a> {
    fn of(value: &'a Value) -> Self {
        match value {
            Value::Bool(truth) => Basic::Bool(*truth),
            Value::Int(number) | Value::Int64(number) => Basic::Integer((*number).into()),
            Value::Uint(_, number) => Basic::Integer((*number).into()),
            Value::Float(number) => Basic::Float(*number),
            Value::Complex(real, imaginary) => Basic::Complex(*real, *imaginary),
            Value::Text(text) => Basic::Text(text),
            Value::Object(object) if object.kind().is_signed() => match object.to_data() {
                Value::Int(number) | Value::Int64(number) => Basic::Integer(number.into()),
                _ => Basic::Other,
            },
            _ => Basic::Other,
        }
    }
}

/// Whether the first value equals any of the others.
pub(super) fn eq(given: &[Slot]) -> Result<Slot, CallError> {
    let (first, others) = given
        .split_first()
        .ok_or("missing argument for comparison")?;
    if others.is_empty() {
        return Err("missing argument for comparison".into());
    }
    for other in others {
        if are_equal(&first.value, &other.value)? {
            return truth(true);
        }
    }
    truth(false)
}

fn truth(truth: bool) -> Result<Slot, CallError> {
    Ok(Slot::new(Value::Bool(truth)))
}

fn are_equal(first: &Value, second: &Value) -> Result<bool, CallError> {
    Ok(match (Basic::of(first), Basic::of(second)) {
        (Basic::Bool(a), Basic::Bool(b)) => a == b,
        (Basic::Integer(a), Basic::Integer(b)) => a == b,
        (Basic::Float(a), Basic::Float(b)) => a == b,
        (Basic::Complex(a, b), Basic::Complex(c, d)) => a == c && b == d,
        (Basic::Text(a), Basic::Text(b)) => a == b,
        (Basic::Other, Basic::Other) => return others_are_equal(first, second),
        // Nil compares with everything.
        _ if matches!(first, Value::Nil) || matches!(second, Value::Nil) => false,
        _ => return Err(WRONG_TYPES.into()),
    })
}

fn others_are_equal(first: &Value, second: &Value) -> Result<bool, CallError> {
    let (kind, other_kind) = (first.kind(), second.kind());
    let one_is_none = kind == Kind::Invalid || other_kind == Kind::Invalid;
    if kind != other_kind && !one_is_none {
        let types = [first.go_type(), second.go_type()];
        let [first_type, second_type] = types.map(|go_type| Value::from(&*go_type));
        let given = [first.clone(), first_type, second_type, second.clone()];
        return Err(CallError::new(printf(
            b"non-comparable types %s: %v, %s: %v",
            &given,
        )));
    }
    if first.is_nil() || second.is_nil() {
        return Ok(first.is_nil() == second.is_nil());
    }
    match (first, second) {
        (Value::Object(a), Value::Object(b)) if kind == Kind::Pointer => Ok(Rc::ptr_eq(a, b)),
        (Value::Object(a), Value::Object(b)) if b.is_comparable() => Ok(a.is_equal(b.as_ref())),
        _ => {
            let given = [second.clone(), Value::from(&*second.go_type())];
            Err(CallError::new(printf(
                b"non-comparable type %s: %v",
                &given,
            )))
        }
    }
}

pub(super) fn ne(given: &[Slot]) -> Result<Slot, CallError> {
    let equal = are_equal(&given[0].value, &given[1].value)?;
    truth(!equal)
}

pub(super) fn lt(given: &[Slot]) -> Result<Slot, CallError> {
    truth(is_less(given)?)
}

pub(super) fn le(given: &[Slot]) -> Result<Slot, CallError> {
    truth(is_less_or_equal(given)?)
}

pub(super) fn gt(given: &[Slot]) -> Result<Slot, CallError> {
    truth(!is_less_or_equal(given)?)
}

pub(super) fn ge(given: &[Slot]) -> Result<Slot, CallError> {
    truth(!is_less(given)?)
}

fn is_less_or_equal(given: &[Slot]) -> Result<bool, CallError> {
    Ok(is_less(given)? || are_equal(&given[0].value, &given[1].value)?)
}

fn is_less(given: &[Slot]) -> Result<bool, CallError> {
    let order = match (Basic::of(&given[0].value), Basic::of(&given[1].value)) {
        (Basic::Integer(a), Basic::Integer(b)) => Some(a.cmp(&b)),
        (Basic::Float(a), Basic::Float(b)) => a.partial_cmp(&b),
        (Basic::Text(a), Basic::Text(b)) => Some(a.cmp(b)),
        (Basic::Other, _) | (_, Basic::Other) => return Err(WRONG_TYPE.into()),
        (Basic::Bool(_), Basic::Bool(_)) | (Basic::Complex(..), Basic::Complex(..)) => {
            return Err(WRONG_TYPE.into());
        }
        _ => return Err(WRONG_TYPES.into()),
    };
    Ok(order == Some(Ordering::Less))
}
