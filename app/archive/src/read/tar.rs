//! Tar: old, ustar with prefix, GNU long names, pax.

use std::cell::Cell;
use std::io::{self, Read};

use ::tar::{Archive, EntryType, Header};

use super::collect::Collector;
use super::in_words;
use crate::entry::Entry;
use crate::error::Error;
use crate::limits::{Budget, Failure};
use crate::path;
use crate::report::Reason;

/// The size of a header, and what everything is padded to.
pub(super) const BLOCK: usize = 512;

/// Whether the bytes are a tar archive: a valid first header, or nothing but the end mark.
pub(super) fn is_tar(bytes: &[u8]) -> bool {
    let empty = bytes.len() >= 2 * BLOCK && bytes.iter().all(|byte| *byte == 0);
    empty || has_header(bytes)
}

/// Whether unpacked bytes start as a tar archive does; an end mark at once is an empty one.
pub(super) fn starts_tar(bytes: &[u8]) -> bool {
    let empty = bytes.len() == BLOCK && bytes.iter().all(|byte| *byte == 0);
    empty || has_header(bytes)
}

/// Whether the first block is a header, told by its checksum: old archives have no other mark.
fn has_header(bytes: &[u8]) -> bool {
    let Some(block) = bytes.get(..BLOCK) else {
        return false;
    };
    let mut header = Header::new_old();
    header.as_mut_bytes().copy_from_slice(block);
    let counted: u32 = block
        .iter()
        .enumerate()
        .map(|(at, byte)| match at {
            148..156 => u32::from(b' '),
            _ => u32::from(*byte),
        })
        .sum();
    header.cksum().is_ok_and(|stated| stated == counted)
}

