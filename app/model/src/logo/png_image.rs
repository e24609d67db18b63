//! PNGs: encodes drawn pixels, and checks whether a PNG can be decoded.

use std::io::Cursor;

use png::chunk::IEND;
use png::{
    BitDepth, ColorType, DecodeOptions, Decoded, Decoder, DecodingError, DeflateCompression,
    Encoder, EncodingError, Filter, Info, StreamingDecoder,
};

/// The most bytes of pixels that are decoded to check them: an image of about 1400 by 1400 pixels.
/// Decoding more takes as long as all other checks of a pack, and the checksums show most damage.
const MOST_DECODED: u64 = 8 << 20;

/// The PNG of pixels in rows of `width`: red, green, blue and opacity, a byte each.
///
/// # Errors
///
/// If there is no pixel, or a row is cut short.
pub(super) fn encode(width: u32, pixels: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let row = (width as usize * 4).max(1);
    let height = u32::try_from(pixels.len() / row).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(6));
    // What is drawn has large areas of one color, which compress best as they are.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Whether the bytes are a PNG that decodes, with the checksums right of all that it needs. Bytes after
/// its end do no harm. Of an image of more than 8 MiB of pixels, only the chunks are checked.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    match check_chunks(bytes) {
        Ok(Some(info)) if unpacked_size(&info) <= MOST_DECODED => check_pixels(bytes).is_ok(),
        Ok(info) => info.is_some(),
        Err(_) => false,
    }
}

/// Checks every chunk up to the end without decoding pixels, and gives what the header says;
/// `None` if the bytes end before the image does.
fn check_chunks(mut bytes: &[u8]) -> Result<Option<Info<'static>>, DecodingError> {
    let mut decoder = StreamingDecoder::new_with_options(options());
    while !bytes.is_empty() {
        let (read, decoded) = decoder.update(bytes, None)?;
        if matches!(decoded, Decoded::ChunkComplete(IEND)) {
            return Ok(decoder.info().cloned());
        }
        bytes = bytes.get(read..).unwrap_or_default();
    }
    Ok(None)
}

/// Decodes every row of the image.
fn check_pixels(bytes: &[u8]) -> Result<(), DecodingError> {
    let mut reader = Decoder::new_with_options(Cursor::new(bytes), options()).read_info()?;
    while reader.next_interlaced_row()?.is_some() {}
    Ok(())
}

/// The checksums of all chunks that an image needs count; browsers leave out others whose checksum is wrong. Texts
/// and color profiles, which can be packed tightly, stay packed.
fn options() -> DecodeOptions {
    let mut options = DecodeOptions::default();
    options.set_ignore_checksums(false);
    options.set_skip_ancillary_crc_failures(true);
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    options
}

/// About how many bytes the pixels have.
fn unpacked_size(info: &Info<'_>) -> u64 {
    let row = u64::from(info.width) * info.bits_per_pixel() as u64 / 8;
    row.saturating_mul(info.height.into())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// A PNG of these chunks, each with its length and checksum.
    fn of_chunks(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, content) in chunks {
            let named = [&name[..], content].concat();
            bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
            bytes.extend(&named);
            bytes.extend(crc32fast::hash(&named).to_be_bytes());
        }
        bytes
    }

    #[test]
    fn drawn_pixels_are_read_again() {
        let pixels: Vec<u8> = (0..3 * 5 * 4).map(|byte| byte * 4).collect();
        let image = encode(3, &pixels).unwrap();
        let mut reader = Decoder::new(Cursor::new(image)).read_info().unwrap();
        assert_eq!(reader.info().size(), (3, 5));
        let mut read = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut read).unwrap();
        assert_eq!(read, pixels);
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
    fn colors_from_a_table_and_further_pictures_are_sound() {
        let encoded = |is_animated: bool| {
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new(&mut bytes, 9, 2);
            encoder.set_color(ColorType::Indexed);
            encoder.set_depth(BitDepth::One);
            encoder.set_palette([0, 0, 0, 9, 9, 9].as_slice());
            encoder.set_trns([0].as_slice());
            if is_animated {
                encoder.set_animated(2, 0).unwrap();
            }
            let mut writer = encoder.write_header().unwrap();
            for _ in 0..1 + usize::from(is_animated) {
                writer.write_image_data(&[0b0101_0101, 0x80, 0, 0]).unwrap();
            }
            writer.finish().unwrap();
            bytes
        };
        for is_animated in [false, true] {
            let whole = encoded(is_animated);
            assert!(is_sound(&whole), "{is_animated}");
            assert!(!is_sound(&whole[..whole.len() - 12]), "{is_animated}");
        }
    }

    #[test]
    fn an_interlaced_image_has_the_rows_of_its_passes() {
        // One pixel of eight bits is one row, in the first of seven passes; two are two rows.
        let stored = b"\x78\x01\x01\x02\0\xfd\xff\0\0\0\x02\0\x01";
        for (width, expected) in [(1, true), (2, false)] {
            let header = [0, 0, 0, width, 0, 0, 0, 1, 8, 0, 0, 0, 1];
            let image = of_chunks(&[(b"IHDR", &header), (b"IDAT", stored), (b"IEND", b"")]);
            assert_eq!(is_sound(&image), expected, "{width}");
        }
    }

    #[test]
    fn only_the_chunks_of_a_large_image_are_checked() {
        let header = b"\xff\xff\xff\x7f\0\0\xff\xff\x10\x06\0\0\0";
        let chunks = [
            (b"IHDR", &header[..]),
            (b"IDAT", b"no zlib"),
            (b"IEND", b""),
        ];
        let mut image = of_chunks(&chunks);
        assert!(is_sound(&image));
        image[45] ^= 1;
        assert!(!is_sound(&image));
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
    fn a_wrong_checksum_counts_only_in_what_the_image_needs() {
        let header = b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";
        let stored = b"\x78\x01\x01\x02\0\xfd\xff\0\0\0\x02\0\x01";
        for (name, is_needed) in [
            (b"tEXt", false),
            (b"iTXt", false),
            (b"pHYs", false),
            (b"IDAT", true),
        ] {
            let content: &[u8] = if is_needed { stored } else { b"Title\0abc" };
            let first = of_chunks(&[(b"IHDR", header), (name, content)]);
            let rest = of_chunks(&[(b"IDAT", stored), (b"IEND", b"")]);
            let mut image = [&first[..], &rest[8..]].concat();
            image[first.len() - 1] ^= 1;
            assert_eq!(is_sound(&image), !is_needed, "{name:?}");
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
