//! Which format has a logo, and is it intact?

use pack_model::logo::{ImageKind, is_whole, png_size};

/// What the bytes of a logo are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Logo {
    /// A PNG whose pixels decode, or are too many to be decoded here.
    Png {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// A PNG that cannot be decoded.
    Damaged,
    /// Something else, with its format if the page can convert it to a PNG.
    Other(Option<ImageKind>),
}

impl Logo {
    /// Recognizes the format by the content, and checks whether a PNG is intact.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        match ImageKind::of(bytes) {
            Some(ImageKind::Png) => match png_size(bytes) {
                Some((width, height)) if is_whole(bytes, ImageKind::Png) => {
                    Self::Png { width, height }
                }
                _ => Self::Damaged,
            },
            // A part of a signature is that of a truncated file.
            None if bytes.starts_with(b"\x89PNG") => Self::Damaged,
            other => Self::Other(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::png;

    #[test]
    fn recognises_by_content() {
        let whole = png(60, 40);
        let table: &[(&[u8], Logo)] = &[
            (
                &whole,
                Logo::Png {
                    width: 60,
                    height: 40,
                },
            ),
            (&whole[..whole.len() - 30], Logo::Damaged),
            (&whole[..20], Logo::Damaged),
            (b"\x89PNG", Logo::Damaged),
            (
                b"\xff\xd8\xff\xe0\0\x10JFIF",
                Logo::Other(Some(ImageKind::Jpeg)),
            ),
            (b"GIF89a", Logo::Other(Some(ImageKind::Gif))),
            (b"RIFF\0\0\0\0WEBPVP8 ", Logo::Other(Some(ImageKind::Webp))),
            (
                b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>",
                Logo::Other(Some(ImageKind::Svg)),
            ),
            (b"", Logo::Other(None)),
            (b"text", Logo::Other(None)),
        ];
        for (bytes, expected) in table {
            assert_eq!(&Logo::read(bytes), expected, "{:?}", bytes.get(..12));
        }
    }

    #[test]
    fn a_flipped_byte_is_damage() {
        let mut bytes = png(16, 16);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        assert_eq!(Logo::read(&bytes), Logo::Damaged);
    }
}
