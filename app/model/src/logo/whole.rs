//! Whether an image is complete. Browsers show the upper part of one that is cut short, without an error.

use super::{ImageKind, png_image};

/// Whether the bytes are an image with its end. Bytes after the end do not matter.
pub fn is_whole(bytes: &[u8], kind: ImageKind) -> bool {
    match kind {
        ImageKind::Png => png_image::is_sound(bytes),
        ImageKind::Jpeg => ends_after_its_pixels(bytes),
        // The last byte of a GIF is its trailer; some programs write zeros after it.
        ImageKind::Gif => bytes.iter().rev().find(|byte| **byte != 0) == Some(&0x3b),
        ImageKind::Webp => says_its_length(bytes),
        // The browser reports one of these that ends early.
        ImageKind::Svg | ImageKind::Avif => true,
    }
}

/// Whether a JPEG has the mark of its end after its pixels begin. What comes before them are segments with
/// their lengths, one of which may hold a small preview with an end of its own.
fn ends_after_its_pixels(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, mark, high, low]) = bytes.get(at..at + 4) {
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
        if *mark == 0xda {
            let pixels = bytes.get(at..).unwrap_or_default();
            return pixels.windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
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

    /// The image is complete, and no part from its start is.
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
    fn the_end_of_a_preview_is_not_that_of_the_image() {
        let preview = b"\xff\xd8\xff\xda\0\x02..\xff\xd9";
        let pixels = b"\xff\xda\0\x02....";
        let cut = [b"\xff\xd8\xff\xe1\0\x0c", &preview[..], pixels].concat();
        assert!(!is_whole(&cut, ImageKind::Jpeg));
        let whole = [&cut[..], b"\xff\xd9"].concat();
        assert!(is_whole(&whole, ImageKind::Jpeg));
        let with_film = [&whole[..], b"\xff\xd9..\xff\xda.."].concat();
        assert!(is_whole(&with_film, ImageKind::Jpeg));
    }

    #[test]
    fn an_image_without_its_end_is_not_whole() {
        check(&super::super::draw(None, "I"), ImageKind::Png);
        check(
            b"\xff\xd8\xff\xe0\0\x05abc\xff\xda\0\x02..\xff\xd9",
            ImageKind::Jpeg,
        );
        check(b"GIF89a....\x3b", ImageKind::Gif);
        check(b"RIFF\x08\0\0\0WEBPVP8 ", ImageKind::Webp);
    }
}