/// Reads all members into `collector`.
pub(super) fn read(
    bytes: impl Read,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<(), Error> {
    let seen = Seen::default();
    let mut stream = Stream {
        inner: bytes,
        left: budget.longest_stream(),
        seen: &seen,
    };
    let walked = walk(&mut stream, &seen, budget, collector);
    if seen.excess.get() {
        return Err(budget.too_large());
    }
    walked?;
    if seen.damage.get() {
        return Ok(());
    }
    if seen.end.get() {
        collector.report("", Reason::NoEndMark);
    }
    // The checksum of gzip stands behind the tar's end mark and its padding.
    if let Err(error) = io::copy(&mut stream, &mut io::sink()) {
        if seen.excess.get() {
            return Err(budget.too_large());
        }
        collector.report_incomplete(in_words(&error));
    }
    Ok(())
}

/// Takes the members up to the end mark, or up to damage that is then reported.
fn walk(
    stream: &mut Stream<'_, impl Read>,
    seen: &Seen,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<(), Error> {
    let mut archive = Archive::new(stream);
    let members = match archive.entries() {
        Ok(members) => members,
        Err(error) => {
            seen.damage.set(true);
            collector.report_incomplete(in_words(&error));
            return Ok(());
        }
    };
    let mut last_taken: Option<String> = None;
    for member in members {
        budget.member()?;
        let taken = match member {
            Ok(member) => take(member, budget, collector)?,
            Err(error) => {
                // Bytes are there but are no header: the file before may have lied on its size.
                if let Some(path) = last_taken.filter(|_| !seen.end.get() && !seen.damage.get()) {
                    let how = "what follows it is no tar header, so its size may be wrong";
                    collector.retract(&path, Reason::Damaged(how.to_owned()));
                }
                seen.damage.set(true);
                collector.report_incomplete(in_words(&error));
                return Ok(());
            }
        };
        last_taken = match taken {
            Taken::File(path) => Some(path),
            Taken::Nothing => None,
            Taken::Damaged => {
                seen.damage.set(true);
                return Ok(());
            }
        };
    }
    Ok(())
}

/// What came of one member.
enum Taken {
    File(String),
    Nothing,
    Damaged,
}

/// Takes one member, or reports why not.
fn take<R: Read>(
    mut member: ::tar::Entry<'_, R>,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<Taken, Error> {
    let kind = member.header().entry_type();
    let raw = member.path_bytes().into_owned();
    let name = String::from_utf8_lossy(&raw).into_owned();
    if is_no_file(kind) {
        return Ok(Taken::Nothing);
    }
    if let Some(reason) = refuse(kind, is_pax_sparse(&mut member)) {
        collector.report(&name, reason);
        return Ok(Taken::Nothing);
    }
    // Archives older than ustar mark folders by the slash alone.
    if path::is_folder(&name) {
        return Ok(Taken::Nothing);
    }
    let Some(path) = collector.admit(&name) else {
        return Ok(Taken::Nothing);
    };
    let size = member.size();
    let executable = member.header().mode().is_ok_and(|mode| mode & 0o111 != 0);
    let bytes = match budget.read(&path, &mut member) {
        Ok(bytes) if bytes.len() as u64 == size => bytes,
        Ok(bytes) => {
            let how = format!("only {} of its {size} bytes are there", bytes.len());
            collector.report(&name, Reason::Damaged(how));
            return Ok(Taken::Damaged);
        }
        Err(Failure::Limit(error)) => return Err(error),
        Err(Failure::Damaged(error)) => {
            collector.report(&name, Reason::Damaged(in_words(&error)));
            return Ok(Taken::Damaged);
        }
    };
    if std::str::from_utf8(&raw).is_err() {
        collector.report(&path, Reason::NameNotUtf8);
    }
    collector.insert(Entry {
        path: path.clone(),
        bytes: bytes.into(),
        executable,
    });
    Ok(Taken::File(path))
}

/// Why a member of this type is left out.
fn refuse(kind: EntryType, pax_sparse: bool) -> Option<Reason> {
    match kind {
        EntryType::Symlink => Some(Reason::SymbolicLink),
        EntryType::Link => Some(Reason::HardLink),
        EntryType::Char | EntryType::Block => Some(Reason::Special("a device")),
        EntryType::Fifo => Some(Reason::Special("a pipe")),
        EntryType::GNUSparse => Some(Reason::Special("a sparse file")),
        EntryType::Regular | EntryType::Continuous if pax_sparse => {
            Some(Reason::Special("a sparse file"))
        }
        EntryType::Regular | EntryType::Continuous => None,
        _ => Some(Reason::Special("of an unknown type")),
    }
}

/// Whether a member carries no file, and needs no word: folders, and pax headers for all members.
fn is_no_file(kind: EntryType) -> bool {
    matches!(kind, EntryType::Directory | EntryType::XGlobalHeader)
}

/// Whether pax headers say that the bytes are a map of pieces and not the file.
fn is_pax_sparse<R: Read>(member: &mut ::tar::Entry<'_, R>) -> bool {
    match member.pax_extensions() {
        Ok(Some(mut extensions)) => extensions.any(|extension| {
            extension.is_ok_and(|extension| extension.key_bytes().starts_with(b"GNU.sparse."))
        }),
        _ => false,
    }
}

/// What the stream under the tar met. Shared, because the tar reader holds the stream itself.
#[derive(Debug, Default)]
struct Seen {
    /// More bytes than the limits allow.
    excess: Cell<bool>,
    /// The last byte.
    end: Cell<bool>,
    /// Bytes that could not be read or make no sense.
    damage: Cell<bool>,
}

/// Unpacked bytes, counted, up to the most that there may be.
struct Stream<'a, R> {
    inner: R,
    left: u64,
    seen: &'a Seen,
}

impl<R: Read> Read for Stream<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self
            .inner
            .read(into)
            .inspect_err(|_| self.seen.damage.set(true))?;
        if count == 0 && !into.is_empty() {
            self.seen.end.set(true);
        }
        let Some(left) = self.left.checked_sub(count as u64) else {
            self.seen.excess.set(true);
            return Err(io::Error::other("more than the limits allow"));
        };
        self.left = left;
        Ok(count)
    }
}
