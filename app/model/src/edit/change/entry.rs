//! Changes of an entry in a document, by its path. JSON and YAML both know them.

use pack_syntax::{Json, Pointer, Refusal, TextEdit, Yaml, json, yaml};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Change;
use crate::as_json;
use crate::format::pack_json;
use crate::pack::Pack;
use crate::pack::document::{DocumentFile, JsonFile};
use crate::pack::path::PACK_JSON;

/// A change of an entry in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryChange {
    /// Give an entry a value; maps that are missing above it are created.
    Set {
        /// The entry.
        pointer: Pointer,
        /// Its new value.
        #[serde(with = "as_json")]
        value: Value,
    },
    /// Put an item into a list; a list that is missing is created.
    Insert {
        /// The list.
        pointer: Pointer,
        /// Where in the list; an index past its end means at its end.
        index: usize,
        /// The item.
        #[serde(with = "as_json")]
        value: Value,
    },
    /// Remove an entry.
    Remove {
        /// The entry.
        pointer: Pointer,
    },
    /// Give an entry another key.
    RenameKey {
        /// The entry.
        pointer: Pointer,
        /// Its new key.
        key: String,
    },
    /// Move an item within its list.
    Move {
        /// The list.
        pointer: Pointer,
        /// The item's index.
        from: usize,
        /// Its index afterwards.
        to: usize,
    },
    /// Of the entries of one map that have the same key, keep the last.
    KeepLast {
        /// The entry.
        pointer: Pointer,
    },
}

impl Change {
    /// Give an entry a value; maps that are missing above it are created.
    pub fn set(file: impl Into<DocumentFile>, pointer: Pointer, value: impl Into<Value>) -> Self {
        let value = value.into();
        Self::Entry(file.into(), EntryChange::Set { pointer, value })
    }

    /// Put an item into a list, or at its end where the index is past that; a list that is missing is
    /// created.
    pub fn insert(
        file: impl Into<DocumentFile>,
        list: Pointer,
        index: usize,
        value: impl Into<Value>,
    ) -> Self {
        let insert = EntryChange::Insert {
            pointer: list,
            index,
            value: value.into(),
        };
        Self::Entry(file.into(), insert)
    }

    /// Put an item at the end of a list; a list that is missing is created.
    pub fn append(file: impl Into<DocumentFile>, list: Pointer, value: impl Into<Value>) -> Self {
        Self::insert(file, list, usize::MAX, value)
    }

    /// Remove an entry.
    pub fn remove(file: impl Into<DocumentFile>, pointer: Pointer) -> Self {
        Self::Entry(file.into(), EntryChange::Remove { pointer })
    }

    /// Give an entry another key.
    pub fn rename_key(
        file: impl Into<DocumentFile>,
        pointer: Pointer,
        key: impl Into<String>,
    ) -> Self {
        let key = key.into();
        Self::Entry(file.into(), EntryChange::RenameKey { pointer, key })
    }

    /// Move an item within its list.
    pub fn move_item(file: impl Into<DocumentFile>, list: Pointer, from: usize, to: usize) -> Self {
        let pointer = list;
        Self::Entry(file.into(), EntryChange::Move { pointer, from, to })
    }

    /// Of the entries of one map that have the same key, keep the last.
    pub fn keep_last(file: impl Into<DocumentFile>, pointer: Pointer) -> Self {
        Self::Entry(file.into(), EntryChange::KeepLast { pointer })
    }
}

impl EntryChange {
    /// The edits of a document's text, which a pack has.
    pub(super) fn edits(
        &self,
        file: &DocumentFile,
        text: &str,
        pack: &Pack,
    ) -> Result<Vec<TextEdit>, Refusal> {
        match file {
            DocumentFile::Json(file) => {
                self.json_edits(&pack.read_json(text), &self.key_order(file))
            }
            DocumentFile::Yaml(_) => self.yaml_edits(&pack.read_yaml(text)),
        }
    }

    fn json_edits(&self, json: &Json, order: &[&str]) -> Result<Vec<TextEdit>, Refusal> {
        match self {
            Self::Set { pointer, value } => json.set_with_order(pointer, value, order),
            Self::Insert {
                pointer,
                index,
                value,
            } => match json.get(pointer) {
                Some(list) => {
                    let end = list.items().map_or(0, <[json::Node]>::len);
                    json.insert_item(pointer, end.min(*index), value)
                }
                None => {
                    let list = Value::Array(vec![value.clone()]);
                    json.set_with_order(pointer, &list, order)
                }
            },
            Self::Remove { pointer } => json.remove(pointer),
            Self::RenameKey { pointer, key } => json.rename_key(pointer, key),
            Self::Move { pointer, from, to } => json.move_item(pointer, *from, *to),
            Self::KeepLast { pointer } => json.remove_duplicates(pointer),
        }
    }

