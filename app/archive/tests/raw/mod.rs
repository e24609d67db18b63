//! Writes archives byte by byte, so that any field can have a wrong value.
#![allow(dead_code, reason = "each test file uses its own part of this module")]

pub(crate) mod tar;
pub(crate) mod zip;

use std::io::Write;

use flate2::{Compression, GzBuilder, write::DeflateEncoder};
use pack_archive::{Contents, Reason};

/// Raw deflate of some bytes.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes);
    assert!(written.is_ok(), "writing to memory does not fail");
    encoder.finish().unwrap_or_default()
}

/// One gzip member without optional header fields.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    gzip_with(GzBuilder::new(), bytes)
}

/// One gzip member with the header fields of `header`.
pub(crate) fn gzip_with(header: GzBuilder, bytes: &[u8]) -> Vec<u8> {
    let mut encoder = header.write(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes);
    assert!(written.is_ok(), "writing to memory does not fail");
    encoder.finish().unwrap_or_default()
}

/// The entries' paths, with their content as text.
pub(crate) fn files(contents: &Contents) -> Vec<(&str, &str)> {
    contents
        .entries
        .iter()
        .map(|entry| {
            let text = std::str::from_utf8(&entry.bytes).unwrap_or("(no text)");
            (entry.path.as_str(), text)
        })
        .collect()
}

/// The reported paths, with their reasons.
pub(crate) fn reports(contents: &Contents) -> Vec<(&str, &Reason)> {
    contents
        .left_out
        .iter()
        .map(|left_out| (left_out.path.as_str(), &left_out.reason))
        .collect()
}
