//! What differs between two documents, by path: the values of pack.json or values.yaml.

use pack_syntax::Pointer;
use serde::Serialize;
use serde_json::Value;

use super::Kind;
use crate::edit::Change;
use crate::pack::document::DocumentFile;

/// A value that differs between two documents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntryDifference {
    /// Where it stands, in both documents.
    pub path: Pointer,
    /// The value in the earlier document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The value in the later document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// The document.
    #[serde(skip)]
    pub file: DocumentFile,
}

impl EntryDifference {
    /// Which of the documents has the value.
    pub fn kind(&self) -> Kind {
        Kind::of(self.before.as_ref(), self.after.as_ref())
    }

    /// The change of the later pack that takes this difference back.
    pub fn take_back(&self) -> Change {
        let (file, path) = (self.file.clone(), self.path.clone());
        match &self.before {
            Some(value) => Change::set(file, path, value.clone()),
            None => Change::remove(file, path),
        }
    }
}

/// What differs between two documents: the deepest values that differ, in the order of the later
/// document, of each map first what both have. A list is one value unless it keeps its length: then its
/// items differ.
pub fn differences(file: &DocumentFile, before: &Value, after: &Value) -> Vec<EntryDifference> {
    let mut found = Vec::new();
    walk(
        before,
        after,
        &Pointer::root(),
        &mut |path, before, after| {
            found.push(EntryDifference {
                path,
                before: before.cloned(),
                after: after.cloned(),
                file: file.clone(),
            });
        },
    );
    found
}

/// Takes a difference: its path, and the value on either side.
type Tell<'t> = dyn FnMut(Pointer, Option<&Value>, Option<&Value>) + 't;

/// Tells each difference below a place.
pub(super) fn walk(before: &Value, after: &Value, at: &Pointer, tell: &mut Tell<'_>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, after) in new {
                match old.get(key) {
                    Some(before) => walk(before, after, &at.child(key), tell),
                    None => tell(at.child(key), None, Some(after)),
                }
            }
            for (key, before) in old {
                if !new.contains_key(key) {
                    tell(at.child(key), Some(before), None);
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (before, after)) in old.iter().zip(new).enumerate() {
                walk(before, after, &at.item(index), tell);
            }
        }
        _ if before == after => {}
        _ => tell(at.clone(), Some(before), Some(after)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pack::document::YamlFile;

    fn check(before: Value, after: Value, expected: &[&str]) {
        let written = |value: Option<Value>| value.map_or_else(String::new, |it| it.to_string());
        let found = differences(&YamlFile::values().into(), &before, &after).into_iter();
        let found =
            found.map(|it| format!("{} {}>{}", it.path, written(it.before), written(it.after)));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_deepest_values_that_differ_are_found() {
        check(
            json!({"a": {"b": 1, "c": 2}}),
            json!({"a": {"c": 2, "b": 1}}),
            &[],
        );
        check(
            json!({"a": {"b": 1, "gone": 0}, "t": "x"}),
            json!({"a": {"new": true, "b": 2}, "t": "x"}),
            &["/a/new >true", "/a/b 1>2", "/a/gone 0>"],
        );
        check(json!({"a": {}}), json!({"a": null}), &["/a {}>null"]);
        check(json!({"a/b": 1}), json!({"a/b": "1"}), &["/a~1b 1>\"1\""]);
        check(json!([1]), json!(1), &[" [1]>1"]);
    }

    #[test]
    fn what_is_null_is_told_from_what_is_not_there() {
        let found = differences(&YamlFile::values().into(), &json!({}), &json!({"a": null}));
        let written = serde_json::to_value(&found).unwrap();
        assert_eq!(written, json!([{"path": "/a", "after": null}]));
    }

    #[test]
    fn lists_of_one_length_differ_by_their_items() {
        check(
            json!({"l": [{"n": 1}, {"n": 2}]}),
            json!({"l": [{"n": 1}, {"n": 3}]}),
            &["/l/1/n 2>3"],
        );
        check(json!({"l": [1]}), json!({"l": [1, 2]}), &["/l [1]>[1,2]"]);
    }
}
