//! Every kind of PNG: whole ones that every browser shows, Apple's own, damaged and very large ones.

use anyhow::Result;
use png::{BitDepth, ColorType, Encoder};

use super::{chunk, disc, png, png_of, zlib};
use crate::packs::containers::checksum::adler32;
use crate::packs::containers::{deflate_stored, deflate_zeros};

/// Where the header ends: after the signature and a chunk of 13 bytes.
const HEADER_END: usize = 33;
/// The length of the last chunk, which is empty.
const LAST: usize = 12;

/// PNGs of 64 by 64 pixels that every browser shows, each with a name.
///
/// # Errors
///
/// If one cannot be encoded.
pub fn whole() -> Result<[(&'static str, Vec<u8>); 6]> {
    Ok([
        ("interlaced", interlaced()),
        (
            "16 bits",
            encoded(ColorType::Rgb, BitDepth::Sixteen, false)?,
        ),
        (
            "palette",
            encoded(ColorType::Indexed, BitDepth::One, false)?,
        ),
        (
            "grey with opacity",
            encoded(ColorType::GrayscaleAlpha, BitDepth::Eight, false)?,
        ),
        ("animated", encoded(ColorType::Rgba, BitDepth::Eight, true)?),
        ("wrong checksum of a text", with_wrong_text()),
    ])
}

/// Stripes in a kind of pixels. One with a palette has a transparent color.
fn encoded(color: ColorType, depth: BitDepth, is_animated: bool) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 64, 64);
    encoder.set_color(color);
    encoder.set_depth(depth);
    if color == ColorType::Indexed {
        encoder.set_palette([0x1f, 0x7a, 0x78, 0xfa, 0xf9, 0xf8].as_slice());
        encoder.set_trns([255, 0].as_slice());
    }
    if is_animated {
        encoder.set_animated(2, 0)?;
    }
    let row = 64 * color.samples() * depth as usize / 8;
    let pixels: Vec<u8> = [vec![0x55; row], vec![0xaa; row]].concat().repeat(32);
    let mut writer = encoder.write_header()?;
    for _ in 0..1 + usize::from(is_animated) {
        writer.write_image_data(&pixels)?;
    }
    writer.finish()?;
    Ok(bytes)
}

/// The disc in seven passes, as Adam Costello's scheme has them.
fn interlaced() -> Vec<u8> {
    const SIDE: usize = 64;
    const PASSES: [[usize; 4]; 7] = [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
    ];
    let rows = disc(64, 64);
    let mut passes = Vec::new();
    for [left, top, across, down] in PASSES {
        for y in (top..SIDE).step_by(down) {
            passes.push(0);
            for x in (left..SIDE).step_by(across) {
                let at = y * (SIDE * 4 + 1) + 1 + x * 4;
                passes.extend(&rows[at..at + 4]);
            }
        }
    }
    png_of((64, 64), [8, 6, 0, 0, 1], &zlib(&passes))
}

/// A disc with a text whose checksum is wrong.
fn with_wrong_text() -> Vec<u8> {
    let mut text = chunk(b"tEXt", b"Title\0disc");
    if let Some(last) = text.last_mut() {
        *last ^= 1;
    }
    let whole = png(64, 64);
    let (header, rest) = whole.split_at(HEADER_END);
    [header, &text, rest].concat()
}

/// A disc whose pixels have a wrong checksum.
pub fn with_wrong_pixels() -> Vec<u8> {
    let mut bytes = png(64, 64);
    let last = bytes.len() - LAST - 1;
    bytes[last] ^= 1;
    bytes
}

/// A disc as Xcode writes it for iPhones: a chunk of its own first, and pixels without a checksum.
pub fn of_an_iphone_app() -> Vec<u8> {
    let rest = png_of((64, 64), [8, 6, 0, 0, 0], &deflate_stored(&disc(64, 64)));
    let (signature, rest) = rest.split_at(8);
    [signature, &chunk(b"CgBI", &[0x50, 0, 0x20, 2]), rest].concat()
}

/// A square that is black all over, a bit each pixel. It is small as a file, however large it is.
pub fn black(side: u32) -> Vec<u8> {
    let rows = usize::try_from(side.div_ceil(8) + 1).unwrap_or(1);
    let count = rows * usize::try_from(side).unwrap_or(0);
    let checksum = adler32(&vec![0; count]).to_be_bytes();
    let packed = [&[0x78, 0x01], &deflate_zeros(count)[..], &checksum].concat();
    png_of((side, side), [1, 0, 0, 0, 0], &packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::image::{pixel, png_size};

    #[test]
    fn whole_pngs_decode() -> Result<()> {
        for (name, bytes) in whole()? {
            assert_eq!(png_size(&bytes), Some((64, 64)), "{name}");
            let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info();
            let mut reader = reader.map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
            while reader.next_interlaced_row()?.is_some() {}
        }
        assert_eq!(pixel(&interlaced(), 32, 32), pixel(&png(64, 64), 32, 32));
        // Its pixels have a checksum too, which counts after the last row.
        let mut reader = png::Decoder::new(std::io::Cursor::new(black(20))).read_info()?;
        assert_eq!(reader.info().size(), (20, 20));
        reader.next_frame(&mut [0; 60])?;
        Ok(())
    }

    #[test]
    fn damaged_pngs_do_not() {
        assert_eq!(pixel(&with_wrong_pixels(), 32, 32), None);
        assert_eq!(pixel(&of_an_iphone_app(), 32, 32), None);
    }
}
