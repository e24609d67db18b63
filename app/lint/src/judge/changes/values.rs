//! Changes to values.yaml that fixes consist of.
use pack_model::{Change, Pointer, YamlFile};
use serde_json::Value;

use crate::reading::values::Values;

/// Sets a value of values.yaml.
pub(crate) fn set(pointer: Pointer, value: impl Into<Value>) -> Change {
    Change::set(YamlFile::values(), pointer, value)
}

/// Removes an entry of values.yaml.
pub(crate) fn remove(pointer: Pointer) -> Change {
    Change::remove(YamlFile::values(), pointer)
}

/// Renames a key of values.yaml.
pub(crate) fn rename_key(pointer: Pointer, key: &str) -> Change {
    Change::rename_key(YamlFile::values(), pointer, key)
}

/// Adds an item at the end of a list in values.yaml.
pub(crate) fn append(list: Pointer, value: impl Into<Value>) -> Change {
    Change::append(YamlFile::values(), list, value)
}

/// Moves entries, given in the order of the file, with their comments into a map, which is created
/// if it is missing. Lines between two of them move too.
pub(crate) fn move_entries(
    values: &Values<'_>,
    entries: impl IntoIterator<Item = Pointer>,
    map: &Pointer,
) -> Vec<Change> {
    let mut before: Option<Pointer> = None;
    let moved = entries.into_iter().map(|pointer| {
        let above = before.replace(pointer.clone());
        let lines_above = above.map_or(0, |above| values.yaml.lines_between(&above, &pointer));
        Change::move_into(YamlFile::values(), pointer, lines_above, map.clone())
    });
    moved.collect()
}
