//! Differences in every area, and that taking them back gives the earlier pack.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::Values;
use crate::edit::{Change, Session, Transaction};
use crate::pack::file::File;
use crate::pack::path::FilePath;

fn pack(files: &[(&str, &str)]) -> Pack {
    let mut pack = Pack::default();
    for (path, text) in files {
        pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
    }
    pack
}

/// A pack after changes, of which none is refused.
fn changed(pack: &Pack, changes: impl IntoIterator<Item = Change>) -> Pack {
    let mut session = Session::open(pack.clone());
    for change in changes {
        let step = Transaction::new("Take over", vec![change.clone()]);
        if let Err(refusal) = session.apply(step) {
            panic!("{refusal}: {change:?}");
        }
    }
    session.pack().clone()
}

fn files(pack: &Pack) -> Vec<(&FilePath, &File)> {
    pack.files().collect()
}

#[test]
fn every_area_tells_what_differs() {
    let before = pack(&[
        ("pack.json", r#"{"name": "web", "version": "1.0.0"}"#),
        (
            "values.yaml",
            "pack:\n  content:\n    images:\n      - image: x.io/web:1.0\ncharts:\n  web:\n    port: 80\n",
        ),
        ("notes.txt", "a\nb\n"),
        ("old.txt", "x"),
    ]);
    let after = pack(&[
        ("pack.json", r#"{"name": "web", "version": "1.1.0"}"#),
        (
            "values.yaml",
            "pack:\n  content:\n    images:\n      - image: x.io/web:1.1\ncharts:\n  web:\n    port: 81\n",
        ),
        ("notes.txt", "a\nc\n"),
        ("new.txt", "x"),
    ]);
    let found = Comparison::between(&before, &after);
    let report = report::Report::of(&before, &after, &found, None);
    assert_eq!(report.title, "web 1.0.0 → 1.1.0");
    let rows = report.sections.iter().flat_map(|section| {
        let rows = section.rows.iter();
        rows.map(|row| {
            let report::Row {
                kind,
                name,
                before,
                after,
                note,
            } = row;
            format!(
                "{}: {} {name} {before}>{after} {note}",
                section.title,
                kind.word()
            )
        })
    });
    let expected = [
        "pack.json: changed version 1.0.0>1.1.0 ",
        "Listed images: changed x.io/web 1.0>1.1 ",
        "Values: changed pack.content.images[0].image x.io/web:1.0>x.io/web:1.1 ",
        "Values: changed charts.web.port 80>81 ",
        "Files: added new.txt > ",
        "Files: changed notes.txt > +1 −1 lines",
        "Files: removed old.txt > ",
        "Files: changed pack.json > +1 −1 lines",
        "Files: changed values.yaml > +2 −2 lines",
    ];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}

#[test]
fn every_line_of_an_area_is_taken_back_by_itself() {
    let values = |port: u16, tag: &str, more: &str| {
        format!(
            "pack:\n  content:\n    images:\n      - image: x.io/web:{tag} # ours\n{more}charts:\n  web:\n    port: {port}\n"
        )
    };
    let before = pack(&[
        ("pack.json", r#"{"name": "web", "version": "1.0.0"}"#),
        (
            "values.yaml",
            &values(80, "1.0", "      - image: x.io/tool:1\n"),
        ),
        ("old.txt", "x"),
    ]);
    let after = pack(&[
        ("pack.json", r#"{"name": "web", "version": "1.1.0"}"#),
        (
            "values.yaml",
            &values(81, "1.1", "      - image: x.io/new:1\n"),
        ),
        ("new.txt", "x"),
    ]);
    let listing = |after: &Pack| Listing {
        comparison: Comparison::between(&before, after),
        rendered: None,
    };
    for (area, paths) in [
        (
            Area::File,
            &["new.txt", "old.txt", "pack.json", "values.yaml"][..],
        ),
        (Area::Image, &["x.io/new", "x.io/tool", "x.io/web"]),
        (
            Area::Value,
            &[
                "/version",
                "/pack/content/images/0/image",
                "/pack/content/images/1/image",
                "/charts/web/port",
            ],
        ),
        (Area::Default, &[]),
        (Area::Object, &[]),
    ] {
        let found = listing(&after);
        let lines = (0..found.count(area)).filter_map(|index| found.line(area, index));
        let lines: Vec<_> = lines.map(|line| line.path).collect();
        assert_eq!(lines, paths);
        let mut now = after.clone();
        for left in (0..paths.len()).rev() {
            let found = listing(&now);
            assert!(found.line(area, 0).unwrap().can_take_back);
            now = changed(&now, found.take_back(area, 0, &now));
            assert_eq!(listing(&now).count(area), left, "{area:?}");
        }
        if area == Area::File {
            assert_eq!(files(&now), files(&before));
        }
    }
    assert_eq!(listing(&after).line(Area::File, 9), None);
    let text = listing(&after).report(&before, &after).markdown();
    assert!(text.starts_with("## web 1.0.0 → 1.1.0\n"), "{text}");
}

#[test]
fn files_that_came_or_went_have_their_texts() {
    let mut before = pack(&[("a.txt", "x\n"), ("b.txt", "1\n"), ("c.txt", "")]);
    let after = pack(&[("b.txt", "2\n"), ("d.txt", "y\nz\n")]);
    before.put(FilePath::of("e.bin"), Some(File::new(*b"\0")));
    let found = Listing {
        comparison: Comparison::between(&before, &after),
        rendered: None,
    };
    let texts = (0..found.count(Area::File)).map(|index| {
        let texts = found.texts(Area::File, index)?;
        Some((
            texts.before,
            texts.after,
            texts.runs.len(),
            texts.is_telling,
        ))
    });
    let expected = [
        Some(("x\n", "", 1, false)),
        Some(("1\n", "2\n", 1, true)),
        None,
        Some(("", "y\nz\n", 1, false)),
        None,
    ];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
    let other = Listing::default();
    assert!(found.is_same(&other, Area::Value) && !found.is_same(&other, Area::File));
}

#[test]
fn a_pack_is_like_itself() {
    let same = pack(&[("pack.json", "{}"), ("values.yaml", "a: 1\n")]);
    let found = Comparison::between(&same, &same);
    assert!(found.is_empty() && found.values.is_empty());
    let report = report::Report::of(&same, &same, &found, None);
    assert!(report.sections.is_empty() && report.attention.is_empty());
}

#[test]
fn single_runs_of_lines_are_taken_back() {
    let (before, after) = (
        pack(&[("a.txt", "1\r\n2\r\n3\r\n4\r\n")]),
        pack(&[("a.txt", "1\r\nzwei\r\n3\r\n4\r\n5\r\n")]),
    );
    let found = Comparison::between(&before, &after);
    let file = &found.files[0];
    let back = changed(&after, file.take_lines_back(0));
    assert_eq!(back.text("a.txt"), Some("1\r\n2\r\n3\r\n4\r\n5\r\n"));
    let back = changed(&after, file.take_lines_back(1));
    assert_eq!(back.text("a.txt"), Some("1\r\nzwei\r\n3\r\n4\r\n"));
    assert_eq!(file.take_lines_back(2), None);
}

/// A document whose root is a map.
fn document() -> impl Strategy<Value = Map<String, Value>> {
    let scalar = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        (-3..300i64).prop_map(Value::from),
        "[a-c1: #\n]{0,5}".prop_map(Value::from),
    ];
    let any = scalar.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-d/]{1,2}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    prop::collection::btree_map("[a-d]{1,2}", any, 0..5).prop_map(|map| map.into_iter().collect())
}

fn of_values(values: &Map<String, Value>) -> Pack {
    let text = serde_yaml::to_string(values).unwrap();
    pack(&[("values.yaml", &format!("# Values.\n{text}"))])
}

proptest! {
    #[test]
    fn all_values_taken_back_give_the_earlier_meaning(old in document(), new in document()) {
        let (before, after) = (of_values(&old), of_values(&new));
        let found = Comparison::between(&before, &after);
        let back = changed(&after, found.values.iter().map(EntryDifference::take_back));
        prop_assert_eq!(Values::of(&back).yaml().value(), Some(Value::Object(old)));
    }

    #[test]
    fn all_files_taken_back_are_the_other_pack_byte_for_byte(
        old in prop::collection::btree_map("[a-c]", "[ab\r\n]{0,12}", 0..3),
        new in prop::collection::btree_map("[a-c]", "[ab\r\n]{0,12}", 0..3),
    ) {
        let of = |files: &std::collections::BTreeMap<String, String>| {
            let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            pack(&files)
        };
        let (before, after) = (of(&old), of(&new));
        let found = Comparison::between(&before, &after);
        let back = changed(&after, found.files.iter().map(FileDifference::take_back));
        prop_assert_eq!(files(&back), files(&before));
        // The same by runs of lines, the last first, since each moves what follows it.
        for file in &found.files {
            let FileState::Changed { text: Some(text), .. } = &file.state else { continue };
            let runs = (0..text.hunks.len()).rev();
            let back = changed(&after, runs.filter_map(|run| file.take_lines_back(run)));
            prop_assert_eq!(back.file(file.path.as_str()), before.file(file.path.as_str()));
        }
    }
}
