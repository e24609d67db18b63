//! POSIX ustar, with pax headers for paths that ustar cannot hold, in gzip.
//!
//! Folders get members of their own, as `tar` writes them: some readers do not make a folder
//! that was not announced before the files in it.

use std::io::Write as _;

use ::tar::{Builder, EntryType, Header};
use flate2::{Compression, GzBuilder};

use super::{File, failed};
use crate::error::Error;
use crate::path;

/// 1980-01-01T00:00:00Z in seconds since 1970.
const TIME: u64 = 315_532_800;

/// The operating system byte of gzip for `unknown`.
const UNKNOWN_SYSTEM: u8 = 255;

/// The tar archive of sorted files, in gzip.
pub(super) fn write_gzip(files: &[File<'_>]) -> Result<Vec<u8>, Error> {
    let mut gzip = GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN_SYSTEM)
        .write(Vec::new(), Compression::new(6));
    gzip.write_all(&write_plain(files)?).map_err(failed)?;
    gzip.finish().map_err(failed)
}

/// The tar archive of sorted files, as it is.
pub(super) fn write_plain(files: &[File<'_>]) -> Result<Vec<u8>, Error> {
    let mut tar = Builder::new(Vec::new());
    let mut before = "";
    for file in files {
        for folder in path::folders(&file.path) {
            if !is_below(before, folder) {
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
        before = &file.path;
    }
    tar.into_inner().map_err(failed)
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
    // Ustar says nothing of encodings, so only ASCII is sure to arrive in it.
    if !path.is_ascii() || header.set_path(path).is_err() {
        let record = pax_record("path", path);
        let mut pax = self::header(EntryType::XHeader, 0o644, record.as_bytes());
        pax.set_path(stand_in(path)).map_err(failed)?;
        pax.set_cksum();
        tar.append(&pax, record.as_bytes()).map_err(failed)?;
        header = self::header(kind, mode, bytes);
        header.set_path(stand_in(path)).map_err(failed)?;
    }
    header.set_cksum();
    tar.append(&header, bytes).map_err(failed)
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

/// One pax record: its own length, a blank, `key=value` and a line feed.
fn pax_record(key: &str, value: &str) -> String {
    let rest = format!(" {key}={value}\n");
    let mut length = rest.len();
    // The length counts its own digits, which may make it longer by one more.
    while length != rest.len() + length.to_string().len() {
        length = rest.len() + length.to_string().len();
    }
    format!("{length}{rest}")
}

/// What a reader without pax shows instead of a path: its end, in ASCII.
fn stand_in(path: &str) -> String {
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
    fn pax_records_count_themselves() {
        assert_eq!(pax_record("path", "a"), "9 path=a\n");
        assert_eq!(pax_record("path", ""), "8 path=\n");
        for length in 80..120 {
            let record = pax_record("path", &"x".repeat(length));
            let stated: usize = record.split(' ').next().unwrap().parse().unwrap();
            assert_eq!(stated, record.len());
        }
    }
}
