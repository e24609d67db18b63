//! Reads zip: stored and deflated members, data descriptors, zip64.
//!
//! The central directory at the archive's end decides, as in every other reader. Only if it is
//! missing or damaged are the members read one after the other from the start.

use std::collections::HashSet;
use std::io::Cursor;

use ::zip::read::{ZipFile, ZipFileEntry, read_zipfile_from_stream};
use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};

use super::collect::Collector;
use super::decoder_error::describe;
use crate::entry::Entry;
use crate::error::Error;
use crate::limits::{Budget, Failure};
use crate::path;
use crate::report::Reason;

/// The mask of the file type in a Unix mode, and its values.
const TYPE: u32 = 0o170_000;
const FILE: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;
const LINK: u32 = 0o120_000;

/// Whether the bytes start as zip does: with a local header, or with the end of an empty central
/// directory.
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
        let Some((name, path)) = accept(&member, collector) else {
            continue;
        };
        match archive.by_index(index) {
            Ok(file) => unpack(file, name, path, budget, collector)?,
            Err(error) => collector.report(&name, Reason::Damaged(describe_zip(error))),
        }
    }
    if archive.has_duplicate_names() {
        report_duplicates(bytes, &archive, collector);
    }
    Ok(())
}

/// Reads members from the start of the bytes for as long as they are complete. Whether a member
/// is executable or a link is lost: only the central directory has that.
fn recover(bytes: &[u8], budget: &mut Budget, collector: &mut Collector) -> Result<(), Error> {
    let mut rest = bytes;
    loop {
        budget.member()?;
        match read_zipfile_from_stream(&mut rest) {
            Ok(Some(file)) => {
                if let Some((name, path)) = accept(&file.entry(), collector) {
                    unpack(file, name, path, budget, collector)?;
                }
            }
            Ok(None) => break,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                collector.report_incomplete("a file in it is encrypted");
                break;
            }
            Err(_) => break,
        }
    }
    collector.report_incomplete("the list of files at its end is missing or unreadable");
    Ok(())
}

/// The name of a member as the archive spells it, and its clean path. `None` for a folder and,
/// with a report, for a member that is left out.
fn accept(member: &ZipFileEntry<'_>, collector: &mut Collector) -> Option<(String, String)> {
    let name = member.name().map_or_else(
        |_| String::from_utf8_lossy(member.name_raw()).into_owned(),
        |name| name.into_owned(),
    );
    let marked_folder = member.unix_mode().unwrap_or_default() & TYPE == FOLDER;
    if path::is_folder(&name) || (marked_folder && member.size() == 0) {
        return None;
    }
    if let Some(reason) = refusal(member) {
        collector.report(&name, reason);
        return None;
    }
    let path = collector.accept_path(&name)?;
    Some((name, path))
}

/// Why a member is left out before its bytes are read. `None` if it is read.
fn refusal(member: &ZipFileEntry<'_>) -> Option<Reason> {
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
        method => Some(Reason::UnsupportedMethod(method_name(method))),
    }
}

/// Unpacks an accepted member.
fn unpack<R: std::io::Read>(
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
            let how = format!("it has only {} of its {size} bytes", bytes.len());
            collector.report(&name, Reason::Damaged(how));
            return Ok(());
        }
        Err(Failure::Limit(error)) => return Err(error),
        Err(Failure::Damaged(error)) => {
            collector.report(&name, Reason::Damaged(describe(&error)));
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

/// Reports names that the central directory contains more than once. The zip library keeps the
/// last of them and does not say which they were, so this reads the names again.
fn report_duplicates(bytes: &[u8], archive: &ZipArchive<Cursor<&[u8]>>, collector: &mut Collector) {
    /// The size of a central directory header without its name, extra field and comment.
    const HEADER: usize = 46;
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let mut rest = bytes.get(start..).unwrap_or_default();
    let mut seen = HashSet::new();
    while let Some(header) = rest.get(..HEADER).filter(|h| h.starts_with(b"PK\x01\x02")) {
        let length = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let raw = rest.get(HEADER..HEADER + name).unwrap_or_default();
        if !seen.insert(raw)
            && let Some(path) = clean_path(raw, archive)
            && collector.contains(&path)
        {
            collector.report_duplicate(&path);
        }
        rest = rest
            .get(HEADER + name + extra + comment..)
            .unwrap_or_default();
    }
}

/// The clean path of the member with this raw name, if it has one.
fn clean_path(raw: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let member = archive
        .by_index_data(archive.index_for_name_raw(raw)?)
        .ok()?;
    path::clean(&member.name().ok()?).ok()
}

/// An error of the zip library as the end of a sentence.
fn describe_zip(error: ZipError) -> String {
    match error {
        ZipError::Io(error) => describe(&error),
        _ => "its header cannot be read".to_owned(),
    }
}

/// The usual name of a compression method.
fn method_name(method: CompressionMethod) -> String {
    let name = match method {
        CompressionMethod::SHRINK => "Shrink",
        CompressionMethod::IMPLODE => "Implode",
        CompressionMethod::DEFLATE64 => "Deflate64",
        CompressionMethod::BZIP2 => "bzip2",
        CompressionMethod::LZMA => "LZMA",
        CompressionMethod::ZSTD | CompressionMethod::ZSTD_DEPRECATED => "Zstandard",
        CompressionMethod::XZ => "XZ",
        CompressionMethod::PPMD => "PPMd",
        _ => "an unknown method",
    };
    name.to_owned()
}
