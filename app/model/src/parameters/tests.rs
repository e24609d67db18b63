//! Reading and changing schema.yaml.

use super::*;
use crate::edit::Session;

const TEXT: &str = "# Ours.\ncharts.web.port: # where\n  schema: '{{ required | format \"${number:[1-9]}\" }}'\n\n# The key.\ncharts.web.key:\n  schema: \"{{ format \\\"${password}\\\" | hints \\\"It's\\\" }}\"\nother: 1\n";

fn read(text: &str) -> Vec<Parameter> {
    listed(&Yaml::read(text)).unwrap()
}

/// What schema.yaml is after one step, and again after undo.
fn check(before: &str, step: Transaction, after: &str) {
    let mut pack = Pack::default();
    let file = FilePath::of(SCHEMA_YAML);
    pack.put(file, Some(File::of_text(before)));
    let mut session = Session::open(pack);
    session.apply(step).unwrap();
    assert_eq!(session.pack().text(SCHEMA_YAML), Some(after));
    session.undo();
    assert_eq!(session.pack().text(SCHEMA_YAML), Some(before));
}

#[test]
fn entries_are_read_in_order() {
    let found = read(TEXT);
    let paths: Vec<_> = found.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["charts.web.port", "charts.web.key", "other"]);
    assert!(found[0].expression().unwrap().required);
    assert_eq!(found[1].expression().unwrap().hints, ["It's"]);
    assert!(found[2].expression().unwrap_err().contains("no string"));
    for text in ["", "# none\n", "~\n", "{}\n"] {
        assert!(read(text).is_empty(), "{text}");
    }
    assert_eq!(listed(&Yaml::read("- a\n")), None);
    let twice = read("a: {schema: x}\nb: {}\na: {schema: y}\n");
    assert_eq!(twice.len(), 2);
    assert_eq!(twice[0].text.as_deref(), Some("y"));
}

#[test]
fn a_change_of_a_field_is_the_smallest_of_the_text() {
    let [port, key, other] = &read(TEXT)[..] else {
        panic!("three entries");
    };
    let hints = Wanted::Hints(vec!["Which".to_owned()]);
    check(
        TEXT,
        port.with(&hints).unwrap(),
        &TEXT.replace("[1-9]}\" }}", "[1-9]}\" | hints \"Which\" }}"),
    );
    check(
        TEXT,
        port.with(&Wanted::Required(false)).unwrap(),
        &TEXT.replace("required | ", ""),
    );
    check(
        TEXT,
        key.with(&Wanted::ReadOnly(true)).unwrap(),
        &TEXT.replace("{{ format \\\"", "{{ readonly | format \\\""),
    );
    assert!(other.with(&Wanted::Required(true)).is_err());
}

#[test]
fn entries_move_with_their_comments_and_go() {
    let found = read(TEXT);
    check(
        TEXT,
        shifted("charts.web.key", 1, 0),
        "# The key.\ncharts.web.key:\n  schema: \"{{ format \\\"${password}\\\" | hints \\\"It's\\\" }}\"\n\n# Ours.\ncharts.web.port: # where\n  schema: '{{ required | format \"${number:[1-9]}\" }}'\nother: 1\n",
    );
    check(
        TEXT,
        found[2].removed(),
        TEXT.strip_suffix("other: 1\n").unwrap(),
    );
}

#[test]
fn a_parameter_is_added_with_the_type_of_its_value() {
    let values = json!({ "a": { "port": 80, "on": true, "adminPassword": "", "name": "x" } });
    for (path, format) in [
        ("a.port", "${number}"),
        ("a.on", "${boolean}"),
        ("a.adminPassword", "${password}"),
        ("a.name", "${string}"),
        ("a.none", "${string}"),
    ] {
        let before = "b:\n  schema: '{{ required }}'\n";
        let mut pack = Pack::default();
        pack.put(FilePath::of(SCHEMA_YAML), Some(File::of_text(before)));
        let after = format!("{before}{path}:\n  schema: '{{{{ format \"{format}\" }}}}'\n");
        check(before, added(&pack, path, Some(&values)), &after);
    }
    let mut session = Session::open(Pack::default());
    let step = added(session.pack(), "a.port", Some(&values));
    session.apply(step).unwrap();
    assert_eq!(
        session.pack().text(SCHEMA_YAML),
        Some("a.port:\n  schema: '{{ format \"${number}\" }}'\n")
    );
}

#[test]
fn users_enter_what_the_format_asks_for() {
    let input = |text: &str| input(Some(&Format::read(text).unwrap()));
    for (text, expected) in [
        ("${string}", Input::Text),
        ("${password:/.+/}", Input::Password),
        ("${number:[1-9]}", Input::Number(Some((1.0, 9.0)))),
        ("${number}", Input::Number(None)),
        ("${list:[a,b]}", Input::Choice(vec!["a".into(), "b".into()])),
        (
            "${boolean}",
            Input::Choice(vec!["true".into(), "false".into()]),
        ),
        ("${ipv4} - ${ipv4}", Input::Text),
    ] {
        assert_eq!(input(text), expected, "{text}");
    }
    let values = json!({ "a": 1, "b": "x", "c": null, "d": {} });
    for (path, expected) in [
        ("a", Some("1")),
        ("b", Some("x")),
        ("c", Some("")),
        ("d", None),
    ] {
        assert_eq!(present(&values, path).as_deref(), expected);
    }
}
