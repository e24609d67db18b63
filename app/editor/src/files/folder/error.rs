//! What keeps the browser from reading or writing a folder.

/// Why a folder or a file in it was not read or written, as a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// The user or the browser does not allow it.
    #[error("The browser is not allowed to use the folder. Try again and allow it")]
    Refused,
    /// The folder or the file is not there any more.
    #[error("It is not there any more")]
    Gone,
    /// There is no room.
    #[error("The disk is full")]
    Full,
    /// Another program has the file, or it must not be changed.
    #[error("It is read-only, or another program has it open")]
    Locked,
    /// The system does not take the name.
    #[error("This system does not allow the name")]
    Name,
    /// It was changed between being read and being written.
    #[error("It was changed on disk meanwhile. Save again to see the change")]
    Changed,
    /// There is more than a pack can have.
    #[error("It has more than 20,000 files or 256 MB. Choose the pack's own folder")]
    TooLarge,
    /// Anything else, in the browser's words.
    #[error("The browser says: {0}")]
    Other(String),
}

impl FolderError {
    /// Whether no other file can be written either.
    pub fn is_of_folder(&self) -> bool {
        matches!(self, Self::Refused | Self::Full)
    }
}