    /// The order of keys where this change adds one: only pack.json has one.
    fn key_order(&self, file: &JsonFile) -> Vec<&'static str> {
        match self {
            Self::Set { pointer, .. } | Self::Insert { pointer, .. }
                if *file.path() == PACK_JSON =>
            {
                pack_json::key_order(pointer)
            }
            _ => Vec::new(),
        }
    }

    fn yaml_edits(&self, yaml: &Yaml) -> Result<Vec<TextEdit>, Refusal> {
        match self {
            Self::Set { pointer, value } => yaml.set(pointer, value),
            Self::Insert {
                pointer,
                index,
                value,
            } => match yaml.get(pointer).and_then(yaml::Node::items) {
                Some(items) => yaml.insert_item(pointer, items.len().min(*index), value),
                None => yaml.append(pointer, value),
            },
            Self::Remove { pointer } => yaml.remove(pointer),
            Self::RenameKey { pointer, key } => yaml.rename_key(pointer, key),
            Self::Move { pointer, from, to } => yaml.move_item(pointer, *from, *to),
            Self::KeepLast { pointer } => yaml.remove_duplicates(pointer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::triple;
    use super::*;
    use crate::pack::document::YamlFile;

    fn at(pointer: &str) -> Pointer {
        pointer.parse().unwrap()
    }

    #[test]
    fn entries_of_yaml_change_by_path() {
        let file = YamlFile::values;
        let before = "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\n";
        for (change, after) in [
            (
                Change::set(file(), at("/pack/a"), 2),
                "# top\npack:\n  a: 2 # one\n  l:\n  - x\n  - w\n",
            ),
            (
                Change::insert(file(), at("/pack/l"), 0, "z"),
                "# top\npack:\n  a: 1 # one\n  l:\n  - z\n  - x\n  - w\n",
            ),
            (
                Change::append(file(), at("/pack/l"), "z"),
                "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\n  - z\n",
            ),
            (
                Change::insert(file(), at("/list"), 0, "z"),
                "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\nlist:\n- z\n",
            ),
            (
                Change::remove(file(), at("/pack/a")),
                "# top\npack:\n  l:\n  - x\n  - w\n",
            ),
            (
                Change::rename_key(file(), at("/pack/a"), "b"),
                "# top\npack:\n  b: 1 # one\n  l:\n  - x\n  - w\n",
            ),
            (
                Change::move_item(file(), at("/pack/l"), 1, 0),
                "# top\npack:\n  a: 1 # one\n  l:\n  - w\n  - x\n",
            ),
        ] {
            triple::check(before, change, after);
        }
        let doubled = Change::keep_last(file(), at("/a"));
        triple::check("a: 1\nb: 2\na: 3\n", doubled, "b: 2\na: 3\n");
    }

    #[test]
    fn entries_of_json_change_by_path() {
        let file = JsonFile::pack;
        let before = r#"{ "name": "a", "charts": ["x", "w"], "k": 1 }"#;
        for (change, after) in [
            (
                Change::set(file(), at("/version"), "1"),
                r#"{ "name": "a", "version": "1", "charts": ["x", "w"], "k": 1 }"#,
            ),
            (
                Change::insert(file(), at("/charts"), 0, "z"),
                r#"{ "name": "a", "charts": ["z", "x", "w"], "k": 1 }"#,
            ),
            (
                Change::append(file(), at("/charts"), "z"),
                r#"{ "name": "a", "charts": ["x", "w", "z"], "k": 1 }"#,
            ),
            (
                Change::append(file(), at("/cloudTypes"), "all"),
                r#"{ "name": "a", "cloudTypes": ["all"], "charts": ["x", "w"], "k": 1 }"#,
            ),
            (
                Change::remove(file(), at("/charts/0")),
                r#"{ "name": "a", "charts": ["w"], "k": 1 }"#,
            ),
            (
                Change::rename_key(file(), at("/k"), "key"),
                r#"{ "name": "a", "charts": ["x", "w"], "key": 1 }"#,
            ),
            (
                Change::move_item(file(), at("/charts"), 1, 0),
                r#"{ "name": "a", "charts": ["w", "x"], "k": 1 }"#,
            ),
        ] {
            triple::check(before, change, after);
        }
        let doubled = Change::keep_last(file(), at("/a"));
        triple::check(
            r#"{"a": 1, "b": 2, "a": 3}"#,
            doubled,
            r#"{"b": 2, "a": 3}"#,
        );
    }

    #[test]
    fn an_entry_that_is_missing_is_named() {
        let refused = triple::refused("a: 1\n", Change::remove(YamlFile::values(), at("/x")));
        assert_eq!(
            refused,
            "values.yaml was not changed: There is no value at `/x`."
        );
    }
}
