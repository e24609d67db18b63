//! Editing YAML as triples: the text before, the change, the text after.

use serde_json::{Value, json};

use crate::yaml::Yaml;
use crate::{Pointer, Refusal, TextEdit, apply};

type Change<'c> = &'c dyn Fn(&Yaml) -> Result<Vec<TextEdit>, Refusal>;

fn at(pointer: &str) -> Pointer {
    pointer.parse().unwrap()
}

/// Checks a change, and that it commutes with CRLF and a byte order mark.
#[track_caller]
fn check(before: &str, change: Change<'_>, after: &str) {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let marked = |text: &str| format!("\u{feff}{text}");
    let mut variants = vec![
        (before.to_owned(), after.to_owned()),
        (marked(before), marked(after)),
    ];
    if before.contains('\n') {
        variants.push((crlf(before), crlf(after)));
    }
    for (before, after) in variants {
        let yaml = Yaml::read(before.as_str());
        let edits = change(&yaml).unwrap_or_else(|refusal| panic!("{before:?}\n{refusal}"));
        let found = apply(&before, &edits).unwrap();
        assert_eq!(
            found, after,
            "\nfrom:\n{before}\nby {edits:?}\nto:\n{found}"
        );
    }
}

#[track_caller]
pub(super) fn set(before: &str, pointer: &str, value: Value, after: &str) {
    check(before, &|yaml| yaml.set(&at(pointer), &value), after);
}

#[track_caller]
fn remove(before: &str, pointer: &str, after: &str) {
    check(before, &|yaml| yaml.remove(&at(pointer)), after);
}

#[track_caller]
fn add(before: &str, list: &str, index: usize, value: Value, after: &str) {
    check(
        before,
        &|yaml| yaml.insert_item(&at(list), index, &value),
        after,
    );
}

#[track_caller]
fn insert_text(before: &str, map: &str, key: &str, block: &str, after: &str) {
    check(
        before,
        &|yaml| yaml.insert_text(&at(map), key, block),
        after,
    );
}

#[track_caller]
fn refused(before: &str, change: Change<'_>, reason: &str) {
    let refusal = change(&Yaml::read(before)).unwrap_err();
    assert!(refusal.to_string().contains(reason), "{refusal}");
}

#[test]
fn inserts_keys_at_a_place() {
    let table = [
        ("# a\na: 1\nb: 2\n", "", 0, "z: 0\n# a\na: 1\nb: 2\n"),
        (
            "a: 1 # a\n\n# b\nb: 2\n",
            "",
            1,
            "a: 1 # a\nz: 0\n\n# b\nb: 2\n",
        ),
        ("- a: 1\n  b: 2\n", "/0", 0, "- z: 0\n  a: 1\n  b: 2\n"),
        ("{ a: 1, b: 2 }\n", "", 0, "{ z: 0, a: 1, b: 2 }\n"),
        ("x: {a: 1, b: 2}\n", "/x", 1, "x: {a: 1, z: 0, b: 2}\n"),
    ];
    for (before, map, index, after) in table {
        check(
            before,
            &|yaml| yaml.insert(&at(map), "z", &json!(0), Some(index)),
            after,
        );
    }
    check(
        "a: 1\n",
        &|yaml| yaml.insert(&at("/b"), "z", &json!(0), None),
        "a: 1\nb:\n  z: 0\n",
    );
}

