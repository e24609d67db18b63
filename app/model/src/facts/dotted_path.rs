//! Where does a dotted path lead in the values? Constraints, presets and parameters use such paths.
//!
//! A key may contain dots, so a path is not split but matched against the values.

use pack_syntax::Pointer;
use serde_json::Value;

/// Stands for every item of a list.
const ITEMS: &str = "$[]";

/// The parts of a path between its dots.
pub fn parts(path: &str) -> Vec<&str> {
    path.trim().split('.').collect()
}

/// All values that a path leads to, with their places; more than one if it goes through a list.
pub fn find<'v>(values: &'v Value, path: &str) -> Vec<(Pointer, &'v Value)> {
    let mut found = Vec::new();
    follow(values, Some(path.trim()), &Pointer::root(), &mut found);
    found
}

/// Whether a path leads to anything.
pub fn exists(values: &Value, path: &str) -> bool {
    !find(values, path).is_empty()
}

/// Follows the rest of a path from a value; `None` at its end.
fn follow<'v>(
    value: &'v Value,
    path: Option<&str>,
    here: &Pointer,
    found: &mut Vec<(Pointer, &'v Value)>,
) {
    let Some(path) = path else {
        found.push((here.clone(), value));
        return;
    };
    match value {
        Value::Array(items) => {
            let (first, rest) = match path.split_once('.') {
                Some((first, rest)) => (first, Some(rest)),
                None => (path, None),
            };
            let index = first.trim_matches(['[', ']']).parse::<usize>().ok();
            for (nth, item) in items.iter().enumerate() {
                if first == ITEMS || index == Some(nth) {
                    follow(item, rest, &here.item(nth), found);
                }
            }
        }
        Value::Object(map) => {
            let ends = path.match_indices(['.', '[']).map(|(end, _)| end);
            for end in ends.chain([path.len()]) {
                let (key, rest) = path.split_at(end);
                let Some(value) = map.get(key) else {
                    continue;
                };
                // A bracket belongs to the item after it.
                let rest = rest.strip_prefix('.').unwrap_or(rest);
                let rest = (end < path.len()).then_some(rest);
                follow(value, rest, &here.child(key), found);
                if !found.is_empty() {
                    return;
                }
            }
        }
        _ => {}
    }
}

/// The dotted paths of all maps and values, outer ones first.
pub fn all(values: &Value) -> Vec<String> {
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
            ("a.", &[]),
            ("[0]", &[]),
            ("a.l[0].", &[]),
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
