//! The changes that fixes consist of, as rules write them down.

pub(crate) mod pack_json;
pub(crate) mod values;

use pack_model::{Change, FilePath};

/// Calls a file by the path that it should have.
pub(crate) fn rename_file(from: &FilePath, to: &'static str) -> Vec<Change> {
    vec![Change::rename_file(from.clone(), FilePath::of(to))]
}
