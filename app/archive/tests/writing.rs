//! Writing: archives are read back by this crate, and their fields are checked one by one.

#![allow(clippy::disallowed_methods, reason = "tests are not in the page")]

mod raw;

use std::io::Read;

use flate2::read::GzDecoder;
use pack_archive::{
    Entry, Error, Format, Limits, Reason, from_loose, read, sha256_hex, strip_single_root, write,
    write_oci_layout,
};
use raw::{files, reports};
use serde_json::{Value, json};

/// Entries in the order of their paths, one for each way of storing a path.
fn sample() -> Vec<Entry> {
    let script = Entry {
        executable: true,
        ..Entry::new("scripts/run.sh", *b"#!/bin/sh\n")
    };
    vec![
        Entry::new("a-b", *b""),
        Entry::new("a.b", vec![b'x'; 2_000]),
        Entry::new("a/b", *b"text"),
        Entry::new(
            format!("charts/{}/values.yaml", "x".repeat(140)),
            *b"prefix",
        ),
        Entry::new("d/".repeat(150) + "deep", *b"pax"),
        Entry::new("pack.json", *b"{}"),
        script,
        Entry::new("ä/ö.yaml", *b"pax as well"),
        Entry::new("x".repeat(200), *b"no slash to split at"),
    ]
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    entries
}

#[test]
fn written_archives_read_back_the_same() {
    let entries = sorted(sample());
    for format in [Format::Zip, Format::TarGz] {
        let bytes = write(format, "pack", "1.0.0", &entries).unwrap();
        let mut contents = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(
            strip_single_root(&mut contents).as_deref(),
            Some("pack-1.0.0")
        );
        assert_eq!(contents.entries, entries, "{format:?}");
        assert_eq!(reports(&contents), []);
    }
}

#[test]
fn the_same_entries_in_any_order_give_the_same_bytes() {
    let mut backwards = sample();
    backwards.reverse();
    for format in Format::ALL {
        let first = write(format, "pack", "1.0.0", &sample()).unwrap();
        let second = write(format, "pack", "1.0.0", &backwards).unwrap();
        assert!(first == second, "{format:?}");
    }
}

#[test]
fn entries_with_bad_paths_are_refused() {
    let bad = |path: &str, reason| Error::BadPath {
        path: path.to_owned(),
        reason,
    };
    let twice = vec![Entry::new("a", *b"1"), Entry::new("a", *b"2")];
    let path = "a".to_owned();
    let one = |path| vec![Entry::new(path, *b"")];
    for format in Format::ALL {
        for (name, entries, expected) in [
            (
                "p",
                twice.clone(),
                Error::DuplicatePath { path: path.clone() },
            ),
            ("p", one("../a"), bad("../a", Reason::LeavesFolder)),
            ("p", one("/a"), bad("/a", Reason::Absolute)),
            ("p", one("a//b"), bad("a//b", Reason::Malformed)),
            ("p/q", one("a"), bad("p/q-1", Reason::LeavesFolder)),
        ] {
            assert_eq!(write(format, name, "1", &entries), Err(expected));
        }
    }
}

#[test]
fn formats_have_names() {
    let names = Format::ALL.map(|format| format.file_name("pack", "1.0.0"));
    assert_eq!(
        names,
        ["pack-1.0.0.zip", "pack-1.0.0.tar.gz", "pack-1.0.0.oci.tar"]
    );
    let types = Format::ALL.map(Format::media_type);
    assert_eq!(
        types,
        ["application/zip", "application/gzip", "application/x-tar"]
    );
}

