//! One file of a pack: its bytes and whether it may be executed.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file's content. Cloning shares the bytes.
#[derive(Clone, Serialize, Deserialize)]
pub struct File {
    /// The bytes, unchanged since they were read.
    #[serde(with = "shared_bytes")]
    pub bytes: Arc<[u8]>,
    /// Whether the file has the executable bit, which export keeps.
    pub executable: bool,
}

impl File {
    /// A file that is not executable.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            executable: false,
        }
    }

    /// A text file that is not executable.
    pub fn of_text(text: &str) -> Self {
        Self::new(text.as_bytes())
    }

    /// The same file with other bytes.
    #[must_use]
    pub fn with_bytes(&self, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
            executable: self.executable,
        }
    }

    /// The content as text, if it is UTF-8 without NUL.
    pub fn text(&self) -> Option<&str> {
        if self.bytes.contains(&0) {
            return None;
        }
        std::str::from_utf8(&self.bytes).ok()
    }

    /// The number of bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        self.executable == other.executable
            && (Arc::ptr_eq(&self.bytes, &other.bytes) || self.bytes == other.bytes)
    }
}

impl Eq for File {}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text() {
            Some(text) if text.len() < 200 => write!(f, "File({text:?})"),
            _ => write!(f, "File({} bytes)", self.size()),
        }
    }
}

/// Writes bytes as one piece, not as a list of numbers: messages to the worker carry whole packs.
mod shared_bytes {
    use std::sync::Arc;

    use serde::{Deserializer, Serializer};
    use serde_bytes::ByteBuf;

    pub(super) fn serialize<S: Serializer>(
        bytes: &Arc<[u8]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Arc<[u8]>, D::Error> {
        serde::Deserialize::deserialize(deserializer).map(|bytes: ByteBuf| bytes.into_vec().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_text_only_where_it_can_be_shown() {
        assert_eq!(File::of_text("ä").text(), Some("ä"));
        assert_eq!(File::new(*b"\xff\xfe").text(), None);
        assert_eq!(File::new(*b"a\0b").text(), None);
    }
}
