//! Values in maps, as the pack's own values are looked up.

use pack_helm::value::{Map, Value};

/// The map under a key.
pub(super) fn map(map: &Map, key: &str) -> Option<Map> {
    map.get(key)?.as_map().cloned()
}

/// The text under a key, if it is not empty.
pub(super) fn text(map: &Map, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::Text(text) if !text.is_empty() => Some(text.lossy().into_owned()),
        _ => None,
    }
}

/// The value at a path with dots; numbers are indexes of lists.
pub(super) fn at(values: &Map, path: &str) -> Option<Value> {
    let mut value = Value::Map(values.clone());
    for part in path.split('.') {
        value = match &value {
            Value::Map(map) => map.get(part)?,
            Value::List(list) => list.get(part.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}