#[test]
fn inserts_items() {
    add(
        "a:\n- x\n# y\n- y\n",
        "/a",
        1,
        json!("z"),
        "a:\n- x\n- z\n# y\n- y\n",
    );
    add(
        "a:\n    # x\n    - x\n",
        "/a",
        0,
        json!({"k": 1, "l": 2}),
        "a:\n    - k: 1\n      l: 2\n    # x\n    - x\n",
    );
    add("a:\n  - x", "/a", 1, json!("w"), "a:\n  - x\n  - w");
    add(
        "a: [] # c\nb:\n- 1\n",
        "/a",
        0,
        json!("w"),
        "a: # c\n- w\nb:\n- 1\n",
    );
    add(
        "a: []\n",
        "/a",
        0,
        json!([1, [2]]),
        "a:\n  - - 1\n    - - 2\n",
    );
    add("a: [x, y]\n", "/a", 0, json!("z"), "a: [z, x, y]\n");
    add("a: [x, y]\n", "/a", 2, json!("z"), "a: [x, y, z]\n");
    add(
        "a: [\n  x,\n  y\n]\n",
        "/a",
        1,
        json!("z"),
        "a: [\n  x,\n  z,\n  y\n]\n",
    );
    add(
        "- - a\n  - b\n",
        "/0",
        0,
        json!("z"),
        "- - z\n  - a\n  - b\n",
    );
    add("a:\nb: 1\n", "/a", 0, json!("z"), "a:\n  - z\nb: 1\n");
    add("[]\n", "", 0, json!("z"), "- z\n");
    add("- a: |\n    x", "", 1, json!(1), "- a: |-\n    x\n- 1");
    check(
        "a: 1\n",
        &|yaml| yaml.append(&at("/b"), &json!(1)),
        "a: 1\nb:\n  - 1\n",
    );
    check(
        "b: [2]\n",
        &|yaml| yaml.append(&at("/b"), &json!(1)),
        "b: [2, 1]\n",
    );
    check(
        "b:\n",
        &|yaml| yaml.append(&at("/b"), &json!(1)),
        "b:\n  - 1\n",
    );
    set("b:\n- 2\n", "/b/-", json!(1), "b:\n- 2\n- 1\n");
}

#[test]
fn removes_with_comments() {
    let table = [
        ("a: 1\n# b\n# b2\nb: 2 # two\nc: 3\n", "/b", "a: 1\nc: 3\n"),
        ("# head\n\n# a\na: 1\nb: 2\n", "/a", "# head\n\nb: 2\n"),
        (
            "a: 1\n\n# note\n\nb: 2\nc: 3\n",
            "/b",
            "a: 1\n\n# note\n\nc: 3\n",
        ),
        (
            "a:\n  b: 1\n    # deeper\n\n    # more\n  c: 2\n",
            "/a/b",
            "a:\n\n    # more\n  c: 2\n",
        ),
        ("a: {}\n  # b: 1\n\n  # c: 2\nd: 1\n", "/a", "d: 1\n"),
        ("a:\n  b: 1\n# d\nd: 1\n", "/a", "# d\nd: 1\n"),
        (
            "a:\n  b: 1\n  # end\nd: 1\n",
            "/a/b",
            "a: {}\n  # end\nd: 1\n",
        ),
        ("a: # c\n  # b\n  b: 1\nd: 1\n", "/a/b", "a: {} # c\nd: 1\n"),
        ("a:\n- x\n", "/a/0", "a: []\n"),
        ("a:\n- x", "/a/0", "a: []"),
        ("a: 1\nb: 2", "/b", "a: 1"),
        ("a: 1\nb:\n  - x\n  - y", "/b/1", "a: 1\nb:\n  - x"),
        ("- a: 1\n  b: 2\n- c: 3\n", "/0/a", "- b: 2\n- c: 3\n"),
        ("- a: 1\n  # b\n  b: 2\n", "/0/a", "- # b\n  b: 2\n"),
        ("- a: 1 # one\n- c: 3\n", "/0/a", "- {}\n- c: 3\n"),
        ("- - a\n  - b\n- c\n", "/0/0", "- - b\n- c\n"),
        ("-\n  a: 1\n", "/0/a", "- {}\n"),
        ("a: {b: 1, c: 2}\n", "/a/b", "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", "/a/c", "a: {b: 1}\n"),
        ("a: { b: 1 } # c\n", "/a/b", "a: {} # c\n"),
        ("a: [\n  x, # x\n  y # y\n]\n", "/a/0", "a: [\n  y # y\n]\n"),
        ("a: [\n  x, # x\n  y # y\n]\n", "/a/1", "a: [\n  x # x\n]\n"),
        ("a: 1\n", "/a", "{}\n"),
        ("---\n# a\na: 1\n---\nb: 1\n", "/a", "---\n{}\n---\nb: 1\n"),
        ("a: |\n  x\n  # y\n\nb: 1\n", "/a", "\nb: 1\n"),
        ("a: 1\na: 2\nb: 3\n", "/a", "b: 3\n"),
        ("a: &x 1\nb: *x\n", "/b", "a: &x 1\n"),
        (
            "a: &x {c: 1}\nb:\n  <<: *x\n  d: 1\n",
            "/b/<<",
            "a: &x {c: 1}\nb:\n  d: 1\n",
        ),
        ("'a': 1\n\"b\" : 2\n", "/b", "'a': 1\n"),
        ("? a\n: 1\n? b\n: 2\n", "/a", "? b\n: 2\n"),
    ];
    for (before, pointer, after) in table {
        remove(before, pointer, after);
    }
}

