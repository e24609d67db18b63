//! Reads tar in all its dialects: old, ustar with prefix, GNU long names, pax.

use std::cell::Cell;
use std::io::{self, Read};

use ::tar::{Archive, EntryType, Header};

use super::collect::Collector;
use super::decoder_error::describe;
use crate::entry::Entry;
use crate::error::Error;
use crate::limits::{Budget, Failure};
use crate::path;
use crate::report::Reason;

/// The size of a header in bytes. Everything is padded to a multiple of it.
pub(super) const BLOCK: usize = 512;

/// Whether the bytes are a tar archive: a valid first header, or nothing but the end mark.
pub(super) fn is_tar(bytes: &[u8]) -> bool {
    let empty = bytes.len() >= 2 * BLOCK && bytes.iter().all(|byte| *byte == 0);
    empty || has_header(bytes)
}

/// Whether the first block of a longer stream belongs to a tar archive: a valid header, or the
/// start of an end mark, which means an empty archive.
pub(super) fn starts_tar(bytes: &[u8]) -> bool {
    let empty = bytes.len() == BLOCK && bytes.iter().all(|byte| *byte == 0);
    empty || has_header(bytes)
}

/// Whether the first block is a header. Its checksum decides: old archives have no magic number.
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
    let state = StreamState::default();
    let mut stream = Stream {
        inner: bytes,
        left: budget.max_stream_length(),
        state: &state,
    };
    let result = read_members(&mut stream, &state, budget, collector);
    if state.excess.get() {
        return Err(budget.too_large());
    }
    result?;
    if state.damage.get() {
        return Ok(());
    }
    if state.end.get() {
        collector.report("", Reason::NoEndMark);
    }
    // Read to the end of the stream: gzip's checksum comes after the tar's end mark and padding.
    if let Err(error) = io::copy(&mut stream, &mut io::sink()) {
        if state.excess.get() {
            return Err(budget.too_large());
        }
        collector.report_incomplete(describe(&error));
    }
    Ok(())
}

