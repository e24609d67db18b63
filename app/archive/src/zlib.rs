//! Zlib streams, which PNG images contain.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;

/// Unpacks at most `limit` bytes of a zlib stream. `None` if it is damaged within them.
pub fn inflate(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let mut reader = ZlibDecoder::new(bytes).take(limit as u64);
    reader.read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

/// Packs bytes as a zlib stream. The same bytes always give the same stream.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(Vec::new(), Compression::new(6));
    // Neither call fails: writing to a vector always succeeds.
    let _ = stream.write_all(bytes);
    stream.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes 1 and 2, stored.
    const STREAM: &[u8] = b"\x78\x01\x01\x02\0\xfd\xff\x01\x02\0\x06\0\x04";

    #[test]
    fn unpacks_up_to_the_limit() {
        assert_eq!(inflate(STREAM, 3), Some(vec![1, 2]));
        assert_eq!(inflate(STREAM, 1), Some(vec![1]));
        assert_eq!(inflate(&STREAM[..8], 2), None);
        assert_eq!(inflate(b"", 2), None);
    }

    #[test]
    fn packing_and_unpacking_gives_the_same_bytes() {
        for bytes in [vec![], vec![7], vec![0; 100_000], (0..=255).collect()] {
            assert_eq!(inflate(&deflate(&bytes), bytes.len() + 1), Some(bytes));
        }
    }
}
