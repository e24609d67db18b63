//! The size of a raster image in pixels, read from its header without decoding it.

use super::ImageKind;

/// The most pixels of an image that is decoded: four bytes each, and as many again while it is drawn.
const MOST_PIXELS: u64 = 100_000_000;

/// Whether an image of this width and height takes more memory than a page should ask for.
pub fn is_too_large((width, height): (u32, u32)) -> bool {
    u64::from(width) * u64::from(height) > MOST_PIXELS
}

/// Width and height of a PNG; `None` if the bytes are no PNG or end before its header does.
pub fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    // Xcode writes a chunk of its own before the header, and no browser shows such a file.
    let begins_with_header = bytes.get(8..16)? == b"\0\0\0\rIHDR";
    if ImageKind::of(bytes) != Some(ImageKind::Png) || !begins_with_header {
        return None;
    }
    header_size(bytes)
}

/// Width and height of an image with pixels; those of a JPEG before it is turned. SVG has no size of its own in pixels.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match ImageKind::of(bytes)? {
        ImageKind::Png => png_size(bytes),
        ImageKind::Gif | ImageKind::Webp => header_size(bytes),
        ImageKind::Jpeg => jpeg_size(bytes),
        ImageKind::Avif => avif_size(bytes),
        ImageKind::Svg => None,
    }
}

/// The largest size that an AVIF states: those of its tiles and of its opacity are smaller or equal.
fn avif_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let stated = bytes.windows(16).filter(|part| part.starts_with(b"ispe"));
    stated
        .filter_map(|part| Some((big_endian(part.get(8..12)?)?, big_endian(&part[12..])?)))
        .max_by_key(|(width, height)| u64::from(*width) * u64::from(*height))
}

/// What the header says, unless a side is zero.
fn header_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
    (width > 0 && height > 0).then_some((width, height))
}

/// Walks the segments of a JPEG to the frame header, which contains the size. `imagesize` does not
/// read the fill bytes that may stand before a marker.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Any number of fill bytes may stand before a marker.
            0xff => at += 1,
            // Markers without a segment.
            0x01 | 0xd0..=0xd8 => at += 2,
            // Every start of a frame; of this range c4, c8 and cc are something else.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let frame = bytes.get(at + 5..at + 9)?;
                return Some((big_endian(&frame[2..])?, big_endian(&frame[..2])?));
            }
            _ => at += 2 + usize::try_from(big_endian(bytes.get(at + 2..at + 4)?)?).ok()?,
        }
    }
}

/// Up to four bytes as a number, most significant first; `None` for zero, which neither a side nor
/// the length of a segment can be.
fn big_endian(bytes: &[u8]) -> Option<u32> {
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
    .filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sizes_from_headers() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x20\x08\x06";
        assert_eq!(png_size(png), Some((258, 32)));
        assert_eq!(size(b"GIF89a\x10\x01\x20\0\0\0\0"), Some((272, 32)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x0b\x08\0\x30\x01\0\x03";
        assert_eq!(size(jpeg), Some((256, 48)));
        let tile = b"\0\0\0\x14ispe\0\0\0\0\0\0\x02\0\0\0\0\x20";
        let avif = [b"\0\0\0\x0cftypavif", &tile[..], b"ispe\0\0"].concat();
        assert_eq!(size(&avif), Some((512, 32)));
        let mut lossy = b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a".to_vec();
        lossy.extend([0x40, 0, 0x20, 0]);
        assert_eq!(size(&lossy), Some((64, 32)));
        let lossless = b"RIFF....WEBPVP8L....\x2f\x3f\xc0\x07\0.....";
        assert_eq!(size(lossless), Some((64, 32)));
        let extended = b"RIFF....WEBPVP8X....\0\0\0\0\x3f\0\0\x1f\0\0";
        assert_eq!(size(extended), Some((64, 32)));
    }

    #[test]
    fn an_image_of_more_than_100_megapixels_is_too_large() {
        assert!(!is_too_large((10_000, 10_000)));
        assert!(is_too_large((10_001, 10_000)));
        assert!(is_too_large((u32::MAX, u32::MAX)));
    }

    #[test]
    fn cut_and_foreign_headers_have_no_size() {
        let whole = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x20\x08\x06";
        assert_eq!(png_size(&whole[..20]), None);
        assert_eq!(
            png_size(b"\x89PNG\r\n\x1a\n\0\0\0\rCgBI\0\0\x01\x02\0\0\0\x20"),
            None
        );
        assert_eq!(size(b"\xff\xd8\xff\xe0"), None);
        assert_eq!(size(b"\xff\xd8\xff\xe0\0\0"), None);
        assert_eq!(size(b"RIFF....WEBPVP8 "), None);
        assert_eq!(size(b"<svg width='4' height='4'/>"), None);
    }
}