#[test]
fn tar_is_posix_with_fixed_fields_and_folders_before_their_files() {
    let bytes = write(Format::TarGz, "pack", "1.0.0", &sample()).unwrap();
    assert_eq!(bytes[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    let mut tar = Vec::new();
    GzDecoder::new(&bytes[..]).read_to_end(&mut tar).unwrap();
    let mut archive = tar::Archive::new(&tar[..]);
    let mut seen = Vec::new();
    for member in archive.entries().unwrap() {
        let member = member.unwrap();
        let header = member.header().as_ustar().unwrap();
        assert_eq!(header.magic, *b"ustar\0");
        assert_eq!(
            (header.username_bytes(), header.groupname_bytes()),
            (&b""[..], &b""[..])
        );
        let header = member.header();
        assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
        assert_eq!(header.mtime().unwrap(), 315_532_800);
        let path = String::from_utf8(member.path_bytes().into_owned()).unwrap();
        seen.push((path, header.mode().unwrap()));
    }
    let position = |path: &str| seen.iter().position(|(seen, _)| seen == path).unwrap();
    assert_eq!(seen[0], ("pack-1.0.0/".to_owned(), 0o755));
    assert_eq!(seen[position("pack-1.0.0/pack.json")].1, 0o644);
    assert_eq!(seen[position("pack-1.0.0/scripts/run.sh")].1, 0o755);
    assert!(position("pack-1.0.0/scripts/") < position("pack-1.0.0/scripts/run.sh"));
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), seen.len(), "no folder occurs twice");
}

#[test]
fn the_oci_layout_carries_the_artifact_of_oras_1_0_0() {
    let layer = write(Format::TarGz, "pack", "1.0.0", &sample()).unwrap();
    let layout = write_oci_layout("pack", "1.0.0", &layer).unwrap();
    assert!(layout == write(Format::OciLayout, "pack", "1.0.0", &sample()).unwrap());

    let contents = read(&layout, &Limits::default()).unwrap();
    let bytes_of = |path: &str| {
        let entry = contents.entries.iter().find(|entry| entry.path == path);
        entry.unwrap().bytes.clone()
    };
    let json_of = |path: &str| serde_json::from_slice::<Value>(&bytes_of(path)).unwrap();
    let blob = |digest: &Value| digest.as_str().unwrap().replace("sha256:", "blobs/sha256/");
    assert_eq!(contents.entries.len(), 5);
    assert_eq!(
        json_of("oci-layout"),
        json!({"imageLayoutVersion": "1.0.0"})
    );

    let index = json_of("index.json");
    let digest = &index["manifests"][0]["digest"];
    let manifest_bytes = bytes_of(&blob(digest));
    assert_eq!(
        index,
        json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.index.v1+json",
            "manifests": [{
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "digest": format!("sha256:{}", sha256_hex(&manifest_bytes)),
                "size": manifest_bytes.len(),
                "annotations": {"org.opencontainers.image.ref.name": "1.0.0"},
            }],
        })
    );
    let manifest = json_of(&blob(digest));
    assert_eq!(
        manifest,
        json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {
                "mediaType": "application/vnd.unknown.config.v1+json",
                "digest":
                    "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                "size": 2,
            },
            "layers": [{
                "mediaType": "application/vnd.oci.image.layer.v1.tar",
                "digest": format!("sha256:{}", sha256_hex(&layer)),
                "size": layer.len(),
                "annotations": {"org.opencontainers.image.title": "pack-1.0.0.tar.gz"},
            }],
            "annotations": {"org.opencontainers.image.created": "1980-01-01T00:00:00Z"},
        })
    );
    assert_eq!(*bytes_of(&blob(&manifest["config"]["digest"])), *b"{}");
    assert!(*bytes_of(&blob(&manifest["layers"][0]["digest"])) == *layer);
}

#[test]
fn loose_files_are_checked_like_members() {
    let given = vec![
        Entry::new("./a", *b"1"),
        Entry::new("../b", *b"2"),
        Entry::new("A", *b"3"),
        Entry::new("a", *b"4"),
    ];
    let contents = from_loose(given.clone(), &Limits::default()).unwrap();
    assert_eq!(files(&contents), [("a", "4"), ("A", "3")]);
    let other = "a".to_owned();
    assert_eq!(
        reports(&contents),
        [
            ("../b", &Reason::LeavesFolder),
            ("a", &Reason::Duplicate),
            ("A", &Reason::CaseCollision { other }),
        ]
    );
    let limits = Limits {
        entries: 3,
        ..Limits::default()
    };
    assert_eq!(
        from_loose(given, &limits),
        Err(Error::TooManyEntries { limit: 3 })
    );
}
