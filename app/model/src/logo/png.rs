//! Whether a PNG is sound, without making pixels of it: every chunk with its checksum, a header that
//! the standard allows, and image data that unpack to as many bytes as the header calls for.
//!
//! W3C, Portable Network Graphics (third edition), sections 5, 7 and 11.2.

use pack_archive::inflate;

use super::encode::SIGNATURE;

/// The most bytes that are unpacked to look at them: an image of about 1400 by 1400 pixels. Unpacking
/// more takes as long as all other judgements of a pack, and the checksums tell most damage.
const MOST: usize = 8 << 20;

/// The passes of an interlaced image: first column and row, and the steps to the next ones.
const PASSES: [(u64, u64, u64, u64); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

/// What a header says.
struct Header {
    width: u64,
    height: u64,
    bits_per_pixel: u64,
    interlaced: bool,
}

/// Whether the bytes are a PNG that decodes. Bytes after its end do no harm, and an image of more
/// than 8 MiB is taken for sound if its chunks are.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    read(bytes).is_some()
}

fn read(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let (mut header, mut data) = (None, Vec::new());
    loop {
        let (name, content, after) = chunk(rest)?;
        match name {
            b"IHDR" => header = Some(Header::read(content)?),
            b"IDAT" => data.extend_from_slice(content),
            b"IEND" => break,
            _ => {}
        }
        rest = after;
    }
    let expected = header?.unpacked_size();
    match usize::try_from(expected) {
        Ok(expected) if expected <= MOST => {
            (inflate(&data, expected)?.len() == expected).then_some(())
        }
        _ => Some(()),
    }
}

/// The first chunk (length, name, content, checksum), and what follows it.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (named, rest) = rest.split_at_checked(length.checked_add(4)?)?;
    let (sum, rest) = rest.split_first_chunk()?;
    let (name, content) = named.split_at_checked(4)?;
    (crc32fast::hash(named) == u32::from_be_bytes(*sum)).then_some((name, content, rest))
}

impl Header {
    fn read(content: &[u8]) -> Option<Self> {
        let &[
            a,
            b,
            c,
            d,
            e,
            f,
            g,
            h,
            depth,
            color,
            0,
            0,
            interlace @ (0 | 1),
        ] = content
        else {
            return None;
        };
        let channels = match (color, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return None,
        };
        let (width, height) = (
            u32::from_be_bytes([a, b, c, d]),
            u32::from_be_bytes([e, f, g, h]),
        );
        (width > 0 && height > 0).then(|| Self {
            width: width.into(),
            height: height.into(),
            bits_per_pixel: channels * u64::from(depth),
            interlaced: interlace == 1,
        })
    }

    /// The bytes of all lines, each with the byte that names its filter.
    fn unpacked_size(&self) -> u64 {
        let lines = |width: u64, height: u64| match width {
            0 => 0,
            _ => (width * self.bits_per_pixel)
                .div_ceil(8)
                .saturating_add(1)
                .saturating_mul(height),
        };
        if !self.interlaced {
            return lines(self.width, self.height);
        }
        let in_pass = |size: u64, first, step| size.saturating_sub(first).div_ceil(step);
        PASSES
            .iter()
            .map(|(x, y, right, down)| {
                lines(
                    in_pass(self.width, *x, *right),
                    in_pass(self.height, *y, *down),
                )
            })
            .fold(0, u64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::png::{BitDepth, ColorType, Encoder};

    use super::super::encode::of_chunks;

    fn image(size: (u32, u32), color: ColorType, depth: BitDepth) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, size.0, size.1);
        encoder.set_color(color);
        encoder.set_depth(depth);
        let bits = size.0 as usize * color.samples() * depth as usize;
        let mut writer = encoder.write_header().unwrap();
        writer
            .write_image_data(&vec![0; bits.div_ceil(8) * size.1 as usize])
            .unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn every_kind_of_pixel_is_sound() {
        for (color, depth) in [
            (ColorType::Grayscale, BitDepth::One),
            (ColorType::Grayscale, BitDepth::Sixteen),
            (ColorType::GrayscaleAlpha, BitDepth::Eight),
            (ColorType::Rgb, BitDepth::Eight),
            (ColorType::Rgba, BitDepth::Sixteen),
        ] {
            for size in [(1, 1), (7, 3), (64, 64)] {
                assert!(is_sound(&image(size, color, depth)), "{color:?} {depth:?}");
            }
        }
    }

    #[test]
    fn an_interlaced_image_has_the_lines_of_its_passes() {
        let header = Header {
            width: 5,
            height: 5,
            bits_per_pixel: 8,
            interlaced: true,
        };
        let passes = [(1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 3), (5, 2)];
        let lines = passes.iter().map(|(width, height)| (width + 1) * height);
        assert_eq!(header.unpacked_size(), lines.sum::<u64>());
    }

    #[test]
    fn every_flipped_bit_is_damage() {
        let whole = image((9, 9), ColorType::Rgba, BitDepth::Eight);
        for at in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[at / 8] ^= 1 << (at % 8);
            assert!(!is_sound(&bytes), "bit {at}");
        }
    }

    #[test]
    fn right_checksums_do_not_make_wrong_content_sound() {
        let header = b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";
        let stored = b"\x78\x01\x01\x02\0\xfd\xff\0\0\0\x02\0\x01";
        assert!(is_sound(&of_chunks(&[
            (b"IHDR", header),
            (b"IDAT", stored),
            (b"IEND", b"")
        ])));
        for wrong in [
            &[
                (b"IHDR", &header[..]),
                (b"IDAT", b"no zlib"),
                (b"IEND", b""),
            ][..],
            &[(b"IHDR", &header[..]), (b"IEND", b"")],
            &[(b"IDAT", &stored[..]), (b"IEND", b"")],
            &[
                (b"IHDR", b"\0\0\0\0\0\0\0\x01\x08\0\0\0\0"),
                (b"IDAT", stored),
                (b"IEND", b""),
            ],
            &[
                (b"IHDR", b"\0\0\0\x02\0\0\0\x01\x08\0\0\0\0"),
                (b"IDAT", stored),
                (b"IEND", b""),
            ],
            &[(b"IHDR", &header[..]), (b"IDAT", stored)],
        ] {
            assert!(!is_sound(&of_chunks(wrong)), "{wrong:?}");
        }
    }

    #[test]
    fn a_length_beyond_all_memory_is_no_end() {
        assert!(!is_sound(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDATab"));
    }
}