#[test]
fn keeps_the_last_of_duplicates() {
    let keep = |before: &str, pointer: &str, after: &str| {
        check(before, &|yaml| yaml.remove_duplicates(&at(pointer)), after);
    };
    keep(
        "# one\na: 1\nb: 2\na: 3 # three\n",
        "/a",
        "b: 2\na: 3 # three\n",
    );
    keep("l:\n- a: 1\n  a: 2\n", "/l/0/a", "l:\n- a: 2\n");
    keep("{a: 1, a: 2, a: 3}\n", "/a", "{a: 3}\n");
}

#[test]
fn renames_keys() {
    let rename = |before: &str, pointer: &str, name: &str, after: &str| {
        check(before, &|yaml| yaml.rename_key(&at(pointer), name), after);
    };
    rename(
        "# a\na: 1 # one\nb: 2\n",
        "/a",
        "z",
        "# a\nz: 1 # one\nb: 2\n",
    );
    rename("'a' : 1\n", "/a", "z y", "'z y' : 1\n");
    rename("l:\n- a: 1\n", "/l/0/a", "on", "l:\n- \"on\": 1\n");
    rename("{a: 1}\n", "/a", "x,y", "{\"x,y\": 1}\n");
    rename("a: &x 1\nb: *x\n", "/a", "c", "c: &x 1\nb: *x\n");
    rename("a: 1\n", "/a", "a", "a: 1\n");
}

#[test]
fn moves_entries() {
    let moves = |before: &str, from: usize, to: usize, after: &str| {
        check(before, &|yaml| yaml.move_item(&at(""), from, to), after);
    };
    moves(
        "# a\na: 1 # one\n\n# b\nb:\n  c: 2\nd: 3\n",
        1,
        0,
        "# b\nb:\n  c: 2\n\n# a\na: 1 # one\nd: 3\n",
    );
    moves("{a: 1, b: 2}\n", 0, 1, "{b: 2, a: 1}\n");
}

#[test]
fn moves_items() {
    let moves = |before: &str, from: usize, to: usize, after: &str| {
        let list = if before.starts_with("a:") { "/a" } else { "" };
        check(before, &|yaml| yaml.move_item(&at(list), from, to), after);
    };
    moves(
        "a:\n- x # x\n# y\n- y\n\n- z\n",
        2,
        0,
        "a:\n- z\n- x # x\n\n# y\n- y\n",
    );
    moves(
        "a:\n  - k: 1\n    l: 2\n  - m: 3",
        0,
        1,
        "a:\n  - m: 3\n  - k: 1\n    l: 2",
    );
    moves("[a, 'b', c]\n", 0, 2, "['b', c, a]\n");
    moves("- - a\n- b\n", 1, 0, "- b\n- - a\n");
    moves("a: [x]\n", 0, 0, "a: [x]\n");
}