/// Reads the members up to the end mark, or up to the first damage, which it reports.
fn read_members(
    stream: &mut Stream<'_, impl Read>,
    state: &StreamState,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<(), Error> {
    let mut archive = Archive::new(stream);
    let members = match archive.entries() {
        Ok(members) => members,
        Err(error) => {
            state.damage.set(true);
            collector.report_incomplete(describe(&error));
            return Ok(());
        }
    };
    let mut last_path: Option<String> = None;
    for member in members {
        budget.member()?;
        let outcome = match member {
            Ok(member) => read_member(member, budget, collector)?,
            Err(error) => {
                // These bytes are not a header, so the size in the previous header may be wrong.
                if let Some(path) = last_path.filter(|_| !state.end.get() && !state.damage.get()) {
                    let how = "no tar header follows it, so its size may be wrong";
                    collector.remove(&path, Reason::Damaged(how.to_owned()));
                }
                state.damage.set(true);
                collector.report_incomplete(describe(&error));
                return Ok(());
            }
        };
        last_path = match outcome {
            Outcome::File(path) => Some(path),
            Outcome::Skipped => None,
            Outcome::Damaged => {
                state.damage.set(true);
                return Ok(());
            }
        };
    }
    Ok(())
}

/// The outcome of reading one member.
enum Outcome {
    /// A file was inserted under this path.
    File(String),
    /// The member was skipped, with a report if it is not a folder.
    Skipped,
    /// The member is damaged, so nothing after it can be read.
    Damaged,
}

/// Reads one member, or reports why it is left out.
fn read_member<R: Read>(
    mut member: ::tar::Entry<'_, R>,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<Outcome, Error> {
    let kind = member.header().entry_type();
    let raw = member.path_bytes().into_owned();
    let name = String::from_utf8_lossy(&raw).into_owned();
    if is_skipped(kind) {
        return Ok(Outcome::Skipped);
    }
    if let Some(reason) = refusal(kind, is_pax_sparse(&mut member)) {
        collector.report(&name, reason);
        return Ok(Outcome::Skipped);
    }
    // Archives older than ustar mark a folder only by its final slash.
    if path::is_folder(&name) {
        return Ok(Outcome::Skipped);
    }
    let Some(path) = collector.accept_path(&name) else {
        return Ok(Outcome::Skipped);
    };
    if kind == EntryType::Link {
        return link(&member, path, budget, collector);
    }
    let size = member.size();
    let executable = member.header().mode().is_ok_and(|mode| mode & 0o111 != 0);
    let bytes = match budget.read(&path, &mut member) {
        Ok(bytes) if bytes.len() as u64 == size => bytes,
        Ok(bytes) => {
            let how = format!("it has only {} of its {size} bytes", bytes.len());
            collector.report(&name, Reason::Damaged(how));
            return Ok(Outcome::Damaged);
        }
        Err(Failure::Limit(error)) => return Err(error),
        Err(Failure::Damaged(error)) => {
            collector.report(&name, Reason::Damaged(describe(&error)));
            return Ok(Outcome::Damaged);
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
    Ok(Outcome::File(path))
}

/// Inserts a hard link as the file that it names, which is before it: the content is shared, and
/// counts again, since it is written again.
fn link<R: Read>(
    member: &::tar::Entry<'_, R>,
    path: String,
    budget: &mut Budget,
    collector: &mut Collector,
) -> Result<Outcome, Error> {
    let raw = member.link_name_bytes().unwrap_or_default();
    let target = String::from_utf8_lossy(&raw);
    let named = path::clean(&target).ok();
    let Some(bytes) = named.and_then(|named| collector.bytes_of(&named)) else {
        let target = target.chars().take(100).collect();
        collector.report(&path, Reason::HardLink(target));
        return Ok(Outcome::Skipped);
    };
    budget.bytes(&path, 0, bytes.len() as u64)?;
    collector.report_hard_link(&path);
    collector.insert(Entry {
        path,
        bytes,
        executable: member.header().mode().is_ok_and(|mode| mode & 0o111 != 0),
    });
    Ok(Outcome::Skipped)
}

/// Why a member of this type is left out. `None` if it is read.
fn refusal(kind: EntryType, pax_sparse: bool) -> Option<Reason> {
    match kind {
        EntryType::Symlink => Some(Reason::SymbolicLink),
        EntryType::Char | EntryType::Block => Some(Reason::Special("a device")),
        EntryType::Fifo => Some(Reason::Special("a pipe")),
        EntryType::GNUSparse => Some(Reason::Special("a sparse file")),
        EntryType::Link | EntryType::Regular | EntryType::Continuous if pax_sparse => {
            Some(Reason::Special("a sparse file"))
        }
        EntryType::Link | EntryType::Regular | EntryType::Continuous => None,
        _ => Some(Reason::Special("of an unknown type")),
    }
}

/// Whether a member of this type is skipped without a report: a folder, or a global pax header.
fn is_skipped(kind: EntryType) -> bool {
    matches!(kind, EntryType::Directory | EntryType::XGlobalHeader)
}

/// Whether pax headers mark the member as sparse, so that its bytes are not the file's content.
fn is_pax_sparse<R: Read>(member: &mut ::tar::Entry<'_, R>) -> bool {
    match member.pax_extensions() {
        Ok(Some(mut extensions)) => extensions.any(|extension| {
            extension.is_ok_and(|extension| extension.key_bytes().starts_with(b"GNU.sparse."))
        }),
        _ => false,
    }
}

/// What happened to the stream so far. Shared, because the tar reader owns the stream itself.
#[derive(Debug, Default)]
struct StreamState {
    /// It is longer than the limits allow.
    excess: Cell<bool>,
    /// It was read to its end.
    end: Cell<bool>,
    /// Some bytes could not be read, or are not valid tar.
    damage: Cell<bool>,
}

/// A stream of unpacked bytes that fails once more than `left` bytes have been read.
struct Stream<'a, R> {
    inner: R,
    /// Bytes that may still be read.
    left: u64,
    state: &'a StreamState,
}

impl<R: Read> Read for Stream<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self
            .inner
            .read(into)
            .inspect_err(|_| self.state.damage.set(true))?;
        if count == 0 && !into.is_empty() {
            self.state.end.set(true);
        }
        let Some(left) = self.left.checked_sub(count as u64) else {
            self.state.excess.set(true);
            return Err(io::Error::other("more than the limits allow"));
        };
        self.left = left;
        Ok(count)
    }
}
