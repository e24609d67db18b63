//! Pixels as a PNG.
//!
//! W3C, Portable Network Graphics (third edition), sections 5 and 11.2.

use pack_archive::deflate;

/// The first bytes of every PNG.
pub(super) const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// What the header says after the size: eight bits for each of red, green, blue and opacity, the
/// only compression, the only set of filters, and no interlacing.
const EIGHT_BIT_RGBA: [u8; 5] = [8, 6, 0, 0, 0];

/// The PNG of pixels in rows of `width`: red, green, blue and opacity, a byte each.
pub(super) fn encode(width: u32, pixels: &[u8]) -> Vec<u8> {
    let row = (width as usize * 4).max(1);
    let height = u32::try_from(pixels.len() / row).unwrap_or(u32::MAX);
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend(EIGHT_BIT_RGBA);
    let mut rows = Vec::with_capacity(pixels.len() + height as usize);
    for row in pixels.chunks_exact(row) {
        // No filter: what is drawn has large areas of one color, which compress as they are.
        rows.push(0);
        rows.extend_from_slice(row);
    }
    of_chunks(&[
        (b"IHDR", &header),
        (b"IDAT", &deflate(&rows)),
        (b"IEND", b""),
    ])
}

/// A PNG of these chunks, each with its length and checksum.
pub(super) fn of_chunks(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = SIGNATURE.to_vec();
    for (name, content) in chunks {
        let named = [&name[..], content].concat();
        bytes.extend(
            u32::try_from(content.len())
                .unwrap_or(u32::MAX)
                .to_be_bytes(),
        );
        bytes.extend(&named);
        bytes.extend(crc32fast::hash(&named).to_be_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_programs_read_the_pixels() {
        let pixels: Vec<u8> = (0..3 * 5 * 4).map(|byte| byte * 4).collect();
        let png = encode(3, &pixels);
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        assert_eq!(reader.info().size(), (3, 5));
        let mut read = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut read).unwrap();
        assert_eq!(read, pixels);
    }
}
