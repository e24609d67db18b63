//! Gzip streams of one or more members, with any header fields.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use super::decoder_error::describe;
use crate::archive_kind::ArchiveKind;
use crate::error::Error;

/// Whether the bytes start with gzip's magic number.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The first `length` unpacked bytes, or fewer if the stream is shorter.
pub(super) fn start(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut start = Vec::new();
    // An error does not matter here: the bytes before it are enough to detect the kind.
    let _ = Members::new(bytes)
        .take(length as u64)
        .read_to_end(&mut start);
    start
}

/// The error for gzip without a tar at its start: it is damaged, or it contains something else.
pub(super) fn not_a_tar(bytes: &[u8], length: usize) -> Error {
    let mut start = Members::new(bytes).take(length as u64);
    match io::copy(&mut start, &mut io::sink()) {
        Ok(_) => Error::GzipWithoutTar,
        Err(error) => Error::Damaged {
            kind: ArchiveKind::Gzip,
            detail: describe(&error),
        },
    }
}

/// Unpacks gzip members one after the other. Ignores bytes after the last member that are not
/// gzip, such as padding, as `gzip` itself does.
pub(super) struct Members<'a> {
    current: GzDecoder<&'a [u8]>,
}

impl<'a> Members<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            current: GzDecoder::new(bytes),
        }
    }
}

impl Read for Members<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.current.read(into)?;
            let rest = *self.current.get_ref();
            if count > 0 || into.is_empty() || !is_gzip(rest) {
                return Ok(count);
            }
            self.current = GzDecoder::new(rest);
        }
    }
}
