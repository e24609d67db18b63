//! Reading arguments that were checked against a function's row before the call.

pub(super) mod print;
pub(super) mod runes;

use crate::error::CallError;
use crate::value::{ElementType, List, Map, MapType, Value};

/// More text than this is never made: see the limits in `template`.
pub(super) const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Longer lists are never made: see the limits in `template`.
pub(super) const MAX_ITEMS: usize = 4_000_000;

/// More pairs of values are never compared to find out which ones are equal.
pub(super) const MAX_COMPARISONS: usize = 10_000_000;

/// The `string` at a place.
pub(super) fn text(arguments: &[Value], index: usize) -> &[u8] {
    match arguments.get(index) {
        Some(Value::Text(text) | Value::Bytes(text)) => text,
        _ => &[],
    }
}

/// The `int` or `int64` at a place.
pub(super) fn integer(arguments: &[Value], index: usize) -> i64 {
    arguments
        .get(index)
        .and_then(Value::as_integer)
        .unwrap_or(0)
}

/// The `bool` at a place.
pub(super) fn boolean(arguments: &[Value], index: usize) -> bool {
    matches!(arguments.get(index), Some(Value::Bool(true)))
}

/// The `map[string]interface {}` at a place, Go's nil map where there is none.
pub(super) fn map(arguments: &[Value], index: usize) -> Map {
    match arguments.get(index) {
        Some(Value::Map(map)) => map.clone(),
        _ => Map::nil(MapType::Any),
    }
}

/// The `[]interface {}` at a place, Go's nil slice where there is none.
pub(super) fn list(arguments: &[Value], index: usize) -> List {
    match arguments.get(index) {
        Some(Value::List(list)) => list.clone(),
        _ => List::nil(ElementType::Any),
    }
}

/// Any value at a place.
pub(super) fn any(arguments: &[Value], index: usize) -> &Value {
    arguments.get(index).unwrap_or(&Value::Nil)
}

/// What comes from a place on.
pub(super) fn rest(arguments: &[Value], index: usize) -> &[Value] {
    arguments.get(index..).unwrap_or_default()
}

/// A length for a text to be made, within the limit.
pub(super) fn length(bytes: Option<usize>) -> Result<usize, CallError> {
    bytes
        .filter(|bytes| *bytes <= MAX_BYTES)
        .ok_or_else(|| CallError::limit("the text would be longer than 64 MiB"))
}

/// Refuses a list that grows too long.
pub(super) fn check_count(items: usize) -> Result<(), CallError> {
    if items > MAX_ITEMS {
        return Err(CallError::limit(
            "the list would have more than four million items",
        ));
    }
    Ok(())
}
