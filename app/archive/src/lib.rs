//! Reads and writes zip, tar and gzip archives and OCI layouts, within limits.
//!
//! Archives are untrusted input. Reading relies on nothing that an archive states about itself:
//! sizes are counted while unpacking, paths are cleaned before use, a hard link is the earlier member
//! that it names or nothing, symbolic links are never followed, and every limit in [`Limits`] is
//! enforced before memory is allocated. A member that cannot be read is reported in
//! [`Contents::left_out`]. Reading returns an [`Error`] only if the bytes are not an archive, if no
//! file can be recovered, or if a limit is exceeded.
//!
//! Writing is reproducible: the same entries give the same bytes, on every machine and at any
//! time.
//!
//! This crate knows nothing of packs, and uses neither the clock nor the file system, so it works
//! the same in a browser.

mod archive_kind;
mod entry;
mod error;
mod limits;
mod path;
mod read;
mod report;
mod write;

pub use archive_kind::ArchiveKind;
pub use entry::{Contents, Entry, strip_single_root};
pub use error::Error;
pub use limits::Limits;
pub use path::is_macos_metadata;
pub use read::{detect, from_loose, layer_of_oci_layout, read, read_as_helm};
pub use report::{LeftOut, Reason};
pub use write::{Format, sha256_hex, write, write_oci_layout, write_tar_gz};
