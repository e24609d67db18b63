//! Whether an image is there to its end: browsers show the upper half of one that is cut short
//! without a word.

use pack_model::logo::ImageKind;

/// Whether the bytes hold an image with its end. Bytes after the end do no harm.
pub(super) fn is_whole(bytes: &[u8], kind: ImageKind) -> bool {
    match kind {
        ImageKind::Png => reaches_end(bytes),
        ImageKind::Jpeg => bytes.windows(2).rev().any(|pair| pair == [0xff, 0xd9]),
        // The last byte of a GIF is its trailer; some programs write zeros after it.
        ImageKind::Gif => bytes.iter().rev().find(|byte| **byte != 0) == Some(&0x3b),
        ImageKind::Webp => says_its_length(bytes),
        // The parser of the browser reports an SVG that ends early.
        ImageKind::Svg => true,
    }
}

/// Walks the chunks of a PNG (length, name, data, checksum) up to the one that ends it.
fn reaches_end(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, chunk)) = rest.split_first_chunk() {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok();
        let Some(end) = length.and_then(|length| length.checked_add(4)) else {
            return false;
        };
        let Some((named, after)) = chunk.split_at_checked(end) else {
            return false;
        };
        let Some((sum, after)) = after.split_first_chunk() else {
            return false;
        };
        if crc32fast::hash(named) != u32::from_be_bytes(*sum) {
            return false;
        }
        if named.starts_with(b"IEND") {
            return true;
        }
        rest = after;
    }
    false
}

/// Whether a WebP is as long as its header says.
fn says_its_length(bytes: &[u8]) -> bool {
    let Some([a, b, c, d]) = bytes.get(4..8) else {
        return false;
    };
    let length = u32::from_le_bytes([*a, *b, *c, *d]);
    usize::try_from(length).is_ok_and(|length| bytes.len().saturating_sub(8) >= length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The image is whole, and no beginning of it is.
    fn check(bytes: &[u8], kind: ImageKind) {
        assert!(is_whole(bytes, kind), "{kind:?}");
        for end in 0..bytes.len() {
            assert!(!is_whole(&bytes[..end], kind), "{kind:?} cut at {end}");
        }
        let trailing = [bytes, &[0, 0]].concat();
        assert!(
            is_whole(&trailing, kind),
            "{kind:?} with bytes after its end"
        );
    }

    #[test]
    fn an_image_without_its_end_is_not_whole() {
        check(&png(), ImageKind::Png);
        check(b"\xff\xd8\xff\xe0abc\xff\xd9", ImageKind::Jpeg);
        check(b"GIF89a....\x3b", ImageKind::Gif);
        check(b"RIFF\x08\0\0\0WEBPVP8 ", ImageKind::Webp);
    }

    /// The chunks of a PNG as far as they matter here.
    fn png() -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (data, named) in [(2u32, &b"IDATab"[..]), (0, b"IEND")] {
            bytes.extend(data.to_be_bytes());
            bytes.extend(named);
            bytes.extend(crc32fast::hash(named).to_be_bytes());
        }
        bytes
    }

    #[test]
    fn a_flipped_bit_is_damage() {
        let mut bytes = png();
        bytes[16] ^= 1;
        assert!(!is_whole(&bytes, ImageKind::Png));
    }

    #[test]
    fn a_length_beyond_all_memory_is_no_end() {
        assert!(!is_whole(
            b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDATab",
            ImageKind::Png
        ));
    }
}
