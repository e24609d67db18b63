//! Changes to pack.json that fixes consist of.
use pack_model::{Change, FilePath, JsonFile, Pointer};
use serde_json::Value;

/// Sets a value of pack.json.
pub(crate) fn set(pointer: Pointer, value: impl Into<Value>) -> Change {
    Change::set(JsonFile::pack(), pointer, value)
}

/// Sets a property at the root of pack.json.
pub(crate) fn set_property(key: &str, value: impl Into<Value>) -> Change {
    set(Pointer::root().child(key), value)
}

/// Removes a value from pack.json.
pub(crate) fn remove(pointer: Pointer) -> Change {
    Change::remove(JsonFile::pack(), pointer)
}

/// Adds a file to one of the lists of files at the root of pack.json.
pub(crate) fn add_to_list(key: &str, path: &FilePath, index: usize) -> Change {
    Change::insert(
        JsonFile::pack(),
        Pointer::root().child(key),
        index,
        path.as_str(),
    )
}
