//! The logo: what kind of image some bytes are, how large it is, and one drawn for a pack that has
//! none.
//!
//! Palette needs a real PNG named logo.png. The bytes decide what an image is: some published packs have
//! a JPEG of that name.

mod animation;
mod draw;
mod letters;
mod png_image;
mod size;
mod svg;
mod whole;

pub use animation::is_animated;
pub use draw::{draw, initials};
pub use size::{is_too_large, png_size, size};
pub use whole::is_whole;

/// The most bytes of a logo before a rule reports it: published ones have at most 126 kB.
const HEAVY_BYTES: usize = 128_000;
/// The most pixels of a side before a rule reports it.
const HEAVY_PIXELS: u32 = 1024;

/// Whether an image with this many bytes, and this width and height in pixels, is far larger than it is
/// ever shown.
pub fn is_heavy(bytes: usize, (width, height): (u32, u32)) -> bool {
    bytes > HEAVY_BYTES || width.max(height) > HEAVY_PIXELS
}

/// Whether the bytes are a PNG as Xcode writes it for iPhones: its own chunk stands before the header,
/// its pixels are in another order, and only Apple's programs show it.
pub fn is_apples_png(bytes: &[u8]) -> bool {
    ImageKind::of(bytes) == Some(ImageKind::Png) && bytes.get(12..16) == Some(b"CgBI")
}

/// An image format that the page can convert to a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageKind {
    /// PNG, which a logo has to be.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG, as text with or without a prolog.
    Svg,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
    /// AVIF, a picture or several.
    Avif,
}

impl ImageKind {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Png,
        Self::Jpeg,
        Self::Svg,
        Self::Webp,
        Self::Gif,
        Self::Avif,
    ];

    /// The kind of some bytes, whatever the file's name; `None` for anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            [
                _,
                _,
                _,
                _,
                b'f',
                b't',
                b'y',
                b'p',
                b'a',
                b'v',
                b'i',
                b'f' | b's',
                ..,
            ] => Some(Self::Avif),
            _ if svg::is_svg(bytes) => Some(Self::Svg),
            _ => None,
        }
    }

    /// The name that people know.
    pub const fn label(self) -> &'static str {
        self.row().0
    }

    /// The media type.
    pub const fn mime(self) -> &'static str {
        self.row().1
    }

    /// The table: label, media type.
    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Png => ("PNG", "image/png"),
            Self::Jpeg => ("JPEG", "image/jpeg"),
            Self::Svg => ("SVG", "image/svg+xml"),
            Self::Webp => ("WebP", "image/webp"),
            Self::Gif => ("GIF", "image/gif"),
            Self::Avif => ("AVIF", "image/avif"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<ImageKind>) {
        assert_eq!(
            ImageKind::of(bytes),
            expected,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }

    #[test]
    fn recognises_images_by_their_bytes() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(ImageKind::Png));
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", Some(ImageKind::Jpeg));
        check(b"GIF89a\x01\0\x01\0", Some(ImageKind::Gif));
        check(b"RIFF\x24\0\0\0WEBPVP8 ", Some(ImageKind::Webp));
        check(b"\0\0\0\x20ftypavif\0\0\0\0", Some(ImageKind::Avif));
        check(b"\0\0\0\x20ftypavis\0\0\0\0", Some(ImageKind::Avif));
        check(
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            Some(ImageKind::Svg),
        );
        for other in [
            &b""[..],
            b"\x89PNG",
            b"GIF88a",
            b"RIFF\0\0\0\0WAVE",
            b"BM6",
            b"\0\0\0\x20ftypmp42",
            b"<html>",
            b"plain text",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn every_kind_has_its_own_label_and_type() {
        for (index, kind) in ImageKind::ALL.iter().enumerate() {
            assert!(kind.mime().starts_with("image/"));
            assert!(
                ImageKind::ALL[..index]
                    .iter()
                    .all(|other| other.label() != kind.label())
            );
        }
    }
}
