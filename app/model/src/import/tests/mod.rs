//! Tests of import: packs, charts, manifests, archives around them, and other files.

mod joining;
mod new_packs;

use pack_archive::Format;
use pack_syntax::Yaml;
use serde_json::{Value, json};

use super::*;
use crate::edit::Session;

fn entries(files: &[(&str, &str)]) -> Vec<Entry> {
    files
        .iter()
        .map(|(path, text)| Entry::new(*path, text.as_bytes()))
        .collect()
}

fn archive(format: Format, files: &[(&str, &str)]) -> Vec<u8> {
    pack_archive::write(format, "top", "1", &entries(files)).unwrap()
}

fn chart(name: &str, version: &str, values: &str) -> Vec<u8> {
    let about = format!("apiVersion: v2\nname: {name}\nversion: {version}\n");
    archive(
        Format::TarGz,
        &[("Chart.yaml", &about), ("values.yaml", values)],
    )
}

fn opened(files: Vec<Entry>) -> Result<Import, ImportError> {
    open(files, &Limits::default())
}

fn paths(pack: &Pack) -> Vec<&str> {
    pack.files().map(|(path, _)| path.as_str()).collect()
}

fn check_pack(files: Vec<Entry>, folder: Option<&str>, expected: &[&str], notices: usize) {
    let import = opened(files).unwrap();
    let said = import.notices();
    match import {
        Import::Pack { pack, .. } => {
            let found = pack.origin().folder.as_deref();
            assert_eq!((paths(&pack).as_slice(), found), (expected, folder));
            assert_eq!(said.len(), notices, "{said:?}");
        }
        other => panic!("no pack: {other:?}"),
    }
}

const WEB: &[(&str, &str)] = &[("pack.json", "{}"), ("charts/x/Chart.yaml", "name: x")];

#[test]
fn a_pack_comes_in_from_its_folder_and_from_archives_in_archives() {
    let expected = ["charts/x/Chart.yaml", "pack.json"];
    check_pack(entries(WEB), None, &expected, 0);
    check_pack(
        entries(&[("web-1/pack.json", "{}")]),
        Some("web-1"),
        &["pack.json"],
        0,
    );
    check_pack(
        entries(&[("a/web/pack.json", "{}"), ("a/web/sub/pack.json", "{}")]),
        Some("web"),
        &["pack.json", "sub/pack.json"],
        0,
    );
    let long = format!("web/{}", "long/".repeat(700) + "x");
    check_pack(
        entries(&[("web/pack.json", "{}"), (&long, "x")]),
        Some("web"),
        &["pack.json"],
        1,
    );
    for format in [Format::Zip, Format::TarGz] {
        let file = Entry::new("download.bin", archive(format, WEB));
        check_pack(vec![file], Some("top-1"), &expected, 0);
    }
    let inner = Entry::new("artifact.tar.gz", archive(Format::TarGz, WEB));
    let outer = pack_archive::write(Format::Zip, "build", "1", &[inner]).unwrap();
    check_pack(
        vec![Entry::new("build.zip", outer)],
        Some("top-1"),
        &expected,
        0,
    );
}

#[test]
fn a_pack_comes_in_from_an_oci_layout() {
    let expected = ["charts/x/Chart.yaml", "pack.json"];
    let layout = archive(Format::OciLayout, WEB);
    let limits = Limits::default();
    let files = pack_archive::read(&layout, &limits).unwrap().entries;
    check_pack(
        vec![Entry::new("web.oci.tar", layout)],
        Some("top-1"),
        &expected,
        0,
    );
    let zipped = pack_archive::write(Format::Zip, "layout", "1", &files).unwrap();
    check_pack(
        vec![Entry::new("x.zip", zipped)],
        Some("top-1"),
        &expected,
        0,
    );
    check_pack(files.clone(), Some("top-1"), &expected, 0);
    let without_index = files.into_iter().map(|mut file| {
        if file.path == "index.json" {
            file.bytes = b"{}".as_slice().into();
        }
        file
    });
    let error = opened(without_index.collect()).unwrap_err().to_string();
    assert!(
        error.contains("OCI layout") && error.contains("Nothing was opened"),
        "{error}"
    );
}

