//! Gzip members, with or without the header fields that Helm writes.

use crate::packs::containers::checksum::crc32;
use crate::packs::containers::deflate_stored;

/// One gzip member with a plain header.
pub fn member(bytes: &[u8]) -> Vec<u8> {
    wrap(
        &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255],
        &deflate_stored(bytes),
        bytes,
    )
}

/// One gzip member whose header has an extra field, a file name and a comment.
pub fn member_with_header_fields(bytes: &[u8]) -> Vec<u8> {
    let mut header = vec![0x1f, 0x8b, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 255];
    header.extend(5_u16.to_le_bytes());
    header.extend(b"+zYxw");
    header.extend(b"chart.tar\0a comment\0");
    wrap(&header, &deflate_stored(bytes), bytes)
}

/// A gzip member around data that is already deflated, for `bytes`.
pub fn wrap(header: &[u8], deflated: &[u8], bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [
        header,
        deflated,
        &crc32(bytes).to_le_bytes(),
        &length.to_le_bytes(),
    ]
    .concat()
}
