//! Why a change is not made.

use crate::pack::path::FilePath;

/// Why a change was not made. The pack is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file does not exist.
    #[error("There is no {0} in this pack. Add the file first.")]
    NoFile(FilePath),
    /// The file is not text.
    #[error("{0} is not text, so it cannot be edited here. Replace the file instead.")]
    NotText(FilePath),
    /// A file exists at the new path.
    #[error("{0} exists already. Choose another name, or remove that file first.")]
    Exists(FilePath),
    /// The document does not allow it.
    #[error("{file} was not changed: {reason}")]
    Document {
        /// The document.
        file: FilePath,
        /// Why, in words.
        reason: pack_syntax::Refusal,
    },
}