#[test]
fn an_archive_that_was_cut_before_pack_json_is_said_to_be_damaged() {
    let noise: Vec<u8> = (0..40_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let files = [
        Entry::new("README.md", *b"# Web\n"),
        Entry::new("a/noise.bin", noise),
        Entry::new("pack.json", *b"{}"),
    ];
    let archive = pack_archive::write_tar_gz("web", &files).unwrap();
    let cut = archive[..archive.len() / 2].to_vec();
    let error = opened(vec![Entry::new("web.tar.gz", cut)])
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("it is damaged: its end is missing. No pack"),
        "{error}"
    );
}

#[test]
fn manifests_in_another_encoding_become_utf_8() {
    let text = "apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: café}\r\n";
    let marked = format!("\u{feff}{text}");
    let units =
        |unit: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    for bytes in [units(u16::to_le_bytes), units(u16::to_be_bytes), latin] {
        let import = opened(vec![Entry::new("web.yaml", bytes)]).unwrap();
        assert!(
            import.notices()[0].contains("became UTF-8"),
            "{:?}",
            import.notices()
        );
        let pack = import.into_pack();
        assert_eq!(pack.text("manifests/web.yaml"), Some(text));
    }
}

#[test]
fn what_macos_adds_beside_a_pack_is_left_out_and_in_it_is_kept() {
    let beside = [
        ("__MACOSX/web/._pack.json", "x"),
        ("._web", "x"),
        ("web/pack.json", "{}"),
        ("web/._pack.json", "x"),
    ];
    let expected = ["._pack.json", "pack.json"];
    check_pack(entries(&beside), Some("web"), &expected, 0);
    let inner = Entry::new("a.tar.gz", archive(Format::TarGz, WEB));
    let fork = Entry::new("__MACOSX/._a.tar.gz", *b"x");
    check_pack(
        vec![fork, inner],
        Some("top-1"),
        &["charts/x/Chart.yaml", "pack.json"],
        0,
    );
}

#[test]
fn what_lies_beside_a_pack_and_what_a_pack_lacks_is_said() {
    check_pack(
        entries(&[("web/pack.json", "{}"), ("notes.txt", "")]),
        Some("web"),
        &["pack.json"],
        1,
    );
    check_pack(
        entries(&[("web/values.yaml", ""), ("web/logo.png", "")]),
        Some("web"),
        &["logo.png", "values.yaml"],
        1,
    );
    let linked = opened(entries(&[("pack.json", "{}"), ("../x", "")])).unwrap();
    assert!(
        linked.notices()[0].contains("../x"),
        "{:?}",
        linked.notices()
    );
}

fn check_refused(files: Vec<Entry>, says: &str) {
    let error = opened(files).unwrap_err().to_string();
    assert!(error.contains(says), "{error}");
    assert!(
        error.ends_with("nothing was opened or changed.")
            || error.ends_with("Nothing was opened or changed."),
        "{error}"
    );
}

#[test]
fn what_is_nothing_that_a_pack_can_be_made_of_is_refused_in_words() {
    check_refused(Vec::new(), "no files");
    check_refused(entries(&[("../x", "")]), "../x");
    check_refused(
        entries(&[("a.txt", ""), ("b.txt", ""), ("c", ""), ("d", "")]),
        "a.txt, b.txt, c and 1 more",
    );
    check_refused(
        entries(&[("a/pack.json", "{}"), ("b/pack.json", "{}")]),
        "2 packs here (a, b)",
    );
    check_refused(
        vec![Entry::new(
            "x.tgz",
            archive(Format::TarGz, &[("Chart.yaml", "version: 1")]),
        )],
        "has no name",
    );
    check_refused(
        entries(&[("x/Chart.yaml", "name: [")]),
        "x: The chart's Chart.yaml cannot be read",
    );
    check_refused(vec![Entry::new("x.zip", *b"PK\x03\x04 cut")], "damaged");
    check_refused(
        vec![Entry::new("big", vec![0; 64])]
            .into_iter()
            .chain(entries(&[("b", "")]))
            .collect(),
        "big, b",
    );
    let small = Limits {
        file: 1,
        ..Limits::default()
    };
    assert!(matches!(
        open(entries(&[("a", "xx")]), &small),
        Err(ImportError::Archive(_))
    ));
}
