//! Writes tar field by field, after POSIX.1-2017.

/// The magic number of POSIX ustar, and that of old GNU tar.
pub(crate) const USTAR: &[u8; 8] = b"ustar\x0000";
pub(crate) const OLD_GNU: &[u8; 8] = b"ustar  \0";

/// A header whose fields can be set to wrong values.
#[derive(Clone)]
pub(crate) struct Header {
    pub(crate) name: Vec<u8>,
    pub(crate) prefix: Vec<u8>,
    pub(crate) mode: u32,
    pub(crate) size: u64,
    pub(crate) kind: u8,
    pub(crate) link: Vec<u8>,
    pub(crate) magic: [u8; 8],
}

impl Header {
    pub(crate) fn file(name: &str, size: usize) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            prefix: Vec::new(),
            mode: 0o644,
            size: size as u64,
            kind: b'0',
            link: Vec::new(),
            magic: *USTAR,
        }
    }

    pub(crate) fn of_kind(name: &str, kind: u8, size: usize) -> Self {
        Self {
            kind,
            ..Self::file(name, size)
        }
    }

    pub(crate) fn block(&self) -> [u8; 512] {
        let mut block = [0; 512];
        let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &self.name);
        put(100, format!("{:07o}", self.mode).as_bytes());
        put(124, format!("{:011o}", self.size).as_bytes());
        put(136, b"00000000000");
        put(148, b"        ");
        put(156, &[self.kind]);
        put(157, &self.link);
        put(257, &self.magic);
        put(345, &self.prefix);
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        block
    }
}

/// A builder of archives.
#[derive(Clone, Default)]
pub(crate) struct Tar {
    pub(crate) bytes: Vec<u8>,
}

impl Tar {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a header, then bytes padded to a block, even if the header states another size.
    pub(crate) fn member(mut self, header: &Header, bytes: &[u8]) -> Self {
        self.bytes.extend(header.block());
        self.bytes.extend(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(512), 0);
        self
    }

    pub(crate) fn file(self, name: &str, text: &str) -> Self {
        self.member(&Header::file(name, text.len()), text.as_bytes())
    }

    pub(crate) fn pax(self, records: &[(&str, &str)]) -> Self {
        let body: String = records
            .iter()
            .map(|(key, value)| record(key, value))
            .collect();
        self.member(&Header::of_kind("pax", b'x', body.len()), body.as_bytes())
    }

    /// Adds the end mark.
    pub(crate) fn end(mut self) -> Vec<u8> {
        self.bytes.extend([0; 1024]);
        self.bytes
    }
}

fn record(key: &str, value: &str) -> String {
    let rest = format!(" {key}={value}\n");
    let length = (1..)
        .map(|digits| rest.len() + digits)
        .find(|length| length.to_string().len() + rest.len() == *length)
        .unwrap_or_default();
    format!("{length}{rest}")
}
