//! Tests of import: packs, charts, manifests, archives around them, and other files.

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

#[test]
fn a_chart_becomes_a_pack_with_its_name_values_images_and_archive() {
    let about = "name: cert-manager\nversion: v1.10.0+up1\nappVersion: 1.10\ndescription: Issues certificates.\n\
        home: https://example.com\nicon: https://example.com/i.svg\nannotations:\n  artifacthub.io/category: security\n";
    let values = "# How many\r\nreplicas: 1\r\nimage: {repository: quay.io/org/cm, tag: v1}\r\n";
    let bytes = archive(
        Format::TarGz,
        &[("Chart.yaml", about), ("values.yaml", values)],
    );
    let import = opened(vec![Entry::new("cm.tgz", bytes.clone())]).unwrap();
    assert!(matches!(import, Import::Chart { .. }));
    let said = import.notices().join("\n");
    assert!(
        said.contains("changed to 1.10.0") && said.contains("https://example.com/i.svg"),
        "{said}"
    );
    assert!(!said.contains("add-on type"), "{said}");
    let pack = import.into_pack();
    assert_eq!(
        paths(&pack),
        [
            "README.md",
            "charts/cm.tgz",
            "logo.png",
            "pack.json",
            "values.yaml"
        ]
    );
    assert_eq!(*pack.file("charts/cm.tgz").unwrap().bytes, bytes);
    assert_eq!(
        pack.manifest().json().value(),
        json!({
            "name": "cert-manager", "displayName": "Cert Manager", "version": "1.10.0", "layer": "addon",
            "addonType": "security", "cloudTypes": ["all"],
            "annotations": {"description": "Issues certificates.", "docsURL": "https://example.com"},
            "charts": ["charts/cm.tgz"],
        })
    );
    let text = pack.text("values.yaml").unwrap();
    assert!(
        text.contains("\n  cert-manager:\n    # How many\n    replicas: 1\n"),
        "{text}"
    );
    let read = Yaml::read(text).value().unwrap();
    assert_eq!(
        read["pack"]["content"]["images"],
        json!([{"image": "quay.io/org/cm:v1"}])
    );
    assert_eq!(read["charts"]["cert-manager"]["image"]["tag"], "v1");
    let readme = pack.text("README.md").unwrap();
    assert!(
        readme.contains("Issues certificates.") && readme.contains("application version 1.10"),
        "{readme}"
    );
}

/// The images that a new pack of one chart lists.
fn listed_images(values: &str) -> Value {
    let import = opened(vec![Entry::new("web.tgz", chart("web", "1", values))]).unwrap();
    let pack = import.into_pack();
    let values = Yaml::read(pack.text("values.yaml").unwrap())
        .value()
        .unwrap();
    values["pack"]["content"]["images"].clone()
}

#[test]
fn images_of_parts_that_are_switched_off_are_not_listed() {
    let values = "image: x.io/a:1\nlog:\n  enabled: false\n  image: x.io/log:1\n";
    assert_eq!(listed_images(values), json!([{ "image": "x.io/a:1" }]));
    let values = values.replace("false", "true");
    assert_eq!(
        listed_images(&values),
        json!([{ "image": "x.io/a:1" }, { "image": "x.io/log:1" }])
    );
}

