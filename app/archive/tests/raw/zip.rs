//! Writes zip field by field, after APPNOTE 6.3.

use flate2::Crc;

/// A member whose fields can be set to wrong values.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) packed: Vec<u8>,
    /// Packed and unpacked size in the local header.
    pub(crate) local_sizes: (u32, u32),
    /// Packed and unpacked size in the central directory.
    pub(crate) central_sizes: (u32, u32),
    pub(crate) local_extra: Vec<u8>,
    pub(crate) central_extra: Vec<u8>,
    /// The data descriptor after the packed bytes.
    pub(crate) descriptor: Vec<u8>,
    /// Unix mode with file type.
    pub(crate) mode: u32,
}

impl Member {
    pub(crate) fn stored(name: &str, bytes: &[u8]) -> Self {
        Self::new(name, 0, bytes, bytes.to_vec())
    }

    pub(crate) fn deflated(name: &str, bytes: &[u8]) -> Self {
        Self::new(name, 8, bytes, super::deflate(bytes))
    }

    fn new(name: &str, method: u16, bytes: &[u8], packed: Vec<u8>) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        let sizes = (packed.len() as u32, bytes.len() as u32);
        Self {
            name: name.as_bytes().to_vec(),
            flags: 0,
            method,
            crc: crc.sum(),
            packed,
            local_sizes: sizes,
            central_sizes: sizes,
            local_extra: Vec::new(),
            central_extra: Vec::new(),
            descriptor: Vec::new(),
            mode: 0o100_644,
        }
    }

    /// Moves checksum and sizes into a data descriptor, as a writer does that cannot seek.
    pub(crate) fn with_descriptor(mut self) -> Self {
        self.flags |= 1 << 3;
        self.descriptor = b"PK\x07\x08".to_vec();
        self.descriptor.extend(self.crc.to_le_bytes());
        self.descriptor.extend(self.central_sizes.0.to_le_bytes());
        self.descriptor.extend(self.central_sizes.1.to_le_bytes());
        self.local_sizes = (0, 0);
        self
    }

    /// Moves the sizes into zip64 extra fields.
    pub(crate) fn with_zip64(mut self) -> Self {
        let mut extra = vec![1, 0, 16, 0];
        extra.extend(u64::from(self.central_sizes.1).to_le_bytes());
        extra.extend(u64::from(self.central_sizes.0).to_le_bytes());
        self.local_extra.clone_from(&extra);
        self.central_extra = extra;
        self.local_sizes = (u32::MAX, u32::MAX);
        self.central_sizes = (u32::MAX, u32::MAX);
        self
    }

    fn local_header(&self) -> Vec<u8> {
        let crc = if self.descriptor.is_empty() {
            self.crc
        } else {
            0
        };
        let mut header = b"PK\x03\x04".to_vec();
        for field in [20, self.flags, self.method, 0, 0x21] {
            header.extend(field.to_le_bytes());
        }
        for field in [crc, self.local_sizes.0, self.local_sizes.1] {
            header.extend(field.to_le_bytes());
        }
        header.extend((self.name.len() as u16).to_le_bytes());
        header.extend((self.local_extra.len() as u16).to_le_bytes());
        header.extend(&self.name);
        header.extend(&self.local_extra);
        header
    }

    fn central_header(&self, offset: u32) -> Vec<u8> {
        let mut header = b"PK\x01\x02".to_vec();
        for field in [0x0314, 20, self.flags, self.method, 0, 0x21] {
            header.extend(u16::to_le_bytes(field));
        }
        for field in [self.crc, self.central_sizes.0, self.central_sizes.1] {
            header.extend(field.to_le_bytes());
        }
        header.extend((self.name.len() as u16).to_le_bytes());
        header.extend((self.central_extra.len() as u16).to_le_bytes());
        header.extend([0; 6]);
        header.extend((self.mode << 16).to_le_bytes());
        header.extend(offset.to_le_bytes());
        header.extend(&self.name);
        header.extend(&self.central_extra);
        header
    }
}

/// An archive of members, one after the other.
pub(crate) fn archive(members: &[Member]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        directory.extend(member.central_header(bytes.len() as u32));
        bytes.extend(member.local_header());
        bytes.extend(&member.packed);
        bytes.extend(&member.descriptor);
    }
    end(bytes, &directory, members.len())
}

/// An archive whose central directory names the same packed bytes `times` times.
pub(crate) fn overlapping(member: &Member, times: usize) -> Vec<u8> {
    let mut bytes = member.local_header();
    bytes.extend(&member.packed);
    let directory: Vec<u8> = (0..times)
        .flat_map(|number| {
            let mut member = member.clone();
            member.name = number.to_string().into_bytes();
            member.central_header(0)
        })
        .collect();
    end(bytes, &directory, times)
}

fn end(mut bytes: Vec<u8>, directory: &[u8], count: usize) -> Vec<u8> {
    let start = bytes.len() as u32;
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((count as u16).to_le_bytes());
    bytes.extend((count as u16).to_le_bytes());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}
