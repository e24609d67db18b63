//! Where the user was, as the page notes it.

use serde::{Deserialize, Serialize};

/// Where in the page a step was made. The page writes and reads it; the model only keeps it with the
/// step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bookmark(String);

impl Bookmark {
    /// Keeps what the page noted.
    pub fn new(note: impl Into<String>) -> Self {
        Self(note.into())
    }

    /// What the page noted.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
