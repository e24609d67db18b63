//! Writes containers byte by byte, so that they can also be wrong.

pub mod checksum;
pub mod gzip;
pub mod layout;
pub mod tar;
pub mod zip;

/// Deflate without compression: blocks of stored bytes.
pub fn deflate_stored(bytes: &[u8]) -> Vec<u8> {
    const BLOCK: usize = 65_535;
    let blocks = bytes.len().div_ceil(BLOCK).max(1);
    let mut deflated = Vec::with_capacity(bytes.len() + blocks * 5);
    for index in 0..blocks {
        let block = bytes
            .get(index * BLOCK..bytes.len().min((index + 1) * BLOCK))
            .unwrap_or_default();
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        deflated.push(u8::from(index + 1 == blocks));
        deflated.extend(length.to_le_bytes());
        deflated.extend((!length).to_le_bytes());
        deflated.extend(block);
    }
    deflated
}

/// Deflate of `count` zeros, about a thousandth of their size: one block with fixed codes, in
/// which a single zero is repeated in runs of 258.
pub fn deflate_zeros(count: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(0b011, 3);
    let runs = count.saturating_sub(1) / 258;
    for _ in 0..count - runs * 258 {
        bits.push_code(0x30, 8);
    }
    for _ in 0..runs {
        // Length 258 is code 285, written as 0xc5 in eight bits; distance 1 is code 0 in five.
        bits.push_code(0xc5, 8);
        bits.push_code(0, 5);
    }
    bits.push_code(0, 7);
    bits.bytes
}

/// Bits in the order of deflate: each byte is filled from its lowest bit.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    /// A number, lowest bit first.
    fn push(&mut self, number: u32, width: u32) {
        for bit in 0..width {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(number >> bit & 1 == 1) << (self.used % 8);
            }
            self.used += 1;
        }
    }

    /// A Huffman code, highest bit first.
    fn push_code(&mut self, code: u32, width: u32) {
        for bit in (0..width).rev() {
            self.push(code >> bit & 1, 1);
        }
    }
}
