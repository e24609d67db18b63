//! Symbolic places in a pack: a file and a path in it, which stay valid while the text around them
//! changes.

use std::ops::Range;

use pack_syntax::Pointer;
use serde::{Deserialize, Serialize};

use super::path::FilePath;

/// A symbolic place in a pack. Lines and columns are computed only where they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, which need not exist: a finding can be about a missing file.
    pub file: FilePath,
    /// The path in the file; the root means the whole file.
    pub pointer: Pointer,
    /// Which part of the entry at that path is meant.
    pub part: Part,
}

/// Which part of an entry a [`Place`] means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The value.
    #[default]
    Value,
    /// The key.
    Key,
    /// A range of the file's text in UTF-8 bytes, for what no path can name, as in a file that cannot be
    /// parsed.
    Text {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
}

impl Place {
    /// A whole file.
    pub fn file(file: FilePath) -> Self {
        Self {
            file,
            pointer: Pointer::root(),
            part: Part::Value,
        }
    }

    /// The value at a path of a file.
    pub fn value(file: FilePath, pointer: Pointer) -> Self {
        Self {
            file,
            pointer,
            part: Part::Value,
        }
    }

    /// The key at a path of a file.
    pub fn key(file: FilePath, pointer: Pointer) -> Self {
        Self {
            file,
            pointer,
            part: Part::Key,
        }
    }

    /// A range of a file's text, in UTF-8 bytes.
    pub fn text(file: FilePath, range: Range<usize>) -> Self {
        Self {
            file,
            pointer: Pointer::root(),
            part: Part::Text {
                start: range.start,
                end: range.end,
            },
        }
    }
}
