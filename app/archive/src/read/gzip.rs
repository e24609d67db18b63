//! Gzip, of any number of members, with any header fields.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use super::{Kind, in_words};
use crate::error::Error;

/// Whether the bytes start as gzip does.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The first `length` unpacked bytes, or as many as there are.
pub(super) fn start(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut start = Vec::new();
    // What was unpacked before an error is enough to tell what it is.
    let _ = Members::new(bytes)
        .take(length as u64)
        .read_to_end(&mut start);
    start
}

/// The error for gzip whose `start` is no tar: the gzip is damaged, or it holds something else.
pub(super) fn why_no_tar(bytes: &[u8], length: usize) -> Error {
    let mut start = Members::new(bytes).take(length as u64);
    match io::copy(&mut start, &mut io::sink()) {
        Ok(_) => Error::GzipWithoutTar,
        Err(error) => Error::Damaged {
            kind: Kind::Gzip,
            detail: in_words(&error),
        },
    }
}

/// Unpacks gzip members one after the other. What follows the last one and is no gzip, such as
/// padding, is ignored, as `gzip` itself does.
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
