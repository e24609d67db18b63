//! Changes to values.yaml that fixes consist of.

use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath, Pointer};
use serde_json::Value;

use crate::reading::values::Values;

/// Gives a value of values.yaml another one.
pub(crate) fn set(pointer: Pointer, value: impl Into<Value>) -> Change {
    Change::Set {
        file: FilePath::of(VALUES_YAML),
        pointer,
        value: value.into(),
    }
}

/// Removes an entry of values.yaml.
pub(crate) fn remove(pointer: Pointer) -> Change {
    Change::Remove {
        file: FilePath::of(VALUES_YAML),
        pointer,
    }
}

/// Calls a key of values.yaml by another name.
pub(crate) fn rename_key(pointer: Pointer, key: &str) -> Change {
    Change::RenameKey {
        file: FilePath::of(VALUES_YAML),
        pointer,
        key: key.to_owned(),
    }
}

/// Adds an item at the end of a list in values.yaml.
pub(crate) fn append(list: Pointer, value: impl Into<Value>) -> Change {
    Change::Insert {
        file: FilePath::of(VALUES_YAML),
        pointer: list,
        index: usize::MAX,
        value: value.into(),
    }
}

/// Moves entries, in the order in which they stand, with their comments into a map, which is made where
/// it is missing. What stands between two of them goes along.
pub(crate) fn move_entries(
    values: &Values<'_>,
    entries: impl IntoIterator<Item = Pointer>,
    map: &Pointer,
) -> Vec<Change> {
    let mut before: Option<Pointer> = None;
    let moved = entries.into_iter().map(|pointer| {
        let above = before.replace(pointer.clone());
        Change::MoveInto {
            file: FilePath::of(VALUES_YAML),
            lines_above: above.map_or(0, |above| values.yaml.lines_between(&above, &pointer)),
            pointer,
            map: map.clone(),
        }
    });
    moved.collect()
}
