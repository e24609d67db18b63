//! Whether an image moves. Of one that does, only the first picture becomes a logo.

use super::ImageKind;

/// Whether an image has more than one picture.
pub fn is_animated(bytes: &[u8]) -> bool {
    let Some(kind) = ImageKind::of(bytes) else {
        return false;
    };
    match kind {
        ImageKind::Png => {
            let first = |name: &[u8; 4]| bytes.windows(4).position(|part| part == name);
            // The chunk that says so stands before the pixels.
            first(b"acTL").is_some_and(|at| first(b"IDAT").is_none_or(|pixels| at < pixels))
        }
        ImageKind::Gif => gif_pictures(bytes).is_some_and(|count| count > 1),
        // The second of the flags of an extended header.
        ImageKind::Webp => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
        ImageKind::Avif => bytes.get(8..12) == Some(b"avis"),
        ImageKind::Jpeg | ImageKind::Svg => false,
    }
}

/// How many pictures a GIF has, counted up to two; `None` where it ends before that.
fn gif_pictures(bytes: &[u8]) -> Option<usize> {
    let mut at = 13 + table(*bytes.get(10)?);
    let mut count = 0;
    while count < 2 {
        match *bytes.get(at)? {
            // An extension has a label.
            0x21 => at += 2,
            // A picture has its place and size, colors of its own, and the width of its codes.
            0x2c => {
                count += 1;
                at += 11 + table(*bytes.get(at + 9)?);
            }
            _ => return Some(count),
        }
        // Blocks with their length follow, up to an empty one.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
    Some(count)
}

/// How many bytes the colors have that flags announce.
fn table(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A GIF with a table of two colors, an extension and these pictures.
    fn gif(pictures: &[&[u8]]) -> Vec<u8> {
        let start = b"GIF89a\x01\0\x01\0\x80\0\0......\x21\xf9\x01.\0";
        [&start[..], &pictures.concat(), b"\x3b"].concat()
    }

    #[test]
    fn the_pictures_of_a_gif_are_counted() {
        let plain = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02,,\0";
        let with_colors = b"\x2c\0\0\0\0\x01\0\x01\0\x81............\x02\x02,,\0";
        for (pictures, expected) in [
            (&[][..], false),
            (&[&plain[..]][..], false),
            (&[&with_colors[..]], false),
            (&[&plain[..], plain], true),
            (&[&with_colors[..], plain], true),
        ] {
            let gif = gif(pictures);
            assert_eq!(is_animated(&gif), expected, "{gif:?}");
            for end in 0..gif.len() {
                is_animated(&gif[..end]);
            }
        }
    }

    #[test]
    fn headers_say_whether_others_move() {
        let webp = |flags: u8| [b"RIFF....WEBPVP8X....", &[flags, 0, 0, 0][..]].concat();
        assert!(is_animated(&webp(0x12)));
        assert!(!is_animated(&webp(0x10)));
        assert!(!is_animated(b"RIFF....WEBPVP8 ....\x02"));
        assert!(is_animated(b"\0\0\0\x20ftypavis...."));
        assert!(!is_animated(b"\0\0\0\x20ftypavif...."));
        assert!(is_animated(b"\x89PNG\r\n\x1a\n..acTL..IDAT"));
        assert!(!is_animated(b"\x89PNG\r\n\x1a\n..IDAT..acTL"));
        assert!(!is_animated(b"text"));
    }
}
