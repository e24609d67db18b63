//! Writes entries as an archive. The same entries always give the same bytes.
//!
//! Every archive has one root folder, `<name>-<version>/`. Entries are sorted by the bytes of
//! their paths. All times are 1980-01-01, the earliest that zip can store. Modes are 0644, or 0755
//! for executable files. No owner is stored.

mod format;
mod oci;
mod tar;
mod zip;

use std::fmt::Write as _;

use pack_once::sort::sort_by;
use sha2::{Digest, Sha256};

use crate::entry::Entry;
use crate::error::Error;
use crate::path;
use crate::report::Reason;

pub use format::Format;
pub use oci::write_oci_layout;

/// Writes entries as one archive with the root folder `<name>-<version>/`. Their paths are
/// relative to that folder.
///
/// # Errors
///
/// If `<name>-<version>` is not a valid folder name, or if a path is not clean or occurs twice.
pub fn write(
    format: Format,
    name: &str,
    version: &str,
    entries: &[Entry],
) -> Result<Vec<u8>, Error> {
    let files = under_root(&format!("{name}-{version}"), entries)?;
    match format {
        Format::Zip => zip::write(&files),
        Format::TarGz => tar::write_gzip(&files),
        Format::OciLayout => write_oci_layout(name, version, &tar::write_gzip(&files)?),
    }
}

/// Writes entries as a tar.gz with the root folder `root`. Their paths are relative to it.
///
/// # Errors
///
/// If `root` is not a valid folder name, or if a path is not clean or occurs twice.
pub fn write_tar_gz(root: &str, entries: &[Entry]) -> Result<Vec<u8>, Error> {
    tar::write_gzip(&under_root(root, entries)?)
}

/// The SHA-256 of bytes in lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A file to be written, with its full path.
#[derive(Debug)]
struct File<'a> {
    path: String,
    bytes: &'a [u8],
    executable: bool,
}

impl File<'_> {
    /// The permission bits.
    fn mode(&self) -> u32 {
        if self.executable { 0o755 } else { 0o644 }
    }
}

/// The entries as files in the root folder, sorted and checked for duplicates.
fn under_root<'a>(root: &str, entries: &'a [Entry]) -> Result<Vec<File<'a>>, Error> {
    if root.contains(['/', '\\']) {
        return Err(bad_path(root, Reason::LeavesFolder));
    }
    require_clean(root)?;
    let mut files = Vec::with_capacity(entries.len());
    for entry in entries {
        require_clean(&entry.path)?;
        files.push(File {
            path: format!("{root}/{}", entry.path),
            bytes: &entry.bytes,
            executable: entry.executable,
        });
    }
    sort(&mut files);
    for pair in files.windows(2) {
        if let [one, other] = pair
            && one.path == other.path
        {
            let path = one.path[root.len() + 1..].to_owned();
            return Err(Error::DuplicatePath { path });
        }
    }
    Ok(files)
}

/// Sorts files by the bytes of their paths.
fn sort(files: &mut [File<'_>]) {
    sort_by(files, &|one, other| one.path.cmp(&other.path));
}

/// An error if reading the archive would refuse or change this path.
fn require_clean(given: &str) -> Result<(), Error> {
    match path::clean(given) {
        Ok(clean) if clean == given => Ok(()),
        Ok(_) => Err(bad_path(given, Reason::Malformed)),
        Err(reason) => Err(bad_path(given, reason)),
    }
}

fn bad_path(path: &str, reason: Reason) -> Error {
    Error::BadPath {
        path: path.to_owned(),
        reason,
    }
}

/// An encoder's error as [`Error::Write`].
fn write_error(error: impl std::fmt::Display) -> Error {
    Error::Write {
        detail: error.to_string(),
    }
}
