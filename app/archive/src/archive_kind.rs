//! The kinds of archives that can be read.

use std::fmt;

/// The kind of an archive, as its bytes show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArchiveKind {
    /// A zip archive.
    Zip,
    /// A tar archive in gzip.
    GzipTar,
    /// A tar archive without compression.
    Tar,
    /// Gzip around anything but a tar archive.
    Gzip,
}

impl fmt::Display for ArchiveKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "zip",
            Self::GzipTar => "tar.gz",
            Self::Tar => "tar",
            Self::Gzip => "gzip",
        })
    }
}
