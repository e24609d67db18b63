//! Why an archive could not be read or written at all.

use crate::read::Kind;
use crate::report::Reason;

/// The work cannot go on. The text says what happened and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are neither zip nor tar nor gzip.
    #[error("This is no archive that can be read here. Use a .zip, .tar.gz, .tgz or .tar file.")]
    NotAnArchive,
    /// Gzip, but what it holds is no tar.
    #[error(
        "This gzip file holds something other than a tar archive. \
         Unpack it first, or make a .tar.gz of the folder."
    )]
    GzipWithoutTar,
    /// Not one file could be read.
    #[error("This {kind} archive is damaged or cut short: {detail}. Download or make it again.")]
    Damaged {
        /// What the archive was recognised as.
        kind: Kind,
        /// What is wrong, without a full stop.
        detail: String,
    },
    /// More members than allowed.
    #[error(
        "There are more than {limit} files and folders. \
         Remove what does not belong to them and try again."
    )]
    TooManyEntries {
        /// [`crate::Limits::entries`].
        limit: usize,
    },
    /// One file unpacks to more than allowed.
    #[error("`{path}` is larger than {}. Remove it and try again.", size(*limit))]
    FileTooLarge {
        /// The file, as the archive names it.
        path: String,
        /// [`crate::Limits::file`], in bytes.
        limit: u64,
    },
    /// All files together unpack to more than allowed.
    #[error(
        "The files are larger than {} together. Remove what does not belong to them and try again.",
        size(*limit)
    )]
    TooLarge {
        /// [`crate::Limits::total`], in bytes.
        limit: u64,
    },
    /// The archive unpacks to suspiciously many times its own size.
    #[error(
        "The archive unpacks to more than {limit} times its size, as only harmful archives do. \
         If you trust it, unpack it yourself and open the folder."
    )]
    RatioTooHigh {
        /// [`crate::Limits::ratio`].
        limit: u64,
    },
    /// Two entries to be written have the same path.
    #[error("`{path}` is there twice, so no archive was written. Rename or remove one of the two.")]
    DuplicatePath {
        /// The path that both have.
        path: String,
    },
    /// An entry to be written has a path that must not be in an archive.
    #[error("No archive was written, since `{path}` {reason}. Rename it.")]
    BadPath {
        /// The path as given.
        path: String,
        /// What is wrong with it.
        reason: Reason,
    },
    /// The encoder gave up.
    #[error("The archive could not be written: {detail}.")]
    Write {
        /// The encoder's own words.
        detail: String,
    },
}

/// A number of bytes for people.
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
