//! What the bytes of a logo are.

use std::io::Cursor;

use png::{Decoder, Limits, Transformations};

/// The most bytes that decoding may take: an image of 8000 by 8000 pixels.
const MEMORY: usize = 256 << 20;

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
    /// Something else, with its name where it is known.
    Other(Option<&'static str>),
}

impl Image {
    /// Recognises bytes by their content and decodes a PNG in full.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        if !bytes.starts_with(b"\x89PNG") {
            return Self::Other(format_of(bytes));
        }
        decode(bytes).unwrap_or(Self::Damaged)
    }
}

fn decode(bytes: &[u8]) -> Result<Image, png::DecodingError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MEMORY });
    decoder.set_transformations(Transformations::IDENTITY);
    let mut reader = decoder.read_info()?;
    let (width, height) = reader.info().size();
    let fits = reader
        .output_buffer_size()
        .is_some_and(|size| size <= MEMORY);
    while fits && reader.next_row()?.is_some() {}
    Ok(Image::Png { width, height })
}

/// The name of an image format by its first bytes.
fn format_of(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [0xff, 0xd8, 0xff, ..] => "a JPEG image",
        [b'G', b'I', b'F', b'8', ..] => "a GIF image",
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
        ] => "a WebP image",
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => "a BMP image",
        [0, 0, 1, 0, ..] => "an ICO image",
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
            b'f',
            ..,
        ] => "an AVIF image",
        _ if is_svg(bytes) => "an SVG drawing",
        _ => return None,
    })
}

/// Whether a text begins as SVG does, perhaps behind an XML declaration and comments.
fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('<') && head.contains("<svg")
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
                Image::Other(Some("a JPEG image")),
            ),
            (b"GIF89a", Image::Other(Some("a GIF image"))),
            (b"RIFF\0\0\0\0WEBPVP8 ", Image::Other(Some("a WebP image"))),
            (
                b"<?xml version='1.0'?>\n<svg/>",
                Image::Other(Some("an SVG drawing")),
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
