//! Reads bytes into entries. The bytes decide what kind of archive it is, never the file's name.

mod collect;
mod decoder_error;
mod gzip;
mod oci;
mod tar;
mod zip;

use crate::archive_kind::ArchiveKind;
use crate::entry::{Contents, Entry};
use crate::error::Error;
use crate::limits::{Budget, Limits};
use crate::report::Reason;
use collect::Collector;

pub use oci::layer_of_oci_layout;

/// Detects the kind of an archive from its bytes. `None` if [`read`] does not support them.
pub fn detect(bytes: &[u8]) -> Option<ArchiveKind> {
    if zip::is_zip(bytes) {
        Some(ArchiveKind::Zip)
    } else if gzip::is_gzip(bytes) {
        let start = gzip::start(bytes, tar::BLOCK);
        Some(if tar::starts_tar(&start) {
            ArchiveKind::GzipTar
        } else {
            ArchiveKind::Gzip
        })
    } else if tar::is_tar(bytes) {
        Some(ArchiveKind::Tar)
    } else {
        None
    }
}

/// Reads a zip, tar.gz or tar archive.
///
/// Entries are in the archive's order, without folders. [`Contents::left_out`] reports members
/// that were refused, damaged, or kept with a warning. A file is either complete or left out. An
/// archive without members gives empty contents.
///
/// A backslash separates folders in a zip, as some tools of Windows write it. In a tar a name with
/// one is left out: there it is a letter of the name, which not every system can store.
///
/// # Errors
///
/// If the bytes are not an archive, if the archive is damaged and no file can be read, or if it
/// exceeds one of the `limits`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Contents, Error> {
    read_into(bytes, limits, Collector::refusing_backslashes())
}

/// Reads an archive as [`read`] does, but takes a backslash as `/` in any kind of archive. Helm
/// reads the archives of charts so. Hard links, which Helm reads as empty files, are kept and reported.
///
/// # Errors
///
/// As [`read`].
pub fn read_as_helm(bytes: &[u8], limits: &Limits) -> Result<Contents, Error> {
    read_into(bytes, limits, Collector::as_helm())
}

fn read_into(bytes: &[u8], limits: &Limits, tar: Collector) -> Result<Contents, Error> {
    let kind = detect(bytes).ok_or(Error::NotAnArchive)?;
    let mut budget = Budget::new(*limits, bytes.len());
    let mut collector = match kind {
        ArchiveKind::Zip => Collector::default(),
        _ => tar,
    };
    match kind {
        ArchiveKind::Zip => zip::read(bytes, &mut budget, &mut collector)?,
        ArchiveKind::GzipTar => tar::read(gzip::Members::new(bytes), &mut budget, &mut collector)?,
        ArchiveKind::Tar => tar::read(bytes, &mut budget, &mut collector)?,
        ArchiveKind::Gzip => return Err(gzip::not_a_tar(bytes, tar::BLOCK)),
    }
    let contents = collector.finish();
    match first_damage(&contents) {
        Some(detail) if contents.entries.is_empty() => Err(Error::Damaged { kind, detail }),
        _ => Ok(contents),
    }
}

/// Checks files that come without an archive (a dropped folder, chosen files) against the same
/// path rules and limits.
///
/// # Errors
///
/// If the files exceed one of the `limits`.
pub fn from_loose(entries: Vec<Entry>, limits: &Limits) -> Result<Contents, Error> {
    let mut budget = Budget::new(*limits, usize::MAX);
    let mut collector = Collector::refusing_backslashes();
    for entry in entries {
        budget.member()?;
        if let Some(path) = collector.accept_path(&entry.path) {
            budget.bytes(&path, 0, entry.bytes.len() as u64)?;
            collector.insert(Entry { path, ..entry });
        }
    }
    Ok(collector.finish())
}

/// What is wrong with the archive, according to the first report of damage.
fn first_damage(contents: &Contents) -> Option<String> {
    contents
        .left_out
        .iter()
        .find(|left_out| left_out.reason.is_damage())
        .map(|left_out| match &left_out.reason {
            Reason::Damaged(how) => format!("`{}`: {how}", left_out.path),
            reason => reason.to_string(),
        })
}
