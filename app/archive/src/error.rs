//! Errors: why an archive as a whole cannot be read or written.

use crate::archive_kind::ArchiveKind;
use crate::report::Reason;

/// The archive cannot be read or written. The text says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are neither zip nor tar nor gzip.
    #[error("This is not a supported archive. Use a .zip, .tar.gz, .tgz or .tar file.")]
    NotAnArchive,
    /// Gzip whose content is not tar.
    #[error(
        "This gzip file does not contain a tar archive. \
         Unpack it first, or pack the folder as .tar.gz."
    )]
    GzipWithoutTar,
    /// Not one file could be read.
    #[error(
        "This {kind} archive is damaged or incomplete ({detail}). Download or create it again."
    )]
    Damaged {
        /// The detected kind.
        kind: ArchiveKind,
        /// What is wrong, without a full stop.
        detail: String,
    },
    /// More members than allowed.
    #[error(
        "There are more than {limit} files and folders, which is the limit. Remove those that the pack does not need and try again."
    )]
    TooManyEntries {
        /// [`crate::Limits::entries`].
        limit: usize,
    },
    /// One file unpacks to more than allowed.
    #[error("`{path}` is larger than {}, which is the limit for one file. Remove it and try again.", size(*limit))]
    FileTooLarge {
        /// The file's path as the archive spells it.
        path: String,
        /// [`crate::Limits::file`], in bytes.
        limit: u64,
    },
    /// All files together unpack to more than allowed.
    #[error(
        "The files are larger than the limit of {} in total. Remove those that the pack does not need and try again.",
        size(*limit)
    )]
    TooLarge {
        /// [`crate::Limits::total`], in bytes.
        limit: u64,
    },
    /// The archive unpacks to many times its own size, as a zip bomb does.
    #[error(
        "The archive unpacks to more than {limit} times its size, like a zip bomb. If you trust it, unpack it yourself and open the folder."
    )]
    RatioTooHigh {
        /// [`crate::Limits::ratio`].
        limit: u64,
    },
    /// An OCI layout from which no archive can be taken.
    #[error(
        "This is an OCI layout, and no pack can be taken out of it: {detail}. Copy the artifact again, for example with `oras cp --to-oci-layout`."
    )]
    OciLayout {
        /// What is wrong, without a full stop.
        detail: String,
    },
    /// Two entries to be written have the same path.
    #[error("No archive was written: there are two files `{path}`. Rename or remove one of them.")]
    DuplicatePath {
        /// The path of both entries.
        path: String,
    },
    /// An entry to be written has a path that an archive must not contain.
    #[error("No archive was written: `{path}` {reason}. Rename it.")]
    BadPath {
        /// The path as given.
        path: String,
        /// What is wrong with it.
        reason: Reason,
    },
    /// The encoder failed.
    #[error("The archive could not be written: {detail}.")]
    Write {
        /// The encoder's message.
        detail: String,
    },
}

/// A number of bytes in a readable unit.
fn size(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 20 && b.is_multiple_of(1 << 20) => format!("{} MiB", b >> 20),
        b if b >= 1 << 10 && b.is_multiple_of(1 << 10) => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_named_in_round_units() {
        let text = |limit| Error::TooLarge { limit }.to_string();
        assert!(text(256 << 20).contains("256 MiB"));
        assert!(text(3 << 10).contains("3 KiB"));
        assert!(text(1_000).contains("1000 bytes"));
    }
}
