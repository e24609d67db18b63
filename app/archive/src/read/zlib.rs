//! Zlib streams, which stand in images.

use std::io::Read;

use flate2::bufread::ZlibDecoder;

/// The first `most` bytes of a zlib stream, or all if it has fewer; `None` if it is damaged in them.
pub fn inflate(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let mut reader = ZlibDecoder::new(bytes).take(most as u64);
    reader.read_to_end(&mut unpacked).ok()?;
    Some(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes 1 and 2, stored.
    const STREAM: &[u8] = b"\x78\x01\x01\x02\0\xfd\xff\x01\x02\0\x06\0\x04";

    #[test]
    fn unpacks_as_much_as_is_asked_for() {
        assert_eq!(inflate(STREAM, 3), Some(vec![1, 2]));
        assert_eq!(inflate(STREAM, 1), Some(vec![1]));
        assert_eq!(inflate(&STREAM[..8], 2), None);
        assert_eq!(inflate(b"", 2), None);
    }
}
