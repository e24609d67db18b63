//! Zip: stored and deflated members, data descriptors, zip64.
//!
//! The list at the archive's end is what counts, as for every other reader. Only if it is missing
//! or damaged are members looked for one after the other from the start.

use std::collections::HashSet;
use std::io::Cursor;

use ::zip::read::{ZipFile, ZipFileEntry, read_zipfile_from_stream};
use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};

use super::collect::Collector;
use super::in_words;
use crate::entry::Entry;
use crate::error::Error;
use crate::limits::{Budget, Failure};
use crate::path;
use crate::report::Reason;

/// The file type bits of a Unix mode, and the types among them.
const TYPE: u32 = 0o170_000;
const FILE: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;
const LINK: u32 = 0o120_000;

/// Whether the bytes start as zip does: with a member, or with the end of an empty list.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads all members into `collector`.
pub(super) fn read(
    bytes: &[u8],
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<(), Error> {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => return recover(bytes, budget, collector),
    };
    for index in 0..archive.len() {
        budget.member()?;
        let Ok(member) = archive.by_index_data(index) else {
            continue;
        };
        let Some((name, path)) = admit(&member, collector) else {
            continue;
        };
        match archive.by_index(index) {
            Ok(file) => take(file, name, path, budget, collector)?,
            Err(error) => collector.report(&name, Reason::Damaged(words_of(error))),
        }
    }
    if archive.has_duplicate_names() {
        report_duplicates(bytes, &archive, collector);
    }
    Ok(())
}

/// Reads members from the start of the bytes for as long as they are whole. Whether one was
/// executable or a link is written in the missing list only.
fn recover(bytes: &[u8], budget: &mut Budget, collector: &mut Collector) -> Result<(), Error> {
    let mut rest = bytes;
    loop {
        budget.member()?;
        match read_zipfile_from_stream(&mut rest) {
            Ok(Some(file)) => {
                if let Some((name, path)) = admit(&file.entry(), collector) {
                    take(file, name, path, budget, collector)?;
                }
            }
            Ok(None) => break,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                collector.report_incomplete("what follows is encrypted");
                break;
            }
            Err(_) => break,
        }
    }
    collector.report_incomplete("the list of files at its end is missing or unreadable");
    Ok(())
}

/// The name to show and the path to take a member under. `None` if it is a folder or, with a
/// report, if it is refused.
fn admit(member: &ZipFileEntry<'_>, collector: &mut Collector) -> Option<(String, String)> {
    let name = member.name().map_or_else(
        |_| String::from_utf8_lossy(member.name_raw()).into_owned(),
        |name| name.into_owned(),
    );
    let marked_folder = member.unix_mode().unwrap_or_default() & TYPE == FOLDER;
    if path::is_folder(&name) || (marked_folder && member.size() == 0) {
        return None;
    }
    if let Some(reason) = refuse(member) {
        collector.report(&name, reason);
        return None;
    }
    let path = collector.admit(&name)?;
    Some((name, path))
}

/// Why a member is left out before its bytes are looked at.
fn refuse(member: &ZipFileEntry<'_>) -> Option<Reason> {
    match member.unix_mode().unwrap_or_default() & TYPE {
        0 | FILE | FOLDER => {}
        LINK => return Some(Reason::SymbolicLink),
        _ => return Some(Reason::Special("a device or pipe")),
    }
    if member.encrypted() {
        return Some(Reason::Encrypted);
    }
    match member.compression() {
        CompressionMethod::Stored | CompressionMethod::Deflated => None,
        method => Some(Reason::UnsupportedMethod(name_of(method))),
    }
}

/// Unpacks an admitted member.
fn take<R: std::io::Read>(
    mut file: ZipFile<'_, R>,
    name: String,
    path: String,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<(), Error> {
    let size = file.size();
    let executable = file.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
    let bytes = match budget.read(&path, &mut file) {
        Ok(bytes) if bytes.len() as u64 == size => bytes,
        Ok(bytes) => {
            let how = format!("only {} of its {size} bytes are there", bytes.len());
            collector.report(&name, Reason::Damaged(how));
            return Ok(());
        }
        Err(Failure::Limit(error)) => return Err(error),
        Err(Failure::Damaged(error)) => {
            collector.report(&name, Reason::Damaged(in_words(&error)));
            return Ok(());
        }
    };
    if std::str::from_utf8(file.name_raw()).is_err() {
        collector.report(&path, Reason::NameNotUtf8);
    }
    collector.insert(Entry {
        path,
        bytes: bytes.into(),
        executable,
    });
    Ok(())
}

/// Reports names that the list holds more than once. The zip reader keeps the last of them and
/// does not tell which they were, so the list is walked for its names.
fn report_duplicates(bytes: &[u8], archive: &ZipArchive<Cursor<&[u8]>>, collector: &mut Collector) {
    /// Bytes of one item of the list, before its name, extra field and comment.
    const HEADER: usize = 46;
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let mut rest = bytes.get(start..).unwrap_or_default();
    let mut seen = HashSet::new();
    while let Some(header) = rest.get(..HEADER).filter(|h| h.starts_with(b"PK\x01\x02")) {
        let length = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let raw = rest.get(HEADER..HEADER + name).unwrap_or_default();
        if !seen.insert(raw)
            && let Some(path) = path_of(raw, archive)
            && collector.has(&path)
        {
            collector.report_duplicate(&path);
        }
        rest = rest
            .get(HEADER + name + extra + comment..)
            .unwrap_or_default();
    }
}

/// The path under which the member with this name was taken, if it was.
fn path_of(raw: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let member = archive
        .by_index_data(archive.index_for_name_raw(raw)?)
        .ok()?;
    path::clean(&member.name().ok()?).ok()
}

fn words_of(error: ZipError) -> String {
    match error {
        ZipError::Io(error) => in_words(&error),
        _ => "its header cannot be read".to_owned(),
    }
}

/// What people call a packing method.
fn name_of(method: CompressionMethod) -> String {
    let name = match method {
        CompressionMethod::SHRINK => "Shrink",
        CompressionMethod::IMPLODE => "Implode",
        CompressionMethod::DEFLATE64 => "Deflate64",
        CompressionMethod::BZIP2 => "bzip2",
        CompressionMethod::LZMA => "LZMA",
        CompressionMethod::ZSTD | CompressionMethod::ZSTD_DEPRECATED => "Zstandard",
        CompressionMethod::XZ => "XZ",
        CompressionMethod::PPMD => "PPMd",
        _ => "a rare method",
    };
    name.to_owned()
}
