//! From bytes to entries. What the bytes are is told by the bytes, never by a file's name.

mod collect;
mod gzip;
mod tar;
mod zip;

use std::{fmt, io};

use crate::entry::{Contents, Entry};
use crate::error::Error;
use crate::limits::{Budget, Limits};
use crate::report::Reason;
use collect::Collector;

/// What some bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A zip archive.
    Zip,
    /// A tar archive in gzip.
    GzipTar,
    /// A tar archive as it is.
    Tar,
    /// Gzip around anything that is no tar.
    Gzip,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "zip",
            Self::GzipTar => "tar.gz",
            Self::Tar => "tar",
            Self::Gzip => "gzip",
        })
    }
}

/// Recognises an archive by its content. `None` if the bytes are nothing that [`read`] knows.
pub fn detect(bytes: &[u8]) -> Option<Kind> {
    if zip::is_zip(bytes) {
        Some(Kind::Zip)
    } else if gzip::is_gzip(bytes) {
        let start = gzip::start(bytes, tar::BLOCK);
        Some(if tar::starts_tar(&start) {
            Kind::GzipTar
        } else {
            Kind::Gzip
        })
    } else if tar::is_tar(bytes) {
        Some(Kind::Tar)
    } else {
        None
    }
}

/// Reads a zip, tar.gz or tar archive.
///
/// Files come in the archive's order; folders are skipped. Members that are refused or damaged,
/// and those that need a word, are in [`Contents::left_out`]. Of a file either all bytes are
/// there or none. An archive without members gives empty contents.
///
/// # Errors
///
/// If the bytes are no archive, if the archive is damaged and no file at all can be read, or if
/// it is beyond one of the `limits`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Contents, Error> {
    let kind = detect(bytes).ok_or(Error::NotAnArchive)?;
    let mut budget = Budget::new(*limits, bytes.len());
    let mut collector = Collector::default();
    match kind {
        Kind::Zip => zip::read(bytes, &mut budget, &mut collector)?,
        Kind::GzipTar => tar::read(gzip::Members::new(bytes), &mut budget, &mut collector)?,
        Kind::Tar => tar::read(bytes, &mut budget, &mut collector)?,
        Kind::Gzip => return Err(gzip::why_no_tar(bytes, tar::BLOCK)),
    }
    let contents = collector.finish();
    match first_damage(&contents) {
        Some(detail) if contents.entries.is_empty() => Err(Error::Damaged { kind, detail }),
        _ => Ok(contents),
    }
}

/// Takes files that came without an archive (a dropped folder, picked files) through the same
/// path checks and limits.
///
/// # Errors
///
/// If the files are beyond one of the `limits`.
pub fn from_loose(entries: Vec<Entry>, limits: &Limits) -> Result<Contents, Error> {
    let mut budget = Budget::new(*limits, usize::MAX);
    let mut collector = Collector::default();
    for entry in entries {
        budget.member()?;
        if let Some(path) = collector.admit(&entry.path) {
            budget.bytes(&path, 0, entry.bytes.len() as u64)?;
            collector.insert(Entry { path, ..entry });
        }
    }
    Ok(collector.finish())
}

/// What is wrong with the archive, if its contents say so.
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

/// An error of a decoder as the end of a sentence.
fn in_words(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return "its end is missing".to_owned();
    }
    let text = error.to_string();
    let mut letters = text.trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "its bytes cannot be read".to_owned(),
    }
}
