//! Values in maps, as the pack's own values are looked up, copied and told apart.

use pack_helm::format::printf;
use pack_helm::value::{Map, Value};
use pack_helm::write_yaml;

/// How deep values are merged. Deeper ones are made to break their readers.
const MAX_DEPTH: usize = 100;

/// The map under a key.
pub(in crate::reading::rendering) fn map(map: &Map, key: &str) -> Option<Map> {
    map.get(key)?.as_map().cloned()
}

/// The text under a key, if it is not empty.
pub(in crate::reading::rendering) fn text(map: &Map, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::Text(text) if !text.is_empty() => Some(text.lossy().into_owned()),
        _ => None,
    }
}

/// The value at a path with dots; numbers are indexes of lists.
pub(in crate::reading::rendering) fn at(values: &Map, path: &str) -> Option<Value> {
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

/// A copy that shares nothing.
fn copy(value: &Value) -> Value {
    match value {
        Value::Map(map) => Value::Map(copy_map(map)),
        Value::List(list) => Value::list(list.to_vec().iter().map(copy).collect()),
        other => other.clone(),
    }
}

/// A copy of a map that shares nothing.
pub(in crate::reading::rendering) fn copy_map(map: &Map) -> Map {
    let entries = map.to_vec().into_iter();
    entries.map(|(key, value)| (key, copy(&value))).collect()
}

/// A text that tells values from others.
pub(in crate::reading::rendering) fn fingerprint(map: &Map) -> String {
    let value = Value::Map(map.clone());
    write_yaml(&value).unwrap_or_else(|_| {
        // No YAML can say "not a number", but Go's syntax can.
        String::from_utf8_lossy(&printf(b"%#v", &[value])).into_owned()
    })
}

/// Merges maps into others. Anything else replaces what is there.
pub(in crate::reading::rendering) fn merge(values: &Map, added: &Map, depth: usize) {
    for (key, value) in added.to_vec() {
        let inner = map(values, &key.lossy());
        match (inner, value.as_map()) {
            (Some(inner), Some(added)) if depth < MAX_DEPTH => merge(&inner, added, depth + 1),
            _ => values.insert(key, copy(&value)),
        }
    }
}
