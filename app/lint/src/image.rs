//! What the bytes of a logo are.

use pack_model::logo::{ImageKind, is_whole, png_size};

/// Bytes, seen as an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Image {
    /// A PNG whose pixels decode, or are too many to be decoded here.
    Png {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// A PNG that does not decode.
    Damaged,
    /// Something else, with its kind where the page can turn that into a PNG.
    Other(Option<ImageKind>),
}

impl Image {
    /// Recognises bytes by their content and looks whether a PNG is sound.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        match ImageKind::of(bytes) {
            Some(ImageKind::Png) => match png_size(bytes) {
                Some((width, height)) if is_whole(bytes, ImageKind::Png) => {
                    Self::Png { width, height }
                }
                _ => Self::Damaged,
            },
            // The beginning of a signature is that of a file cut short.
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
        let table: &[(&[u8], Image)] = &[
            (
                &whole,
                Image::Png {
                    width: 60,
                    height: 40,
                },
            ),
            (&whole[..whole.len() - 30], Image::Damaged),
            (&whole[..20], Image::Damaged),
            (b"\x89PNG", Image::Damaged),
            (
                b"\xff\xd8\xff\xe0\0\x10JFIF",
                Image::Other(Some(ImageKind::Jpeg)),
            ),
            (b"GIF89a", Image::Other(Some(ImageKind::Gif))),
            (b"RIFF\0\0\0\0WEBPVP8 ", Image::Other(Some(ImageKind::Webp))),
            (
                b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>",
                Image::Other(Some(ImageKind::Svg)),
            ),
            (b"", Image::Other(None)),
            (b"text", Image::Other(None)),
        ];
        for (bytes, expected) in table {
            assert_eq!(&Image::read(bytes), expected, "{:?}", bytes.get(..12));
        }
    }

    #[test]
    fn a_flipped_byte_is_damage() {
        let mut bytes = png(16, 16);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        assert_eq!(Image::read(&bytes), Image::Damaged);
    }
}
