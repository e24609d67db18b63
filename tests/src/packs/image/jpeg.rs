//! JPEGs written byte by byte: two blocks of one color each, side by side, in any number of components,
//! and with the metadata of a camera that was turned.

/// A JPEG of 16 by 8 pixels, black on the left and white on the right, whose metadata say that it is
/// to be turned to the right by a quarter: then black is at the top.
pub fn turned() -> Vec<u8> {
    // One entry, the orientation, in big-endian order: 6.
    let metadata = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg(&segment(0xe1, metadata), &[&[0], &[255]])
}

/// A red JPEG of 16 by 8 pixels in the four colors of a printer, as Adobe's programs write them: the
/// more, the less ink.
pub fn for_printers() -> Vec<u8> {
    let adobe = b"Adobe\0\x64\0\0\0\0\0";
    let red = &[255, 0, 0, 255];
    jpeg(&segment(0xee, adobe), &[red, red])
}

/// A JPEG of blocks of 8 by 8 pixels in a row, each with one value for each component.
fn jpeg(metadata: &[u8], blocks: &[&[u8]]) -> Vec<u8> {
    let components = blocks.first().map_or(0, |block| block.len());
    let numbers = || (1..).take(components);
    let count = u8::try_from(components).unwrap_or_default();
    let width = u8::try_from(blocks.len() * 8).unwrap_or_default();
    let mut frame = vec![8, 0, 8, 0, width, count];
    frame.extend(numbers().flat_map(|number| [number, 0x11, 0]));
    let mut scan = vec![count];
    scan.extend(numbers().flat_map(|number| [number, 0]));
    scan.extend([0, 63, 0]);
    // The sizes of differences, 0 to 11, have codes of four bits; the end of a block has one bit.
    let sizes = [
        &[0, 0, 0, 0, 12][..],
        &[0; 12],
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ]
    .concat();
    let end = [&[0x10, 1][..], &[0; 15], &[0]].concat();
    [
        b"\xff\xd8",
        metadata,
        &segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        &segment(0xc0, &frame),
        &segment(0xc4, &sizes),
        &segment(0xc4, &end),
        &segment(0xda, &scan),
        &coded(blocks),
        b"\xff\xd9",
    ]
    .concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap_or_default();
    [&[0xff, marker], &length.to_be_bytes()[..], content].concat()
}

/// The blocks as differences of their mean values from those of the blocks before.
fn coded(blocks: &[&[u8]]) -> Vec<u8> {
    let mut bits = String::new();
    let mut before = vec![0; blocks.first().map_or(0, |block| block.len())];
    for block in blocks {
        for (value, before) in block.iter().zip(&mut before) {
            let mean = (i32::from(*value) - 128) * 8;
            let difference = mean - *before;
            *before = mean;
            let size = usize::try_from(32 - difference.unsigned_abs().leading_zeros());
            let size = size.unwrap_or_default();
            bits.push_str(&format!("{size:04b}"));
            // A negative number is written as one less, in as many bits.
            let written = difference - i32::from(difference < 0);
            bits.extend(
                (0..size)
                    .rev()
                    .map(|bit| if written >> bit & 1 == 1 { '1' } else { '0' }),
            );
            bits.push('0');
        }
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    let bytes = bits.as_bytes().chunks(8).map(|byte| {
        byte.iter()
            .fold(0_u8, |number, bit| number << 1 | u8::from(*bit == b'1'))
    });
    // A zero follows a byte that could be taken for the start of a marker.
    bytes
        .flat_map(|byte| {
            if byte == 0xff {
                vec![byte, 0]
            } else {
                vec![byte]
            }
        })
        .collect()
}
