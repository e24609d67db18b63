//! Properties: no input makes reading panic, and written entries read back the same.

#![allow(clippy::disallowed_methods, reason = "tests are not in the page")]

mod raw;

use std::collections::HashSet;

use pack_archive::{Entry, Format, Limits, detect, from_loose, read, strip_single_root, write};
use proptest::prelude::*;
use raw::tar::{Header, Tar};
use raw::zip::{Member, archive};

const LIMITS: Limits = Limits {
    total: 1 << 20,
    file: 1 << 18,
    entries: 100,
    ratio: 1_000,
};

/// Reads arbitrary bytes. The resulting paths must be unique, and accepted when checked again.
fn check(bytes: &[u8]) {
    let Ok(contents) = read(bytes, &LIMITS) else {
        return;
    };
    assert!(detect(bytes).is_some());
    let paths: HashSet<&str> = contents.entries.iter().map(|e| e.path.as_str()).collect();
    assert_eq!(paths.len(), contents.entries.len());
    let again = from_loose(contents.entries.clone(), &LIMITS);
    assert_eq!(again.map(|again| again.entries), Ok(contents.entries));
}

fn zip_sample() -> Vec<u8> {
    archive(&[
        Member::deflated("p/a", b"the first file"),
        Member::stored("p/b", b"the second file").with_descriptor(),
        Member::deflated("p/c", &[b'c'; 300]).with_zip64(),
    ])
}

fn tar_sample() -> Vec<u8> {
    let name = "g/".repeat(80) + "name";
    Tar::new()
        .file("p/a", "the first file")
        .pax(&[("path", "p/b"), ("size", "4")])
        .file("x", "text")
        .member(
            &Header::of_kind("././@LongLink", b'L', name.len()),
            name.as_bytes(),
        )
        .file("x", "last")
        .end()
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let path = "[a-cA-Zäß {}._-]{1,60}(/[a-c0-9_-]{1,60}){0,4}";
    let entry = (
        path,
        prop::collection::vec(any::<u8>(), 0..600),
        any::<bool>(),
    );
    prop::collection::vec(entry, 1..12).prop_map(|drawn| {
        let entries = drawn.into_iter().map(|(path, bytes, executable)| Entry {
            path,
            bytes: bytes.into(),
            executable,
        });
        // Keep only entries that reading does not change: unique paths that are not also folders.
        let mut kept: Vec<Entry> = Vec::new();
        for entry in entries {
            let below = |one: &str, other: &str| {
                one.strip_prefix(other)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let part = |part: &str| part == "." || part == ".." || part.starts_with("._");
            let clash = kept
                .iter()
                .any(|other| below(&entry.path, &other.path) || below(&other.path, &entry.path));
            if !clash && !entry.path.split('/').any(part) {
                kept.push(entry);
            }
        }
        kept.sort_by(|one, other| one.path.cmp(&other.path));
        kept
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(
        start in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\x1f\x8b\x08\x1c",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        check(&[start, &rest].concat());
    }

    #[test]
    fn damaged_archives_are_read_or_refused(
        which in 0..3usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = match which {
            0 => zip_sample(),
            1 => tar_sample(),
            _ => raw::gzip(&tar_sample()),
        };
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        check(&bytes);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_entries_survive_a_round_trip(entries in entries()) {
        for format in [Format::Zip, Format::TarGz] {
            let bytes = write(format, "p", "1", &entries).unwrap();
            let mut contents = read(&bytes, &LIMITS).unwrap();
            strip_single_root(&mut contents);
            prop_assert_eq!(&contents.entries, &entries);
        }
    }
}

#[test]
fn no_flipped_bit_causes_a_panic() {
    for sample in [zip_sample(), raw::gzip(&tar_sample())] {
        for at in 0..sample.len() {
            for bit in 0..8 {
                let mut bytes = sample.clone();
                bytes[at] ^= 1 << bit;
                check(&bytes);
            }
        }
    }
}
