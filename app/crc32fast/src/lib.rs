//! The CRC-32 of zip, gzip and PNG, in the place of the well-known crate of this name, which Cargo.toml
//! patches out of `zip`, `flate2` and `png`.
//!
//! That crate carries its tables in the program: 16 kB that no compression makes smaller, a sixtieth of
//! what the whole page may weigh. Here they are computed when they are first needed. What is public is
//! what those three and `pack-model` use of it.
//!
//! The algorithm is that of ISO 3309, reflected, with the polynomial 0x04C11DB7; eight bytes are taken
//! at a time ("slicing by 8").

use std::sync::LazyLock;

/// Bytes that are taken at a time.
const SLICE: usize = 8;

/// The polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// What a byte adds to the checksum when so many other bytes follow it.
static TABLES: LazyLock<[[u32; 256]; SLICE]> = LazyLock::new(|| {
    let mut tables = [[0; 256]; SLICE];
    for byte in 0..256_u32 {
        let mut sum = byte;
        for table in &mut tables {
            for _ in 0..8 {
                sum = (sum >> 1) ^ (POLYNOMIAL * (sum & 1));
            }
            table[byte as usize] = sum;
        }
    }
    tables
});

/// The checksum of some bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

/// A checksum of bytes that come in parts.
#[derive(Debug, Clone, Default)]
pub struct Hasher {
    sum: u32,
    /// How many bytes were taken.
    taken: u64,
}

impl Hasher {
    /// The checksum of no bytes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on from the checksum of so many bytes that came before.
    #[must_use]
    pub fn new_with_initial_len(sum: u32, taken: u64) -> Self {
        Self { sum, taken }
    }

    /// Takes more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        let tables = &*TABLES;
        let mut sum = !self.sum;
        let (slices, rest) = bytes.as_chunks::<SLICE>();
        for slice in slices {
            let [a, b, c, d] = sum.to_le_bytes();
            let [e, f, g, h, i, j, k, l] = *slice;
            let bytes = [a ^ e, b ^ f, c ^ g, d ^ h, i, j, k, l];
            let added = tables.iter().rev().zip(bytes);
            sum = added.fold(0, |sum, (table, byte)| sum ^ table[usize::from(byte)]);
        }
        for byte in rest {
            let [low, ..] = sum.to_le_bytes();
            sum = (sum >> 8) ^ tables[0][usize::from(low ^ byte)];
        }
        self.sum = !sum;
        self.taken += bytes.len() as u64;
    }

    /// Takes the bytes that another one has taken.
    pub fn combine(&mut self, other: &Self) {
        self.sum = times(power_of_x(other.taken.wrapping_mul(8)), self.sum) ^ other.sum;
        self.taken += other.taken;
    }

    /// Begins again.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The checksum of all bytes that were taken.
    #[must_use]
    pub fn finalize(self) -> u32 {
        self.sum
    }
}

/// The product of two polynomials modulo that of the checksum, lowest bit first.
fn times(one: u32, other: u32) -> u32 {
    let mut shifted = other;
    let mut product = 0;
    for bit in (0..32).rev() {
        product ^= shifted * (one >> bit & 1);
        shifted = (shifted >> 1) ^ (POLYNOMIAL * (shifted & 1));
    }
    product
}

/// `x` to a power, modulo the polynomial.
fn power_of_x(mut exponent: u64) -> u32 {
    let mut power = 1 << 31;
    let mut square = 1 << 30;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = times(power, square);
        }
        square = times(square, square);
        exponent >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_texts_have_their_checksums() {
        for (text, sum) in [
            ("", 0),
            ("123456789", 0xCBF4_3926),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] {
            assert_eq!(hash(text.as_bytes()), sum, "{text}");
        }
    }

    #[test]
    fn parts_make_the_checksum_of_the_whole() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for at in 0..40 {
            let (first, second) = bytes.split_at(at);
            let mut hasher = Hasher::new_with_initial_len(hash(first), at as u64);
            hasher.update(second);
            assert_eq!(hasher.finalize(), hash(&bytes), "{at}");
            let [mut one, mut other] = [Hasher::new(), Hasher::new()];
            one.update(first);
            other.update(second);
            one.combine(&other);
            assert_eq!(one.finalize(), hash(&bytes), "{at}");
        }
    }
}
