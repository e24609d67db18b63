//! Files that join the open pack.

use super::*;

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
