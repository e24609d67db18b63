//! Archives that are damaged, unusual or harmful, with the expected report for each.

mod layouts;

use crate::packs::containers::checksum::crc32;
use crate::packs::containers::tar::{self, Member as TarMember};
use crate::packs::containers::zip::{self, Member as ZipMember};
use crate::packs::containers::{deflate_stored, deflate_zeros, gzip};

/// An archive, and the expected outcome of reading it.
#[derive(Debug, Clone)]
pub struct Hostile {
    /// A short name for what is wrong, with hyphens.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The expected outcome.
    pub outcome: Outcome,
}

/// The outcome of reading an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The archive is refused, with a message that contains these words.
    Refused(&'static str),
    /// These files are read, and a report contains these words. Without words there is no report.
    Taken(&'static [&'static str], &'static str),
}

use Outcome::{Refused, Taken};

/// A small file of a pack.
const GOOD: &[u8] = b"{}";

/// All archives.
pub fn archives() -> Vec<Hostile> {
    let archives = [tars(), zips(), layouts::rows(), neither()].concat();
    archives
        .into_iter()
        .map(|(name, bytes, outcome)| Hostile {
            name,
            bytes,
            outcome,
        })
        .collect()
}

type Row = (&'static str, Vec<u8>, Outcome);

/// Bytes that are not an archive.
fn neither() -> Vec<Row> {
    vec![
        ("empty-file", Vec::new(), Refused("No pack")),
        ("text", b"just text".to_vec(), Refused("No pack")),
        (
            "gzip-of-text",
            gzip::member(b"just text"),
            Refused("does not contain a tar"),
        ),
        (
            "gzip-header-only",
            vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255],
            Refused("damaged"),
        ),
    ]
}

fn tars() -> Vec<Row> {
    let good = TarMember::file("p/pack.json", GOOD);
    let with = |member: TarMember<'_>| gzip::member(&tar::archive(&[good.clone(), member]));
    let lying = TarMember {
        size: 1 << 40,
        ..TarMember::file("p/big", b"small")
    };
    let long = format!("p/{}/x", "folder/".repeat(40).trim_end_matches('/'));
    let whole = gzip::member(&tar::archive(&[
        good.clone(),
        TarMember::file("p/values.yaml", &[b'#'; 4000]),
    ]));
    vec![
        (
            "tar-parent",
            with(TarMember::file("p/../../evil", b"x")),
            Taken(&["pack.json"], "leaves the folder"),
        ),
        (
            "tar-absolute",
            with(TarMember::file("/etc/evil", b"x")),
            Taken(&["pack.json"], "an absolute path"),
        ),
        (
            "tar-drive",
            with(TarMember::file("C:\\evil", b"x")),
            Taken(&["pack.json"], "an absolute path"),
        ),
        (
            "tar-symbolic-link",
            with(TarMember::link(b'2', "p/link", "/etc/passwd")),
            Taken(&["pack.json"], "symbolic link"),
        ),
        (
            "tar-hard-link",
            with(TarMember::link(b'1', "p/link", "p/pack.json")),
            Taken(&["link", "pack.json"], ""),
        ),
        (
            "tar-hard-link-outside",
            with(TarMember::link(b'1', "p/link", "/etc/passwd")),
            Taken(&["pack.json"], "not before it in the archive"),
        ),
        (
            "tar-hard-link-in-a-circle",
            with(TarMember::link(b'1', "p/link", "p/link")),
            Taken(&["pack.json"], "not before it in the archive"),
        ),
        (
            "tar-backslash",
            with(TarMember::file("p\\values.yaml", b"x")),
            Taken(&["pack.json"], "a backslash in its name"),
        ),
        (
            "tar-macos-metadata",
            with(TarMember::file("._p", b"x")),
            Taken(&["pack.json"], ""),
        ),
        (
            "tar-device",
            with(TarMember {
                kind: b'3',
                ..TarMember::file("p/device", b"")
            }),
            Taken(&["pack.json"], "not a file"),
        ),
        (
            "tar-twice",
            with(TarMember::file("p/pack.json", b"[]")),
            Taken(&["pack.json"], "more than once"),
        ),
        (
            "tar-case",
            with(TarMember::file("p/Pack.json", b"[]")),
            Taken(&["Pack.json", "pack.json"], "upper and lower case"),
        ),
        (
            "tar-lying-size",
            with(lying),
            Taken(&["pack.json"], "damaged"),
        ),
        (
            "tar-truncated",
            whole[..whole.len() / 2].to_vec(),
            Taken(&["pack.json"], "damaged"),
        ),
        (
            "tar-gnu-long-name",
            gzip::member(&[tar::block(&good), tar::gnu_path(&long, GOOD), vec![0; 1024]].concat()),
            Taken(&["pack.json", "x"], ""),
        ),
        (
            "tar-pax-name",
            gzip::member(&[tar::block(&good), tar::pax_path(&long, GOOD), vec![0; 1024]].concat()),
            Taken(&["pack.json", "x"], ""),
        ),
        (
            "tar-header-fields",
            gzip::member_with_header_fields(&tar::archive(std::slice::from_ref(&good))),
            Taken(&["pack.json"], ""),
        ),
        (
            "tar-plain",
            tar::archive(&[good]),
            Taken(&["pack.json"], ""),
        ),
        ("tar-bomb", tar_bomb(), Refused("larger than 64 MiB")),
    ]
}

