//! Where a pack came from. This is stored with a draft and never exported.

use serde::{Deserialize, Serialize};

/// Where a pack came from, as far as that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The name of the folder that held the pack, such as `prometheus-1.0.0`. Loose files, and an archive
    /// with the pack at its root, have none.
    pub folder: Option<String>,
    /// The version of the pack that this one was made from.
    pub predecessor: Option<Predecessor>,
}

impl Origin {
    /// The origin of a pack that was in a folder.
    pub fn in_folder(name: impl Into<String>) -> Self {
        Self {
            folder: Some(name.into()),
            predecessor: None,
        }
    }
}

/// How a version of a pack was called when the next one was made from it. A property that it did not
/// have is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// Its `name`.
    pub name: String,
    /// Its `displayName`.
    pub display_name: String,
    /// Its `version`.
    pub version: String,
}