#[test]
fn inserts_text_with_comments() {
    insert_text(
        "charts:\n    app:\n        a: 1\n",
        "/charts/app",
        "replicas",
        "  # -- How many.\n  replicas: # note\n    min: 1\n\n    # most\n    max: 3\n",
        "charts:\n    app:\n        a: 1\n        # -- How many.\n        replicas: # note\n          min: 1\n\n          # most\n          max: 3\n",
    );
    insert_text(
        "a: {}\n",
        "/a",
        "b",
        "# b\nb: |\n  x\n",
        "a:\n  # b\n  b: |\n    x\n",
    );
    insert_text("a: # c\n", "/a/b", "c", "c: 1", "a: # c\n  b:\n    c: 1\n");
    insert_text("", "/a", "b", "b: 1\n", "a:\n  b: 1\n");
    insert_text("- a: 1\n", "/0", "b", "b:\n- 1\n", "- a: 1\n  b:\n  - 1\n");
    let chart = Yaml::read(
        "image:\n  # The tag.\n  tag: v1 # one\n  pull: x\nl:\n- a:\n    b: 1\n  c: 2\nf: {g: 1}\n",
    );
    let table = [
        ("/image/tag", "# The tag.\ntag: v1 # one\n"),
        ("/l/0/a", "a:\n  b: 1\n"),
        ("/l/0/c", "c: 2\n"),
        ("/f/g", "g: 1\n"),
    ];
    for (pointer, text) in table {
        assert_eq!(chart.entry_text(&at(pointer)).as_deref(), Some(text));
    }
    assert_eq!(chart.entry_text(&at("/x")), None);
}

#[test]
fn refuses_with_the_reason() {
    let shared = "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n";
    let table: &[(&str, Change<'_>, &str)] = &[
        (
            shared,
            &|y| y.set(&at("/a/b"), &json!(2)),
            "has the anchor `&x`",
        ),
        (shared, &|y| y.remove(&at("/a")), "has the anchor `&x`"),
        (
            shared,
            &|y| y.set(&at("/c/b"), &json!(2)),
            "is the alias `*x`",
        ),
        (
            shared,
            &|y| y.set(&at("/c"), &json!(2)),
            "is the alias `*x`",
        ),
        (
            shared,
            &|y| y.append(&at("/c"), &json!(2)),
            "is the alias `*x`",
        ),
        (shared, &|y| y.remove(&at("/d/b")), "through the merge key"),
        (
            shared,
            &|y| y.rename_key(&at("/d/b"), "x"),
            "through the merge key",
        ),
        (
            shared,
            &|y| y.set(&at("/d/b/c"), &json!(2)),
            "through the merge key",
        ),
        (
            "a:\n\tb: 1\n",
            &|y| y.set(&at("/a/b"), &json!(2)),
            "Fix line 2 first",
        ),
        ("a: [\n", &|y| y.remove(&at("/a")), "Fix line "),
        ("a: 1\n", &|y| y.remove(&at("/b")), "no value at `/b`"),
        ("a: 1\n", &|y| y.remove(&at("")), "whole document"),
        ("a: 1\n", &|y| y.set(&at("/a/b"), &json!(1)), "is not a map"),
        (
            "a: 1\n",
            &|y| y.insert_item(&at("/a"), 0, &json!(1)),
            "is not a list",
        ),
        (
            "a: [1]\n",
            &|y| y.insert_item(&at("/a"), 2, &json!(1)),
            "has 1 items",
        ),
        ("a: [1]\n", &|y| y.move_item(&at("/a"), 0, 1), "has 1 items"),
        (
            "a: 1\nb: 2\n",
            &|y| y.rename_key(&at("/a"), "b"),
            "already has the key `b`",
        ),
        (
            "a: 1\n",
            &|y| y.insert(&at(""), "a", &json!(1), None),
            "already has",
        ),
        (
            "a: !t x\n",
            &|y| y.set(&at("/a"), &json!(1)),
            "has the tag `!t`",
        ),
        (
            "a: {b: 1}\n",
            &|y| y.insert_text(&at("/a"), "c", "c: 1"),
            "in braces",
        ),
        (
            "a: 1\n",
            &|y| y.insert_text(&at(""), "c", "d: 1"),
            "exactly one entry `c`",
        ),
        (
            "a: 1\n",
            &|y| y.insert_text(&at(""), "c", "c: [1"),
            "exactly one entry `c`",
        ),
    ];
    for (before, change, reason) in table {
        refused(before, change, reason);
    }
}

#[test]
fn a_key_that_readers_take_for_a_merge_is_refused() {
    let yaml = Yaml::read("a: 1\n");
    let set = yaml.set(&at("/b"), &serde_json::json!({ "<<": null }));
    assert!(matches!(set, Err(Refusal::SideEffects(_))), "{set:?}");
}
