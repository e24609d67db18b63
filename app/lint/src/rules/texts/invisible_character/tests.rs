//! What is reported, what each fix leaves, and what may have such characters.

use serde_json::json;

use super::*;
use crate::testing::Sample;

const OWN: &str = "replicas: 1\nservice: {}\nname: a\n";

fn sample(lines: &str) -> Sample {
    let values =
        format!("pack:\n  namespace: sample\n  content:\n    images: []\ncharts:\n  web:\n{lines}");
    Sample::with_chart(OWN, &values)
}

fn messages(sample: &Sample) -> String {
    let found = sample.findings().into_iter();
    found.map(|found| found.message + "\n").collect()
}

#[test]
fn keys_are_renamed() {
    for (line, code) in [
        ("\u{a0}\u{a0}replicas: 2", "U+00A0 (no-break space)"),
        ("service\u{200b}: {}", "U+200B (zero-width space)"),
        ("\"na\u{2060}me\": b", "U+2060 (word joiner)"),
    ] {
        let sample = sample(&format!("    {line} # why\n"));
        let all = messages(&sample);
        assert!(all.contains(code) && !all.contains(is_invisible), "{all}");
        let fixed = sample.fixed(RULE.id, "remove").clean();
        let expected = line.replace(is_invisible, "");
        assert!(
            fixed
                .text("values.yaml")
                .ends_with(&format!("    {expected} # why\n"))
        );
    }
}

#[test]
fn values_keep_their_kind_and_quotes() {
    for (line, expected) in [
        ("replicas: 2\u{200b}", "replicas: 2"),
        ("name: \u{a0}web", "name: web"),
        ("name: 'web\u{200b}'", "name: 'web'"),
        ("name: we\u{200b}b", "name: web"),
        ("name: café\u{200b}", "name: café"),
        ("name: a\u{200d}\u{200d}b", "name: ab"),
        ("name: a\u{a0}b", "name: a b"),
        (
            "name: |\n      a\n      \u{a0}\u{a0}b\u{200b}c",
            "name: |\n      a\n        bc",
        ),
    ] {
        let sample = sample(&format!("    {line}\n"));
        let place = line.split(':').next().unwrap();
        let place = format!("values.yaml/charts/web/{place}");
        let fixed = sample
            .fires(RULE.id, &[&place])
            .fixed(RULE.id, "remove")
            .clean();
        let text = fixed.text("values.yaml");
        assert!(
            text.ends_with(&format!("    {expected}\n")),
            "{line:?}: {text}"
        );
    }
}

#[test]
fn it_is_asked_where_a_character_is_inside() {
    use pack_model::Safety::{Ask, Safe};
    for (line, safety) in [("name: \u{a0}web", Safe), ("name: we\u{200b}b", Ask)] {
        let sample = sample(&format!("    {line}\n"));
        assert_eq!(
            sample.findings_of(RULE.id)[0].fixes[0].safety,
            safety,
            "{line:?}"
        );
    }
}

#[test]
fn comments_that_hide_keys_are_told_with_their_line() {
    for end in ['\u{2028}', '\u{2029}', '\u{85}'] {
        let sample = sample(&format!(
            "    # why{end}    debug: true\n    name: b # x{end}y\n"
        ));
        let places = ["values.yaml:7:10", "values.yaml:8:16"];
        let sample = sample.fires(RULE.id, &places);
        let all = messages(&sample);
        assert!(
            all.contains(&format!(
                "Line 7 has an invisible character, U+{:04X}",
                u32::from(end)
            )),
            "{all}"
        );
        let fixed = sample.fixed(RULE.id, "remove").fixed(RULE.id, "remove");
        let text = fixed.silent(RULE.id).text("values.yaml");
        assert!(
            text.ends_with("    # why     debug: true\n    name: b # x y\n"),
            "{text}"
        );
    }
}

#[test]
fn marks_that_parsers_skip_are_found() {
    let sample = sample("    replicas: \u{feff}2\n").fires(RULE.id, &["values.yaml:7:15"]);
    let fixed = sample.fixed(RULE.id, "remove").clean();
    assert!(fixed.text("values.yaml").ends_with("    replicas: 2\n"));
}

#[test]
fn metadata_is_looked_at_too() {
    let sample = Sample::addon().set("/displayName", "Sample\u{200b}").set(
        "/annotations",
        json!({ "source": "community", "a\u{a0}": "b" }),
    );
    let sample = sample.fires(RULE.id, &["/displayName", "/annotations/a\u{a0}"]);
    let fixed = sample
        .fixed(RULE.id, "remove")
        .fixed(RULE.id, "remove")
        .clean();
    assert_eq!(fixed.value("/annotations/a"), "b");
    assert_eq!(fixed.value("/displayName"), "Sample");
}

#[test]
fn manifests_are_cleaned_as_a_whole() {
    let path = "manifests/sample.yaml";
    let text =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n \u{a0}name: sam\u{200b}ple\n# x\u{a0}y\n";
    let sample = Sample::addon()
        .file(path, text)
        .fires(RULE.id, &["manifests/sample.yaml:4:2"]);
    let fixed = sample.fixed(RULE.id, "remove").clean().text(path);
    assert_eq!(
        fixed,
        text.replacen(" \u{a0}", "  ", 1).replace('\u{200b}', "")
    );
}

#[test]
fn prose_emoji_and_other_scripts_may_have_them() {
    let values = "pack:\n  namespace: sample # a\u{a0}b\n  content:\n    images: []\nreadinessCheck:\n  a: 10\u{a0}km of road\n  b: 👩\u{200d}💻\n  c: |\n    one\u{a0}two\n  d: می\u{200c}شود\n  e: 日本\u{3000}語\n  f: \u{200f}עברית\n";
    Sample::addon()
        .file("values.yaml", &format!("\u{feff}{values}"))
        .set(
            "/description",
            "Costs 10\u{a0}€ a\u{ad}month – 👩\u{200d}💻",
        )
        .file("README.md", "# a\u{a0}b\u{200b}\n")
        .silent(RULE.id);
}
