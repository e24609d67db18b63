//! Where a pack came from: what is known of it besides its files. It is kept with a draft, and no
//! part of it is ever exported.

use serde::{Deserialize, Serialize};

/// Where a pack came from, as far as that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The folder that the pack came in, such as `prometheus-1.0.0`, without those above it. Files
    /// without a folder, and an archive with the pack at its root, have none.
    pub folder: Option<String>,
    /// The version that the pack was made from.
    pub predecessor: Option<Predecessor>,
}

impl Origin {
    /// The origin of a pack that came in a folder.
    pub fn in_folder(name: impl Into<String>) -> Self {
        Self {
            folder: Some(name.into()),
            predecessor: None,
        }
    }
}

/// What a version of a pack called itself when the next one was made from it. A property that it
/// did not have is an empty text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// Its `name`.
    pub name: String,
    /// Its `displayName`.
    pub display_name: String,
    /// Its `version`.
    pub version: String,
}
