//! `index` and `len`.

use super::Slot;
use crate::error::CallError;
use crate::value::{Elements, Kind, Value};

/// What stands under the indexes given, one within the other.
pub(super) fn index(given: &[Slot]) -> Result<Slot, CallError> {
    let (item, indexes) = given.split_first().ok_or("index of untyped nil")?;
    if matches!(item.value, Value::Nil) {
        return Err("index of untyped nil".into());
    }
    let mut item = item.clone().unboxed();
    for index in indexes {
        item = inside(&item, &index.value)?;
    }
    Ok(item)
}

fn inside(item: &Slot, index: &Value) -> Result<Slot, CallError> {
    match &item.value {
        Value::Nil => Err("index of nil pointer".into()),
        Value::Text(text) => byte_at(text, index, "string"),
        Value::Bytes(bytes) => byte_at(bytes, index, "slice"),
        Value::List(list) => {
            let place = place(index, list.len())?;
            let found = list.get(place).ok_or_else(|| out_of_range("slice"))?;
            Ok(Slot::in_list(list, found))
        }
        Value::Map(map) => {
            let key = match index {
                Value::Text(key) => key,
                _ => return Err(wrong_key(index)),
            };
            Ok(Slot::in_map(map.map_type(), map.get(key)))
        }
        Value::Object(object) => match object.elements() {
            Some(Elements::List(items)) => {
                let place = place(index, items.len())?;
                let found = items.into_iter().nth(place);
                found.map(Slot::new).ok_or_else(|| out_of_range("slice"))
            }
            Some(Elements::Map(entries)) => {
                let Value::Text(key) = index else {
                    return Err(wrong_key(index));
                };
                let mut entries = entries.into_iter();
                let found = entries.find(|(found, _)| found.as_text() == Some(key));
                // The map is `.Files`, whose zero is that of bytes.
                let found = found.map_or_else(|| Value::Bytes("".into()), |(_, value)| value);
                Ok(Slot::new(found))
            }
            None => Err(cannot_index(&item.value)),
        },
        other => Err(cannot_index(other)),
    }
}

fn cannot_index(item: &Value) -> CallError {
    format!("can't index item of type {}", item.go_type()).into()
}

fn out_of_range(what: &str) -> CallError {
    format!("reflect: {what} index out of range").into()
}

fn wrong_key(index: &Value) -> CallError {
    match index {
        Value::Nil => "value is nil; should be of type string".into(),
        _ => {
            let go_type = index.go_type();
            format!("value has type {go_type}; should be string").into()
        }
    }
}

fn byte_at(bytes: &[u8], index: &Value, what: &str) -> Result<Slot, CallError> {
    let byte = bytes.get(place(index, bytes.len())?);
    let byte = byte.ok_or_else(|| out_of_range(what))?;
    Ok(Slot::new(Value::Uint(Kind::Uint8, u64::from(*byte))))
}

/// An index as a place; the length itself passes here, as in Go, and is refused later in other words.
fn place(index: &Value, length: usize) -> Result<usize, CallError> {
    let number = match index {
        Value::Int(number) | Value::Int64(number) => *number,
        Value::Uint(_, number) => *number as i64,
        Value::Nil => return Err("cannot index slice/array with nil".into()),
        other => {
            let go_type = other.go_type();
            return Err(format!("cannot index slice/array with type {go_type}").into());
        }
    };
    let place = usize::try_from(number)
        .ok()
        .filter(|place| *place <= length);
    place.ok_or_else(|| format!("index out of range: {number}").into())
}

/// How many elements, entries or bytes a value has.
pub(super) fn len(given: &[Slot]) -> Result<Slot, CallError> {
    let given = given.first().ok_or("len of nil pointer")?;
    let length = match &given.value {
        Value::Nil if given.boxed => return Err("len of nil pointer".into()),
        Value::Nil => return Err("reflect: call of reflect.Value.Type on zero Value".into()),
        Value::Text(text) | Value::Bytes(text) => text.len(),
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        Value::Object(object) => match object.elements() {
            Some(Elements::List(items)) => items.len(),
            Some(Elements::Map(entries)) => entries.len(),
            None => return Err(no_length(&given.value)),
        },
        other => return Err(no_length(other)),
    };
    Ok(Slot::new(Value::Int(length as i64)))
}

fn no_length(value: &Value) -> CallError {
    format!("len of type {}", value.go_type().trim_start_matches('*')).into()
}
