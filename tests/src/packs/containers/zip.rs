//! Writes zip archives record by record.

use crate::packs::containers::checksum::crc32;

/// One member: the fields of its records, and its bytes.
#[derive(Debug, Clone)]
pub struct Member {
    /// The path, in any encoding.
    pub name: Vec<u8>,
    /// `0` stored, `8` deflated, `12` bzip2.
    pub method: u16,
    /// Bit 0 encrypted, bit 3 data descriptor, bit 11 UTF-8 name.
    pub flags: u16,
    /// Unix mode with file type, or zero.
    pub mode: u32,
    /// The packed bytes.
    pub packed: Vec<u8>,
    /// The unpacked size in the records.
    pub size: u64,
    /// The checksum in the records.
    pub crc: u32,
    /// Whether sizes and offset are in zip64 fields.
    pub zip64: bool,
}

/// The flag for sizes and checksum after the data.
pub const DESCRIPTOR: u16 = 1 << 3;
/// The flag for an encrypted member.
pub const ENCRYPTED: u16 = 1;

impl Member {
    /// A stored file.
    pub fn stored(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            method: 0,
            flags: 1 << 11,
            mode: 0o100_644,
            packed: bytes.to_vec(),
            size: bytes.len() as u64,
            crc: crc32(bytes),
            zip64: false,
        }
    }

    /// A file of `size` bytes that is already packed.
    pub fn deflated(name: &str, packed: Vec<u8>, size: u64, crc: u32) -> Self {
        Self {
            method: 8,
            packed,
            size,
            crc,
            ..Self::stored(name, b"")
        }
    }
}

/// An archive of these members.
pub fn archive(members: &[Member]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        let offset = bytes.len() as u64;
        bytes.extend(local(member));
        directory.extend(central(member, offset));
    }
    let zip64 = members.iter().any(|member| member.zip64);
    with_directory(bytes, &directory, members.len() as u64, zip64)
}

/// An archive that contains a member once and lists it under many names.
pub fn overlapping(names: &[String], member: &Member) -> Vec<u8> {
    let renamed = |name: &String| Member {
        name: name.as_bytes().to_vec(),
        ..member.clone()
    };
    let directory: Vec<u8> = names
        .iter()
        .flat_map(|name| central(&renamed(name), 0))
        .collect();
    with_directory(local(member), &directory, names.len() as u64, false)
}

fn with_directory(mut bytes: Vec<u8>, directory: &[u8], count: u64, zip64: bool) -> Vec<u8> {
    let (start, length) = (bytes.len() as u64, directory.len() as u64);
    bytes.extend(directory);
    if zip64 {
        bytes.extend(zip64_end(start, length, count));
        bytes.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
        return bytes;
    }
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([short(count), short(count)].concat());
    bytes.extend([word(length), word(start)].concat());
    bytes.extend([0, 0]);
    bytes
}

fn local(member: &Member) -> Vec<u8> {
    let described = member.flags & DESCRIPTOR != 0;
    let (crc, packed, size) = if described {
        (0, 0, 0)
    } else {
        (member.crc, member.packed.len() as u64, member.size)
    };
    let extra = if member.zip64 {
        extra(&[size, packed])
    } else {
        Vec::new()
    };
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend(fixed(member, crc, packed, size));
    bytes.extend(short(extra.len() as u64));
    bytes.extend(&member.name);
    bytes.extend(extra);
    bytes.extend(&member.packed);
    if described {
        bytes.extend(b"PK\x07\x08");
        bytes.extend(member.crc.to_le_bytes());
        bytes.extend([word(member.packed.len() as u64), word(member.size)].concat());
    }
    bytes
}

fn central(member: &Member, offset: u64) -> Vec<u8> {
    let packed = member.packed.len() as u64;
    let extra = if member.zip64 {
        extra(&[member.size, packed, offset])
    } else {
        Vec::new()
    };
    let mut bytes = b"PK\x01\x02".to_vec();
    bytes.extend([20, 3]);
    bytes.extend(fixed(member, member.crc, packed, member.size));
    bytes.extend(short(extra.len() as u64));
    bytes.extend([0; 6]);
    bytes.extend((member.mode << 16).to_le_bytes());
    bytes.extend(word(if member.zip64 { u64::MAX } else { offset }));
    bytes.extend(&member.name);
    bytes.extend(extra);
    bytes
}

/// The common fields of local and central records, up to the length of the name.
fn fixed(member: &Member, crc: u32, packed: u64, size: u64) -> Vec<u8> {
    let (packed, size) = if member.zip64 {
        (u64::MAX, u64::MAX)
    } else {
        (packed, size)
    };
    let mut bytes = short(if member.zip64 { 45 } else { 20 });
    bytes.extend(member.flags.to_le_bytes());
    bytes.extend(member.method.to_le_bytes());
    bytes.extend([0, 0, 0x21, 0]);
    bytes.extend(crc.to_le_bytes());
    bytes.extend([word(packed), word(size), short(member.name.len() as u64)].concat());
    bytes
}

fn extra(numbers: &[u64]) -> Vec<u8> {
    let mut bytes = [short(1), short(numbers.len() as u64 * 8)].concat();
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    bytes
}

fn zip64_end(start: u64, length: u64, count: u64) -> Vec<u8> {
    let mut bytes = b"PK\x06\x06".to_vec();
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 3, 45, 0]);
    bytes.extend([0; 8]);
    bytes.extend(
        [count, count, length, start]
            .into_iter()
            .flat_map(u64::to_le_bytes),
    );
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend((start + length).to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes
}

/// The lowest 16 bits.
fn short(number: u64) -> Vec<u8> {
    number.to_le_bytes()[..2].to_vec()
}

/// The lowest 32 bits.
fn word(number: u64) -> Vec<u8> {
    number.to_le_bytes()[..4].to_vec()
}
