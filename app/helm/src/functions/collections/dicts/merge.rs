//! Merging of dictionaries with the rules of the library mergo, which fills what is empty, or overwrites,
//! in the first dictionary, and shares nested values of the others with it.

use super::copy::visit;
use crate::error::CallError;
use crate::functions::arguments::map;
use crate::value::{Entries, Map, MapType, Text, Value};

/// Merges all further dictionaries into the first.
pub(super) fn merge(a: &[Value], overwrites: bool) -> Result<Value, CallError> {
    let mut target = map(a, 0);
    let mut merge = Merge {
        overwrites,
        depth: 0,
        visited: 0,
    };
    for source in a.iter().skip(1).filter_map(Value::as_map) {
        if target.is_nil() && !source.is_nil() {
            target = Map::new(MapType::Any, Entries::new());
        }
        merge.add(&target, source)?;
    }
    Ok(target.into())
}

/// How a merge goes on: whether it overwrites, how deep it is, how many values it has visited.
struct Merge {
    overwrites: bool,
    depth: usize,
    visited: usize,
}

impl Merge {
    fn add(&mut self, target: &Map, source: &Map) -> Result<(), CallError> {
        self.depth += 1;
        for (key, value) in source.to_vec() {
            self.entry(target, key, value)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn entry(&mut self, target: &Map, key: Text, value: Value) -> Result<(), CallError> {
        visit(self.depth, &mut self.visited)?;
        let present = target.get(&key);
        if matches!(value, Value::Nil) {
            if self.overwrites {
                target.insert(key, Value::Nil);
            }
            return Ok(());
        }
        if let (Value::Map(source), Some(Value::Map(inner))) = (&value, &present)
            && !inner.is_nil()
        {
            self.add(inner, source)?;
        }
        let is_empty = !present.as_ref().is_some_and(Value::truth);
        match value {
            // A dictionary never replaces what is there, not even a text.
            Value::Map(_) if !is_empty => return Ok(()),
            Value::List(_) if !is_empty && !self.overwrites => return Ok(()),
            _ => {}
        }
        if self.overwrites || is_empty {
            target.insert(key, value);
        }
        Ok(())
    }
}
