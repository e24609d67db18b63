//! Dotted paths into values, as constraints, presets and parameters write them.
//!
//! A key may itself hold dots, so a path is tried against the values instead of being split.

use pack_model::Pointer;
use serde_json::Value;

/// Stands for every item of a list.
const ITEMS: &str = "$[]";

/// All values that a path leads to, with their places; more than one where it goes through a list.
pub(crate) fn find<'v>(values: &'v Value, path: &str) -> Vec<(Pointer, &'v Value)> {
    let parts: Vec<&str> = path.trim().split('.').collect();
    let mut found = Vec::new();
    follow(values, &parts, &Pointer::root(), &mut found);
    found
}

/// Whether a path leads to anything.
pub(crate) fn exists(values: &Value, path: &str) -> bool {
    !find(values, path).is_empty()
}

fn follow<'v>(
    value: &'v Value,
    parts: &[&str],
    here: &Pointer,
    found: &mut Vec<(Pointer, &'v Value)>,
) {
    let Some((first, rest)) = parts.split_first() else {
        found.push((here.clone(), value));
        return;
    };
    match value {
        Value::Array(items) => {
            let index = first.trim_matches(['[', ']']).parse::<usize>().ok();
            for (nth, item) in items.iter().enumerate() {
                if *first == ITEMS || index == Some(nth) {
                    follow(item, rest, &here.item(nth), found);
                }
            }
        }
        Value::Object(map) => {
            for length in 1..=parts.len() {
                let (key, rest) = parts.split_at(length);
                let key = key.join(".");
                if let Some(value) = map.get(&key) {
                    follow(value, rest, &here.child(key), found);
                } else if let Some((key, item)) = key.split_once('[')
                    && let Some(list) = map.get(key)
                {
                    let item = format!("[{item}");
                    let rest: Vec<&str> = std::iter::once(item.as_str())
                        .chain(rest.iter().copied())
                        .collect();
                    follow(list, &rest, &here.child(key), found);
                }
                if !found.is_empty() {
                    return;
                }
            }
        }
        _ => {}
    }
}

/// The dotted paths of all maps and values, outer ones first.
pub(crate) fn all(values: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    let mut open = vec![(String::new(), values)];
    while let Some((path, value)) = open.pop() {
        if let Value::Object(map) = value {
            for (key, value) in map {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{key}");
                paths.push(path.clone());
                open.push((path, value));
            }
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_go_through_lists_and_keys_with_dots() {
        let values =
            json!({ "a": { "b.c/d": { "e": 1 }, "l": [{ "x": 1 }, { "x": 2 }] }, "a.b": 3 });
        let table: &[(&str, &[&str])] = &[
            ("a", &["/a"]),
            ("a.b.c/d.e", &["/a/b.c~1d/e"]),
            ("a.l.$[].x", &["/a/l/0/x", "/a/l/1/x"]),
            ("a.l.1.x", &["/a/l/1/x"]),
            ("a.l[0].x", &["/a/l/0/x"]),
            ("a.b", &["/a.b"]),
            ("a.z", &[]),
            ("a.l.x", &[]),
            ("", &[]),
        ];
        for (path, places) in table {
            let found = find(&values, path);
            let found: Vec<_> = found.iter().map(|(place, _)| place.to_string()).collect();
            assert_eq!(found, *places, "{path}");
        }
        let paths = all(&values);
        assert!(paths.contains(&"a.b.c/d.e".to_owned()) && paths.contains(&"a.l".to_owned()));
    }
}
