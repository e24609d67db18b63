//! Writes tar archives header by header.

/// One member: the fields of its header, and its bytes.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    /// The name field, at most 100 bytes.
    pub name: &'a str,
    /// The prefix field of ustar, at most 155 bytes.
    pub prefix: &'a str,
    /// `0` file, `1` hard link, `2` symbolic link, `5` folder, `x` pax header, `L` GNU long name.
    pub kind: u8,
    /// The target of a link.
    pub link: &'a str,
    /// The mode.
    pub mode: u32,
    /// The size in the header: the length of `bytes`, unless it is meant to be wrong.
    pub size: u64,
    /// The bytes that follow.
    pub bytes: &'a [u8],
}

impl<'a> Member<'a> {
    /// A plain file.
    pub fn file(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            name,
            prefix: "",
            kind: b'0',
            link: "",
            mode: 0o644,
            size: bytes.len() as u64,
            bytes,
        }
    }

    /// A link of the given kind.
    pub fn link(kind: u8, name: &'a str, link: &'a str) -> Self {
        Self {
            kind,
            link,
            ..Self::file(name, b"")
        }
    }
}

/// An archive of these members, with its end mark.
pub fn archive(members: &[Member<'_>]) -> Vec<u8> {
    let mut bytes: Vec<u8> = members.iter().flat_map(block).collect();
    bytes.extend([0; 1024]);
    bytes
}

/// A file whose path is given by a pax header.
pub fn pax_path(path: &str, bytes: &[u8]) -> Vec<u8> {
    let record = pax_record("path", path);
    let header = Member {
        kind: b'x',
        ..Member::file("PaxHeaders/x", record.as_bytes())
    };
    [block(&header), block(&Member::file("shortened", bytes))].concat()
}

/// A file whose path is given by a GNU long name.
pub fn gnu_path(path: &str, bytes: &[u8]) -> Vec<u8> {
    let name = format!("{path}\0");
    let header = Member {
        kind: b'L',
        ..Member::file("././@LongLink", name.as_bytes())
    };
    [block(&header), block(&Member::file("shortened", bytes))].concat()
}

/// One member: header, bytes, padding.
pub fn block(member: &Member<'_>) -> Vec<u8> {
    let mut header = [0_u8; 512];
    put(&mut header, 0, member.name.as_bytes());
    put(&mut header, 100, format!("{:07o}", member.mode).as_bytes());
    put(&mut header, 108, b"0000000\x000000000");
    put(&mut header, 124, format!("{:011o}", member.size).as_bytes());
    put(&mut header, 136, b"00000000000");
    put(&mut header, 148, b"        ");
    put(&mut header, 156, &[member.kind]);
    put(&mut header, 157, member.link.as_bytes());
    put(&mut header, 257, b"ustar\x0000");
    put(&mut header, 345, member.prefix.as_bytes());
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    put(&mut header, 148, format!("{sum:06o}\0").as_bytes());
    let mut bytes = [header.as_slice(), member.bytes].concat();
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

/// A record of a pax header, which begins with its own length.
fn pax_record(key: &str, value: &str) -> String {
    let rest = format!(" {key}={value}\n");
    let mut length = rest.len() + 1;
    while length != rest.len() + length.to_string().len() {
        length = rest.len() + length.to_string().len();
    }
    format!("{length}{rest}")
}

fn put(header: &mut [u8; 512], at: usize, bytes: &[u8]) {
    for (slot, byte) in header.iter_mut().skip(at).zip(bytes) {
        *slot = *byte;
    }
}
