//! Finds the packs in a file of drafts.

use pack_archive::{ArchiveKind, Contents, Entry, Error, Limits};
use pack_model::{Pack, import};

use super::MARKER;

/// Where to look for the marker, in bytes from the end.
const END: usize = 4 << 10;

/// The limits of a file of drafts; each draft in it has those of a pack.
const LIMITS: Limits = Limits {
    total: 1 << 30,
    file: 256 << 20,
    entries: 20_000,
    ratio: 1_000,
};

/// What a file of drafts has.
#[derive(Debug)]
pub(crate) struct Packs {
    /// The packs that could be read.
    pub(crate) packs: Vec<Pack>,
    /// How many drafts could not be read.
    pub(crate) lost: usize,
}

/// The packs in a file of drafts, if that is what came in.
///
/// # Errors
///
/// If the file is too large or damaged: what to tell the user.
pub(crate) fn packs_of(entries: &[Entry]) -> Option<Result<Packs, String>> {
    let [file] = entries else {
        return None;
    };
    let is_zip = pack_archive::detect(&file.bytes) == Some(ArchiveKind::Zip);
    // A zip names its files again at its end, and this one last.
    let has_marker = || {
        let end = file.bytes.len().saturating_sub(END);
        let mut windows = file.bytes[end..].windows(MARKER.len());
        windows.any(|window| window == MARKER.as_bytes())
    };
    if !is_zip || !has_marker() {
        return None;
    }
    let Contents { entries, left_out } = match pack_archive::read(&file.bytes, &LIMITS) {
        Ok(contents) => contents,
        Err(error) => return Some(Err(unread(&error))),
    };
    let is_marker = |path: &str| path.rsplit('/').next() == Some(MARKER);
    let mut paths = entries.iter().map(|entry| &entry.path);
    if !paths.any(|path| is_marker(path)) {
        return None;
    }
    let left_out = left_out.iter().filter(|member| !member.reason.was_kept());
    let mut found = Packs {
        packs: Vec::new(),
        lost: left_out.count(),
    };
    for entry in entries {
        if is_marker(&entry.path) {
            continue;
        }
        match pack_in(entry) {
            Some(pack) => found.packs.push(pack),
            None => found.lost += 1,
        }
    }
    Some(Ok(found))
}

/// The pack in the archive of a draft, which may lack its pack.json.
fn pack_in(mut entry: Entry) -> Option<Pack> {
    let is_zip = pack_archive::detect(&entry.bytes) == Some(ArchiveKind::Zip);
    entry.path = entry.path.rsplit('/').next()?.to_owned();
    let unpacked = import::unpacked(vec![entry], &Limits::default()).ok()?;
    if !is_zip && !unpacked.has_pack() {
        return None;
    }
    Some(import::pack(unpacked).ok()?.into_pack())
}

/// Why a file of drafts cannot be read, and what to do.
fn unread(error: &Error) -> String {
    let is_too_large = matches!(
        error,
        Error::TooManyEntries { .. }
            | Error::FileTooLarge { .. }
            | Error::TooLarge { .. }
            | Error::RatioTooHigh { .. }
    );
    if is_too_large {
        "This file of drafts is too large to be read at once, so nothing was added. Unpack it, then open the archives in it one at a time.".to_owned()
    } else {
        format!("{error} Nothing was added to your drafts.")
    }
}
