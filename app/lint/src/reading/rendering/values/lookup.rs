//! Values in maps, as the pack's own values are looked up, copied and told apart.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

use pack_helm::format::printf;
use pack_helm::value::{Map, Value};

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

/// A number that tells values, and the text that they are given to, from others. It is found out at each key for all
/// charts and manifests of a pack.
///
/// Two different ones have the same number once in 2^64 pairs. An edit from one to the other would then change
/// nothing in the deployment until the next edit.
pub(in crate::reading::rendering) fn fingerprint(map: &Map, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(&Value::Map(map.clone()), &mut hasher);
    text.hash(&mut hasher);
    hasher.finish()
}

fn hash(value: &Value, hasher: &mut DefaultHasher) {
    mem::discriminant(value).hash(hasher);
    match value {
        Value::Nil => {}
        Value::Bool(value) => value.hash(hasher),
        Value::Float(value) => value.to_bits().hash(hasher),
        Value::Text(text) => text.hash(hasher),
        Value::List(list) => {
            list.len().hash(hasher);
            for item in list.items().iter() {
                hash(item, hasher);
            }
        }
        Value::Map(map) => {
            map.len().hash(hasher);
            for (key, value) in map.entries().iter() {
                key.hash(hasher);
                hash(value, hasher);
            }
        }
        // YAML has no other ones.
        other => printf(b"%#v", std::slice::from_ref(other)).hash(hasher),
    }
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

#[cfg(test)]
mod tests {
    use pack_helm::read_values;

    use super::*;

    #[test]
    fn fingerprints_tell_values_apart() {
        let of = |text: &str| fingerprint(&read_values(text.as_bytes()).unwrap(), "");
        assert_ne!(fingerprint(&Map::default(), "a"), of(""));
        assert_eq!(of("a: [1.50, {b: x}]"), of("{a: [1.5, {'b': x}]} # c"));
        let different = [
            "",
            "a:",
            "a: 1",
            "a: '1'",
            "a: true",
            "a: [1]",
            "a: []",
            "a: {}",
            "a: [[1]]",
            "{a: {b: 1}, c: 2}",
            "{a: {b: 1, c: 2}}",
            "{a: b, c: d}",
            "{a: bc, d: ''}",
        ];
        for (index, one) in different.iter().enumerate() {
            for other in &different[index + 1..] {
                assert_ne!(of(one), of(other), "{one} {other}");
            }
        }
    }
}
