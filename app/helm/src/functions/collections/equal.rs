//! Whether two values are the same through and through: Go's `reflect.DeepEqual`, for which an int never
//! equals a float and a nil list never an empty one.

use crate::value::Value;

/// Values nested deeper than this are taken as equal: two dictionaries may hold each other.
const MAX_DEPTH: usize = 1000;

/// After so many comparisons the rest is taken as equal, too: values that share others can ask for more than any
/// time.
const MAX_STEPS: usize = 4_000_000;

/// Whether type and content are the same.
pub(crate) fn deep_equal(left: &Value, right: &Value) -> bool {
    are_equal(left, right, 0, &mut 0)
}

fn are_equal(left: &Value, right: &Value, depth: usize, steps: &mut usize) -> bool {
    *steps += 1;
    if depth > MAX_DEPTH || *steps > MAX_STEPS {
        return true;
    }
    match (left, right) {
        (Value::Nil, Value::Nil) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Int64(left), Value::Int64(right)) => left == right,
        (Value::Uint(left_kind, left), Value::Uint(right_kind, right)) => {
            left_kind == right_kind && left == right
        }
        (Value::Float(left), Value::Float(right)) => left == right,
        (Value::Complex(a, b), Value::Complex(c, d)) => a == c && b == d,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Bytes(left), Value::Bytes(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            left.element() == right.element()
                && left.is_nil() == right.is_nil()
                && (left.is_same(right)
                    || left.len() == right.len()
                        && left
                            .items()
                            .iter()
                            .zip(right.items().iter())
                            .all(|(left, right)| are_equal(left, right, depth + 1, steps)))
        }
        (Value::Map(left), Value::Map(right)) => {
            left.map_type() == right.map_type()
                && left.is_nil() == right.is_nil()
                && (left.is_same(right)
                    || left.len() == right.len()
                        && left.entries().iter().all(|(key, value)| {
                            right
                                .get(key)
                                .is_some_and(|other| are_equal(value, &other, depth + 1, steps))
                        }))
        }
        (Value::Object(left), Value::Object(right)) => left.is_equal(right.as_ref()),
        _ => false,
    }
}
