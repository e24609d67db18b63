//! Writes POSIX ustar in gzip, with pax headers for paths that ustar cannot store.
//!
//! Folders get their own members, as `tar` writes them: some readers do not create a folder
//! unless its member comes before the files in it.

use std::io::Write as _;

use ::tar::{Builder, EntryType, Header};
use flate2::{Compression, GzBuilder};

use super::{File, write_error};
use crate::error::Error;
use crate::path;

/// 1980-01-01T00:00:00Z in seconds since 1970.
const TIME: u64 = 315_532_800;

/// Gzip's operating system byte for `unknown`.
const UNKNOWN_SYSTEM: u8 = 255;

/// Writes sorted files as a tar archive in gzip.
pub(super) fn write_gzip(files: &[File<'_>]) -> Result<Vec<u8>, Error> {
    let mut gzip = GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN_SYSTEM)
        .write(Vec::new(), Compression::new(6));
    gzip.write_all(&write_plain(files)?).map_err(write_error)?;
    gzip.finish().map_err(write_error)
}

/// Writes sorted files as a tar archive without compression.
pub(super) fn write_plain(files: &[File<'_>]) -> Result<Vec<u8>, Error> {
    let mut tar = Builder::new(Vec::new());
    let mut previous = "";
    for file in files {
        for folder in path::folders(&file.path) {
            if !is_below(previous, folder) {
                let path = format!("{folder}/");
                append(&mut tar, &path, EntryType::Directory, 0o755, &[])?;
            }
        }
        append(
            &mut tar,
            &file.path,
            EntryType::Regular,
            file.mode(),
            file.bytes,
        )?;
        previous = &file.path;
    }
    tar.into_inner().map_err(write_error)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn append(
    tar: &mut Builder<Vec<u8>>,
    path: &str,
    kind: EntryType,
    mode: u32,
    bytes: &[u8],
) -> Result<(), Error> {
    let mut header = header(kind, mode, bytes);
    // Ustar defines no encoding, so only ASCII paths are safe in it.
    if !path.is_ascii() || header.set_path(path).is_err() {
        let record = pax_record("path", path);
        let mut pax = self::header(EntryType::XHeader, 0o644, record.as_bytes());
        pax.set_path(fallback_path(path)).map_err(write_error)?;
        pax.set_cksum();
        tar.append(&pax, record.as_bytes()).map_err(write_error)?;
        header = self::header(kind, mode, bytes);
        header.set_path(fallback_path(path)).map_err(write_error)?;
    }
    header.set_cksum();
    tar.append(&header, bytes).map_err(write_error)
}

fn header(kind: EntryType, mode: u32, bytes: &[u8]) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(TIME);
    header.set_size(bytes.len() as u64);
    header
}

/// One pax record: its length, a space, `key=value` and a line feed.
fn pax_record(key: &str, value: &str) -> String {
    let rest = format!(" {key}={value}\n");
    let mut length = rest.len();
    // The length includes its own digits, which can add one more digit.
    while length != rest.len() + length.to_string().len() {
        length = rest.len() + length.to_string().len();
    }
    format!("{length}{rest}")
}

/// The path for readers without pax: the end of the real one, in ASCII.
fn fallback_path(path: &str) -> String {
    let ascii: Vec<char> = path
        .chars()
        .map(|letter| match letter {
            '/' => '_',
            letter if letter.is_ascii_graphic() => letter,
            _ => '_',
        })
        .collect();
    let start = ascii.len().saturating_sub(90);
    format!("pax/{}", ascii[start..].iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_pax_record_includes_its_own_digits() {
        assert_eq!(pax_record("path", "a"), "9 path=a\n");
        assert_eq!(pax_record("path", ""), "8 path=\n");
        for length in 80..120 {
            let record = pax_record("path", &"x".repeat(length));
            let stated: usize = record.split(' ').next().unwrap().parse().unwrap();
            assert_eq!(stated, record.len());
        }
    }
}
