//! Copies that share nothing with the original.

use crate::error::CallError;
use crate::functions::Call;
use crate::value::{List, Map, Value};

/// Values nested deeper than this are not copied: a dictionary may hold itself.
const MAX_DEPTH: usize = 1000;

/// A value of more parts is not copied: shared ones count each time.
const MAX_VISITED: usize = 1_000_000;

/// `deepCopy`: lists and maps anew, with the same types.
pub(super) fn deep_copy(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    match &a[0] {
        Value::Nil => Err("reflect: call of reflect.Value.Type on zero Value".into()),
        value => copy(value, 0, &mut 0),
    }
}

fn copy(value: &Value, depth: usize, visited: &mut usize) -> Result<Value, CallError> {
    visit(depth, visited)?;
    Ok(match value {
        Value::List(list) if !list.is_nil() => {
            let items = list.to_vec();
            let items = items.iter().map(|item| copy(item, depth + 1, visited));
            let items: Result<_, _> = items.collect();
            Value::List(List::new(list.element(), items?))
        }
        Value::Map(map) if !map.is_nil() => {
            let mut entries = map.to_vec();
            for (_, value) in &mut entries {
                *value = copy(value, depth + 1, visited)?;
            }
            Value::Map(Map::new(map.map_type(), pack_once::sort::map(entries)))
        }
        other => other.clone(),
    })
}

/// Counts a value that is visited, and refuses what is nested too deeply or, since values can be shared,
/// too much when it is unfolded.
pub(super) fn visit(depth: usize, visited: &mut usize) -> Result<(), CallError> {
    if depth > MAX_DEPTH {
        return Err(CallError::limit(
            "the value is nested more than 1000 levels deep",
        ));
    }
    *visited += 1;
    if *visited > MAX_VISITED {
        return Err(CallError::limit("the value has more than a million parts"));
    }
    Ok(())
}
