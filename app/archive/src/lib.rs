//! Zip, tar and gzip to entries and back, within limits.
//!
//! Archives come from strangers. Reading therefore trusts nothing that an archive says about
//! itself: sizes are counted while unpacking, paths are cleaned before they are used, links are
//! never followed, and every [`Limits`] value is enforced before memory is spent. A member that
//! cannot be taken is reported in [`Contents::left_out`]; the archive as a whole is an [`Error`]
//! only if it is no archive, is too damaged to give anything, or is beyond a limit.
//!
//! Writing is reproducible: the same entries give the same bytes, on every machine and at every
//! hour.
//!
//! This crate knows nothing of packs and uses neither clock nor file system, so it works the same
//! in a browser.

mod entry;
mod error;
mod limits;
mod path;
mod read;
mod report;
mod write;
mod zlib;

pub use entry::{Contents, Entry, strip_single_root};
pub use error::Error;
pub use limits::Limits;
pub use read::{Kind, detect, from_loose, read};
pub use report::{LeftOut, Reason};
pub use write::{Format, sha256_hex, write, write_oci_layout, write_tar_gz};
pub use zlib::{deflate, inflate};
