//! Short forms of the changes that the fixes of rules consist of.

pub(crate) mod pack_json;
pub(crate) mod values;

use pack_model::{Change, FilePath};

/// Renames a file.
pub(crate) fn rename_file(from: &FilePath, to: &'static str) -> Vec<Change> {
    vec![Change::rename_file(from.clone(), FilePath::of(to))]
}
