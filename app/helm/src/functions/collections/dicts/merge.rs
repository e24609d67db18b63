//! Merging of dictionaries with the rules of the library mergo, which fills what is empty, or overwrites,
//! in the first dictionary, and shares nested values of the others with it.

use super::copy::MAX_DEPTH;
use crate::error::CallError;
use crate::functions::arguments::map;
use crate::value::{Entries, Map, MapType, Text, Value};

/// Merges all further dictionaries into the first.
pub(super) fn merge(a: &[Value], overwrites: bool) -> Result<Value, CallError> {
    let mut target = map(a, 0);
    for source in a.iter().skip(1).filter_map(Value::as_map) {
        if target.is_nil() && !source.is_nil() {
            target = Map::new(MapType::Any, Entries::new());
        }
        merge_into(&target, source, overwrites, 0)?;
    }
    Ok(target.into())
}

fn merge_into(target: &Map, source: &Map, overwrites: bool, depth: usize) -> Result<(), CallError> {
    if depth > MAX_DEPTH {
        return Err(CallError::limit(
            "the value is nested more than 1000 levels deep",
        ));
    }
    for (key, value) in source.to_vec() {
        merge_entry(target, key, value, overwrites, depth)?;
    }
    Ok(())
}

fn merge_entry(
    target: &Map,
    key: Text,
    value: Value,
    overwrites: bool,
    depth: usize,
) -> Result<(), CallError> {
    let present = target.get(&key);
    if matches!(value, Value::Nil) {
        if overwrites {
            target.insert(key, Value::Nil);
        }
        return Ok(());
    }
    if let (Value::Map(source), Some(Value::Map(inner))) = (&value, &present)
        && !inner.is_nil()
    {
        merge_into(inner, source, overwrites, depth + 1)?;
    }
    let is_empty = !present.as_ref().is_some_and(Value::truth);
    match value {
        // A dictionary never replaces what is there, not even a text.
        Value::Map(_) if !is_empty => return Ok(()),
        Value::List(_) if !is_empty && !overwrites => return Ok(()),
        _ => {}
    }
    if overwrites || is_empty {
        target.insert(key, value);
    }
    Ok(())
}