#[test]
fn a_chart_that_carries_the_metadata_of_its_pack_is_still_a_chart() {
    let files = |listed: &'static str| {
        [
            ("Chart.yaml", "name: web\nversion: 1.0.0"),
            ("pack.json", listed),
            ("charts/x.tgz", ""),
        ]
    };
    let open_archive = |listed| {
        let bytes = archive(Format::TarGz, &files(listed));
        opened(vec![Entry::new("web.tgz", bytes)]).unwrap()
    };
    assert!(matches!(
        open_archive(r#"{"charts":["charts/web.tgz"]}"#),
        Import::Chart { .. }
    ));
    assert!(matches!(open_archive("{}"), Import::Chart { .. }));
    assert!(matches!(
        open_archive(r#"{"charts":["charts/x.tgz"]}"#),
        Import::Pack { .. }
    ));
}

#[test]
fn an_unpacked_chart_is_packed_and_several_charts_share_a_pack() {
    let files = entries(&[
        ("anything/Chart.yaml", "name: web\nversion: 1.0.0"),
        ("anything/templates/x.yaml", "kind: {{ .x }}"),
    ]);
    let pack = opened(files).unwrap().into_pack();
    let packed = pack.file("charts/web-1.0.0.tgz").unwrap();
    let inside = pack_archive::read(&packed.bytes, &Limits::default()).unwrap();
    assert_eq!(inside.entries[0].path, "web/Chart.yaml");

    let files = vec![
        Entry::new("b.tgz", chart("b", "2", "x: 1")),
        Entry::new("a.tar.gz", chart("a", "1", "")),
        Entry::new("again.tgz", chart("a", "1", "")),
        Entry::new("crd.yaml", *b"apiVersion: v1\nkind: Pod\n"),
        Entry::new("README.md", *b"# Mine\n"),
        Entry::new("notes.txt", *b""),
    ];
    let import = opened(files).unwrap();
    let said = import.notices().join("\n");
    assert!(
        said.contains("again.tgz was left out")
            && said.contains("notes.txt")
            && said.contains("2 charts, b"),
        "{said}"
    );
    let pack = import.into_pack();
    let listed = |listed: Vec<crate::pack::manifest::Listed>| {
        listed
            .into_iter()
            .map(|listed| listed.path)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        listed(pack.manifest().charts()),
        ["charts/b.tgz", "charts/a-1.tgz"]
    );
    assert_eq!(
        listed(pack.manifest().kube_manifests()),
        ["manifests/crd.yaml"]
    );
    assert_eq!(pack.text("README.md"), Some("# Mine\n"));
    assert_eq!(
        Yaml::read(pack.text("values.yaml").unwrap())
            .value()
            .unwrap()["charts"],
        json!({"b": {"x": 1}, "a": {}})
    );
}

#[test]
fn manifests_become_a_pack_in_the_order_of_their_paths_under_names_of_their_own() {
    let pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: nginx:1.2\n";
    let files = entries(&[
        ("my app/b/x.yaml", pod),
        ("my app/a/x.yaml", pod),
        ("my app/c", pod),
        ("my app/notes.txt", ""),
    ]);
    let import = opened(files).unwrap();
    assert!(matches!(import, Import::Manifests { .. }));
    let pack = import.into_pack();
    let manifest = pack.manifest();
    let listed: Vec<_> = manifest
        .kube_manifests()
        .into_iter()
        .map(|listed| listed.path)
        .collect();
    assert_eq!(
        listed,
        ["manifests/x.yaml", "manifests/x-2.yaml", "manifests/c.yaml"]
    );
    assert!(listed.iter().all(|path| pack.text(path) == Some(pod)));
    assert_eq!(
        (
            manifest.name().as_deref(),
            manifest.display_name().as_deref()
        ),
        (Some("my-app"), Some("My App"))
    );
    let values = Yaml::read(pack.text("values.yaml").unwrap())
        .value()
        .unwrap();
    assert_eq!(
        values["pack"]["content"]["images"],
        json!([{"image": "docker.io/library/nginx:1.2"}])
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

fn session(files: &[(&str, &str)]) -> Session {
    Session::open(Pack::from_entries(entries(files)).0)
}

/// Adds files to the pack of a session and gives what the addition says: replaced files, notices.
fn add(session: &mut Session, files: Vec<Entry>) -> (Vec<String>, Vec<String>) {
    match add_to(session.pack(), files, &Limits::default()).unwrap() {
        Addition::Files {
            transaction,
            replaced,
            notices,
            ..
        } => {
            session.apply(transaction).unwrap();
            (replaced.iter().map(ToString::to_string).collect(), notices)
        }
        other => panic!("no files: {other:?}"),
    }
}

const OPEN: &[(&str, &str)] = &[
    ("pack.json", "{\n  \"name\": \"web\"\n}\n"),
    ("values.yaml", "a: 1\n"),
];

#[test]
fn files_join_an_open_pack_where_they_belong_in_one_step() {
    let mut session = session(OPEN);
    let png = "\u{fffd}";
    assert_eq!(png.len(), 3);
    let files = vec![
        Entry::new("web.tgz", chart("web", "1", "# why\nc: 3\n")),
        Entry::new("x/deploy.yaml", *b"apiVersion: v1\nkind: Pod\n"),
        Entry::new("icon-final.png", *b"\x89PNG\r\n\x1a\n"),
        Entry::new("values.yaml", *b"b: 2\n"),
        Entry::new("NOTES.txt", *b""),
    ];
    let (replaced, notices) = add(&mut session, files);
    assert_eq!(
        (replaced, notices.len()),
        (vec!["values.yaml".to_owned()], 1),
        "{notices:?}"
    );
    let pack = session.pack();
    assert_eq!(
        pack.text("values.yaml"),
        Some("b: 2\ncharts:\n  web:\n    # why\n    c: 3\n")
    );
    assert_eq!(
        paths(pack),
        [
            "NOTES.txt",
            "charts/web.tgz",
            "logo.png",
            "manifests/deploy.yaml",
            "pack.json",
            "values.yaml"
        ]
    );
    assert_eq!(pack.manifest().charts()[0].path, "charts/web.tgz");
    assert_eq!(
        pack.manifest().kube_manifests()[0].path,
        "manifests/deploy.yaml"
    );
    assert_eq!(session.undo_label(), Some("Add 5 files"));
    session.undo().unwrap();
    assert_eq!(session.pack().text("values.yaml"), Some("a: 1\n"));
    assert_eq!(paths(session.pack()), ["pack.json", "values.yaml"]);
}

#[test]
fn a_newer_archive_of_a_listed_chart_takes_its_place() {
    let mut session = session(OPEN);
    add(
        &mut session,
        vec![Entry::new("web-1.tgz", chart("web", "1", ""))],
    );
    let (replaced, notices) = add(
        &mut session,
        vec![Entry::new("web-2.tgz", chart("web", "2", ""))],
    );
    assert_eq!(replaced, ["charts/web-1.tgz"]);
    assert!(notices[0].contains("was replaced by"), "{notices:?}");
    assert_eq!(
        paths(session.pack()),
        ["charts/web-2.tgz", "pack.json", "values.yaml"]
    );
    assert_eq!(session.pack().manifest().charts().len(), 1);
    add(
        &mut session,
        vec![Entry::new("web-2.tgz", chart("web", "2", "new: 1"))],
    );
    assert_eq!(session.undo_label(), Some("Replace charts/web-2.tgz"));
    assert_eq!(session.pack().manifest().charts().len(), 1);
    add(
        &mut session,
        vec![
            Entry::new("store.tgz", chart("store", "1", "")),
            Entry::new("cache.tgz", chart("cache", "1", "")),
        ],
    );
    let listed = session.pack().manifest().charts();
    let listed: Vec<_> = listed.iter().map(|listed| listed.path.as_str()).collect();
    assert_eq!(
        listed,
        ["charts/web-2.tgz", "charts/store.tgz", "charts/cache.tgz"]
    );
}

#[test]
fn a_broken_pack_json_is_left_alone() {
    let mut session = session(&[("pack.json", "{")]);
    let (_, notices) = add(
        &mut session,
        vec![Entry::new("web.tgz", chart("web", "1", ""))],
    );
    assert!(notices[0].contains("could not be listed"), "{notices:?}");
    assert_eq!(
        (
            session.pack().text("pack.json"),
            session.pack().file("charts/web.tgz").is_some()
        ),
        (Some("{"), true)
    );
    add(&mut session, entries(&[("pack.json", "{}")]));
    assert_eq!(session.pack().text("pack.json"), Some("{}"));
}

#[test]
fn other_packs_and_images_are_left_to_the_user() {
    let pack = Pack::from_entries(entries(OPEN)).0;
    let add = |files| add_to(&pack, files, &Limits::default());
    assert!(matches!(
        add(entries(WEB)),
        Ok(Addition::Pack(Import::Pack { .. }))
    ));
    assert!(matches!(
        add(entries(&[("x.svg", "<svg>")])),
        Ok(Addition::Image {
            kind: crate::logo::ImageKind::Svg,
            ..
        })
    ));
    let two = add(entries(&[("a/pack.json", "{}"), ("b/pack.json", "{}")]));
    assert!(matches!(two, Err(ImportError::SeveralPacks(_))));
    let broken = archive(Format::TarGz, &[("Chart.yaml", "- x")]);
    assert!(matches!(
        add(vec![Entry::new("x.tgz", broken)]),
        Err(ImportError::Chart { .. })
    ));
}
