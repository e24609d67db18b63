//! Images with several pictures.

use super::{WEBP, gif_of};

/// A GIF of 64 by 64 pixels with three pictures.
pub fn gif() -> Vec<u8> {
    gif_of(3)
}

/// A WebP of 96 by 72 pixels with two pictures, which are the same.
pub fn webp() -> Vec<u8> {
    let start = WEBP.windows(4).position(|name| name == b"VP8 ");
    let picture = &WEBP[start.unwrap_or_default()..];
    let size = [95, 0, 0, 71, 0, 0];
    let mut frame = vec![0; 6];
    frame.extend(size);
    frame.extend([100, 0, 0, 0]);
    frame.extend(picture);
    let header = [&[2, 0, 0, 0], &size[..]].concat();
    let content = [
        b"WEBP",
        &chunk(b"VP8X", &header)[..],
        &chunk(b"ANIM", &[0; 6]),
        &chunk(b"ANMF", &frame),
        &chunk(b"ANMF", &frame),
    ]
    .concat();
    chunk(b"RIFF", &content)
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or_default();
    [&name[..], &length.to_le_bytes(), content].concat()
}
