//! Images for use as logos: valid ones in every format, and damaged ones.

pub mod animated;
pub mod jpeg;
pub mod png_kinds;

use std::io::Cursor;

use png::{ColorType, Decoder, Transformations};

use crate::packs::containers::checksum::{adler32, crc32};
use crate::packs::containers::deflate_stored;

/// A JPEG of 96 by 72 pixels.
pub const JPEG: &[u8] = include_bytes!("../../fixtures/disc.jpg");

/// A WebP of 96 by 72 pixels.
pub const WEBP: &[u8] = include_bytes!("../../fixtures/disc.webp");

/// An AVIF of 96 by 72 pixels.
pub const AVIF: &[u8] = include_bytes!("../../fixtures/disc.avif");

/// An SVG of 96 by 96 pixels.
pub const SVG: &[u8] =
    br##"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">
  <circle cx="48" cy="48" r="44" fill="#1f7a78"/>
  <circle cx="48" cy="48" r="12" fill="#faf9f8"/>
</svg>
"##;

/// A PNG of the given size in RGBA: a teal disc on a transparent background.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    png_of(
        (width, height),
        [8, 6, 0, 0, 0],
        &zlib(&disc(width, height)),
    )
}

/// A PNG of noise, which cannot be compressed: four bytes for each pixel.
pub fn noise_png(side: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    // Each row begins with the number of its filter, which is none.
    let mut rows = Vec::new();
    for _ in 0..side {
        let pixels = (0..side).flat_map(|_| [noise(), noise(), noise(), 255]);
        rows.extend([0].into_iter().chain(pixels));
    }
    png_of((side, side), [8, 6, 0, 0, 0], &zlib(&rows))
}

/// A PNG with what its header says after the size, and its packed pixels.
fn png_of((width, height): (u32, u32), kind: [u8; 5], packed: &[u8]) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend(kind);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", &header));
    bytes.extend(chunk(b"IDAT", packed));
    bytes.extend(chunk(b"IEND", &[]));
    bytes
}

/// A PNG that ends after a third of its pixels.
pub fn truncated_png() -> Vec<u8> {
    let mut bytes = png(96, 96);
    bytes.truncate(bytes.len() / 3);
    bytes
}

/// A GIF of 64 by 64 pixels in one color.
pub fn gif() -> Vec<u8> {
    gif_of(1)
}

/// The same with several pictures.
fn gif_of(pictures: usize) -> Vec<u8> {
    const SIDE: u16 = 64;
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend(SIDE.to_le_bytes());
    bytes.extend(SIDE.to_le_bytes());
    bytes.extend([0x80, 0, 0]);
    bytes.extend([0x1f, 0x7a, 0x78, 0xfa, 0xf9, 0xf8]);
    let pixels = gif_codes(usize::from(SIDE) * usize::from(SIDE));
    for _ in 0..pictures {
        bytes.extend([b',', 0, 0, 0, 0]);
        bytes.extend(SIDE.to_le_bytes());
        bytes.extend(SIDE.to_le_bytes());
        bytes.extend([0, 2]);
        for block in pixels.chunks(255) {
            bytes.push(u8::try_from(block.len()).unwrap_or(u8::MAX));
            bytes.extend(block);
        }
        bytes.push(0);
    }
    bytes.push(b';');
    bytes
}

/// The width and height in a PNG's header. `None` for other bytes.
pub fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes
        .strip_prefix(b"\x89PNG\r\n\x1a\n")?
        .get(4..)?
        .strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}

/// Red, green, blue and opacity of a pixel of a PNG. `None` outside of it, and for other bytes.
pub fn pixel(bytes: &[u8], x: u32, y: u32) -> Option<[u8; 4]> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    let at = usize::try_from((y * frame.width + x) * 4).ok()?;
    let is_inside = frame.color_type == ColorType::Rgba && x < frame.width;
    pixels
        .get(at..at + 4)?
        .try_into()
        .ok()
        .filter(|_| is_inside)
}

/// GIF's compressed form of `count` pixels of color 0. The table of codes is cleared after every
/// second pixel, so every code has three bits.
fn gif_codes(count: usize) -> Vec<u8> {
    const CLEAR: u32 = 4;
    const END: u32 = 5;
    let mut codes = Vec::new();
    for pixel in 0..count {
        if pixel % 2 == 0 {
            codes.push(CLEAR);
        }
        codes.push(0);
    }
    codes.push(END);
    let mut bytes = vec![0; (codes.len() * 3).div_ceil(8)];
    for (index, code) in codes.into_iter().enumerate() {
        for bit in 0..3 {
            let at = index * 3 + bit;
            if code >> bit & 1 == 1 {
                bytes[at / 8] |= 1 << (at % 8);
            }
        }
    }
    bytes
}

/// The rows of the disc, each after its filter byte.
fn disc(width: u32, height: u32) -> Vec<u8> {
    let (middle_x, middle_y) = (i64::from(width) / 2, i64::from(height) / 2);
    let radius = middle_x.min(middle_y);
    let mut rows = Vec::new();
    for y in 0..i64::from(height) {
        rows.push(0);
        for x in 0..i64::from(width) {
            let inside = (x - middle_x).pow(2) + (y - middle_y).pow(2) <= radius.pow(2);
            rows.extend(if inside {
                [0x1f, 0x7a, 0x78, 0xff]
            } else {
                [0; 4]
            });
        }
    }
    rows
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), content].concat();
    let length = u32::try_from(content.len()).unwrap_or_default();
    [
        &length.to_be_bytes(),
        body.as_slice(),
        &crc32(&body).to_be_bytes(),
    ]
    .concat()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    [
        &[0x78, 0x01],
        deflate_stored(bytes).as_slice(),
        &adler32(bytes).to_be_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_recognised_by_their_first_bytes() {
        assert_eq!(png_size(&png(96, 64)), Some((96, 64)));
        assert_eq!(png_size(JPEG), None);
        assert!(JPEG.starts_with(b"\xff\xd8\xff"));
        assert_eq!(WEBP.get(8..12), Some(b"WEBP".as_slice()));
        assert!(gif().starts_with(b"GIF89a"));
        assert_eq!(AVIF.get(4..12), Some(b"ftypavif".as_slice()));
    }

    #[test]
    fn the_pixels_of_a_png_are_read() {
        assert_eq!(pixel(&png(8, 6), 4, 3), Some([0x1f, 0x7a, 0x78, 0xff]));
        assert_eq!(pixel(&png(8, 6), 0, 0), Some([0; 4]));
        assert_eq!(pixel(&png(8, 6), 8, 0), None);
        assert_eq!(pixel(&gif(), 0, 0), None);
    }
}