fn zips() -> Vec<Row> {
    let good = ZipMember::stored("p/pack.json", GOOD);
    let with = |member: ZipMember| zip::archive(&[good.clone(), member]);
    let odd = |change: fn(&mut ZipMember)| {
        let mut member = ZipMember::stored("p/odd", b"content of the odd one");
        change(&mut member);
        with(member)
    };
    let whole = zip::archive(&[
        good.clone(),
        ZipMember::stored("p/values.yaml", &[b'#'; 4000]),
    ]);
    vec![
        (
            "zip-parent",
            with(ZipMember::stored("p/../../evil", b"x")),
            Taken(&["pack.json"], "leaves the folder"),
        ),
        (
            "zip-absolute",
            with(ZipMember::stored("/etc/evil", b"x")),
            Taken(&["pack.json"], "an absolute path"),
        ),
        (
            "zip-backslashes",
            with(ZipMember::stored("p\\..\\..\\evil", b"x")),
            Taken(&["pack.json"], "leaves the folder"),
        ),
        (
            "zip-backslash",
            with(ZipMember::stored("p\\values.yaml", b"x")),
            Taken(&["pack.json", "values.yaml"], ""),
        ),
        (
            "zip-macos-metadata",
            with(ZipMember::stored("__MACOSX/p/._pack.json", b"x")),
            Taken(&["pack.json"], ""),
        ),
        (
            "zip-symbolic-link",
            odd(|member| member.mode = 0o120_777),
            Taken(&["pack.json"], "symbolic link"),
        ),
        (
            "zip-encrypted",
            odd(|member| member.flags |= zip::ENCRYPTED),
            Taken(&["pack.json"], "encrypted"),
        ),
        (
            "zip-unknown-method",
            odd(|member| member.method = 12),
            Taken(&["pack.json"], "not supported"),
        ),
        (
            "zip-wrong-checksum",
            odd(|member| member.crc ^= 1),
            Taken(&["pack.json"], "damaged"),
        ),
        (
            "zip-lying-size",
            zip_lying(),
            Taken(&["pack.json"], "damaged"),
        ),
        (
            "zip-descriptor",
            odd(|member| member.flags |= zip::DESCRIPTOR),
            Taken(&["odd", "pack.json"], ""),
        ),
        (
            "zip64",
            odd(|member| member.zip64 = true),
            Taken(&["odd", "pack.json"], ""),
        ),
        (
            "zip-twice",
            with(ZipMember::stored("p/pack.json", b"[]")),
            Taken(&["pack.json"], "more than once"),
        ),
        (
            "zip-case",
            with(ZipMember::stored("p/PACK.json", b"[]")),
            Taken(&["PACK.json", "pack.json"], "upper and lower case"),
        ),
        (
            "zip-truncated",
            whole[..whole.len() - 40].to_vec(),
            Taken(&["pack.json", "values.yaml"], "files may be missing"),
        ),
        ("zip-bomb", zip_bomb(), Refused("larger than 64 MiB")),
        (
            "zip-overlapping",
            zip_overlapping(),
            Refused("times its size"),
        ),
        (
            "zip-many-members",
            zip_of_many(),
            Refused("more than 20000"),
        ),
    ]
}

/// A file of zeros that is larger than the limit for one file.
fn zip_bomb() -> Vec<u8> {
    let size = 80 << 20;
    zip::archive(&[ZipMember::deflated(
        "p/zeros",
        deflate_zeros(size),
        size as u64,
        0,
    )])
}

/// A member that unpacks to more bytes than its header states.
fn zip_lying() -> Vec<u8> {
    let real = 4 << 20;
    let lying = ZipMember::deflated("p/zeros", deflate_zeros(real), 10, crc32(&[0; 10]));
    zip::archive(&[ZipMember::stored("p/pack.json", GOOD), lying])
}

fn zip_of_many() -> Vec<u8> {
    let members: Vec<_> = (0..20_001)
        .map(|number| ZipMember::stored(&format!("p/{number}"), b""))
        .collect();
    zip::archive(&members)
}

/// A tar with one file of zeros that is larger than the limit for one file.
fn tar_bomb() -> Vec<u8> {
    let size = 80_usize << 20;
    let header = tar::block(&TarMember {
        size: size as u64,
        ..TarMember::file("p/zeros", b"")
    });
    let mut deflated = deflate_stored(&header);
    if let Some(first) = deflated.first_mut() {
        // Another block follows.
        *first = 0;
    }
    deflated.extend(deflate_zeros(size));
    gzip::wrap(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], &deflated, b"")
}

/// Many members that share the same packed bytes.
fn zip_overlapping() -> Vec<u8> {
    let size = 2 << 20;
    let names: Vec<_> = (0..100).map(|number| format!("p/{number}")).collect();
    let crc = crc32(&vec![0; size]);
    zip::overlapping(
        &names,
        &ZipMember::deflated("p/0", deflate_zeros(size), size as u64, crc),
    )
}
