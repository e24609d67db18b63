//! Editing JSON as triples: the text before, the change, the text after.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Json, Refusal};
use crate::{Pointer, Problem, ProblemKind, TextEdit, apply};

type Change<'c> = &'c dyn Fn(&Json) -> Result<Vec<TextEdit>, Refusal>;

fn at(pointer: &str) -> Pointer {
    pointer.parse().unwrap()
}

#[track_caller]
fn check(before: &str, change: Change<'_>, after: &str) {
    let json = Json::read(before);
    let edits = change(&json).unwrap_or_else(|refusal| panic!("{before}\n{refusal}"));
    assert_eq!(
        apply(before, &edits).unwrap(),
        after,
        "\nfrom: {before}\nby {edits:?}"
    );
}

#[track_caller]
fn set(before: &str, pointer: &str, value: Value, after: &str) {
    check(before, &|json| json.set(&at(pointer), &value), after);
}

#[track_caller]
fn remove(before: &str, pointer: &str, after: &str) {
    check(before, &|json| json.remove(&at(pointer)), after);
}

#[test]
fn replaces_values() {
    set(r#"{"a" : "x"}"#, "/a", json!("y"), r#"{"a" : "y"}"#);
    set(r#"{"a": "x"}"#, "/a", json!("x"), r#"{"a": "x"}"#);
    set(
        r#"{"a": "x"}"#,
        "/a",
        json!("é\"\\\n/"),
        r#"{"a": "é\"\\\n/"}"#,
    );
    set(
        r#"{"a": [1, 2]}"#,
        "/a/1",
        json!(true),
        r#"{"a": [1, true]}"#,
    );
    set(
        "\u{feff}{\r\n\t\"a\":1\r\n}\r\n",
        "/a",
        json!(null),
        "\u{feff}{\r\n\t\"a\":null\r\n}\r\n",
    );
    set(r#"{"a": 1, "a": 2}"#, "/a", json!(3), r#"{"a": 1, "a": 3}"#);
    set(
        "{\n  \"a\": 1\n}",
        "/a",
        json!({"b": {"c": 1}}),
        "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    }\n  }\n}",
    );
    set(r#"{"a": 1}"#, "/a", json!({"b": {}}), r#"{"a": {"b": {}}}"#);
    set(
        "{\n  \"a\": 1, // one\n}",
        "/a",
        json!(2),
        "{\n  \"a\": 2, // one\n}",
    );
    set("1", "", json!([]), "[]");
    set(r#"{"a": "\u0041"}"#, "/a", json!("A"), r#"{"a": "\u0041"}"#);
}

#[test]
fn adds_keys() {
    set("{}", "/a", json!("x"), "{\n  \"a\": \"x\"\n}");
    set("{\n}\n", "/a", json!("x"), "{\n  \"a\": \"x\"\n}\n");
    set(
        "{\n  \"b\": 1\n}",
        "/c",
        json!(2),
        "{\n  \"b\": 1,\n  \"c\": 2\n}",
    );
    set(
        "{\r\n\t\"b\" :1\r\n}",
        "/c",
        json!(2),
        "{\r\n\t\"b\" :1,\r\n\t\"c\" :2\r\n}",
    );
    set("{\"b\": 1}", "/c", json!(2), "{\"b\": 1, \"c\": 2}");
    set(
        "{\"b\":1,\"d\":2}",
        "/e",
        json!(2),
        "{\"b\":1,\"d\":2,\"e\":2}",
    );
    set(
        "{ \"b\": 1 }",
        "/c",
        json!({"d": 1}),
        "{ \"b\": 1, \"c\": { \"d\": 1 } }",
    );
    set(
        "{\n    \"b\": 1,\n      \"c\": 2\n}",
        "/d",
        json!(3),
        "{\n    \"b\": 1,\n      \"c\": 2,\n      \"d\": 3\n}",
    );
    set(
        "{\n  \"b\": 1 // one\n}",
        "/c",
        json!(2),
        "{\n  \"b\": 1, // one\n  \"c\": 2\n}",
    );
    set(
        "{\n  \"b\": 1,\n}",
        "/c",
        json!(2),
        "{\n  \"b\": 1,\n  \"c\": 2\n}",
    );
    set(
        "{ \"b\": 1,\n  \"c\": 2 }",
        "/d",
        json!(3),
        "{ \"b\": 1,\n  \"c\": 2,\n  \"d\": 3 }",
    );
    set(
        "{\n  \"a\": {}\n}",
        "/a/b",
        json!(1),
        "{\n  \"a\": {\n    \"b\": 1\n  }\n}",
    );
    set(
        "{\n  \"x\": 1\n}",
        "/a/b",
        json!("c"),
        "{\n  \"x\": 1,\n  \"a\": {\n    \"b\": \"c\"\n  }\n}",
    );
    set(
        "{\n    \"x\": {\n      \"y\": [\n        1\n      ]\n    }\n}",
        "/a/b",
        json!("c"),
        "{\n    \"x\": {\n      \"y\": [\n        1\n      ]\n    },\n    \"a\": {\n      \"b\": \"c\"\n    }\n}",
    );
    set("{ // note\n}", "/a", json!(1), "{\n  \"a\": 1\n // note\n}");
}

#[test]
fn keeps_keys_sorted_or_in_order() {
    set(
        "{\n  \"a\": 1,\n  \"c\": 2,\n  \"d\": 3\n}",
        "/b",
        json!(0),
        "{\n  \"a\": 1,\n  \"b\": 0,\n  \"c\": 2,\n  \"d\": 3\n}",
    );
    set(
        "{\n  // first\n  \"b\": 1,\n  \"c\": 2,\n  \"d\": 3\n}",
        "/a",
        json!(0),
        "{\n  \"a\": 0,\n  // first\n  \"b\": 1,\n  \"c\": 2,\n  \"d\": 3\n}",
    );
    let order = ["name", "displayName", "version"];
    let table = [
        (
            "{\n  \"version\": 1,\n  \"name\": 2\n}",
            "{\n  \"version\": 1,\n  \"name\": 2,\n  \"displayName\": 0\n}",
        ),
        (
            "{\n  \"name\": 2, // n\n  \"layer\": 1\n}",
            "{\n  \"name\": 2, // n\n  \"displayName\": 0,\n  \"layer\": 1\n}",
        ),
        (
            "{\"version\": 1, \"eol\": 2}",
            "{\"displayName\": 0, \"version\": 1, \"eol\": 2}",
        ),
        (
            "{\"z\": 1, \"y\": 2}",
            "{\"z\": 1, \"y\": 2, \"displayName\": 0}",
        ),
    ];
    for (before, after) in table {
        check(
            before,
            &|json| json.set_with_order(&at("/displayName"), &json!(0), &order),
            after,
        );
    }
}

#[test]
fn changes_arrays_item_by_item() {
    let table = [
        (r#"["all"]"#, json!(["all", "aws"]), r#"["all", "aws"]"#),
        (r#"["a","b","c"]"#, json!(["a", "c"]), r#"["a","c"]"#),
        (r#"["a","c"]"#, json!(["a", "b", "c"]), r#"["a","b","c"]"#),
        (r#"[ "a", "b" ]"#, json!(["b"]), r#"[ "b" ]"#),
        (r#"[ "a", "b" ]"#, json!(["a"]), r#"[ "a" ]"#),
        (r#"[ "a" ]"#, json!([]), "[]"),
        ("[]", json!(["a", "b"]), r#"["a", "b"]"#),
        (
            "[\n  \"a\"\n]",
            json!(["a", "b"]),
            "[\n  \"a\",\n  \"b\"\n]",
        ),
        ("[\n  \"a\",\n  \"b\"\n]", json!(["b"]), "[\n  \"b\"\n]"),
        ("[\n  \"a\",\n  \"b\"\n]", json!(["a"]), "[\n  \"a\"\n]"),
        (
            "[\n  \"a\", // A\n  \"b\"\n]",
            json!(["a"]),
            "[\n  \"a\" // A\n]",
        ),
        ("[\n  \"a\",\n  \"b\",\n]", json!(["a"]), "[\n  \"a\",\n]"),
        (
            "[\n  \"a\",\n  \"b\",\n  \"c\"\n]",
            json!(["a", "x", "c"]),
            "[\n  \"a\",\n  \"x\",\n  \"c\"\n]",
        ),
        ("[\n  \"a\"\n]", json!([]), "[]"),
        ("[1, 2,\n 3, 4]", json!([1, 2, 4]), "[1, 2,\n 4]"),
        ("[1, 2,\n 3, 4]", json!([1, 3, 4]), "[1,\n 3, 4]"),
        ("[1\n, 2\n, 3\n]", json!([1, 2]), "[1\n, 2\n]"),
        ("[1\n, 2\n, 3\n]", json!([1, 3]), "[1\n, 3\n]"),
        (
            r#"[{"a": 1, "b": 2}, {"a": 3}]"#,
            json!([{"a": 1, "b": 5}, {"a": 3}]),
            r#"[{"a": 1, "b": 5}, {"a": 3}]"#,
        ),
        (
            "[\n  { \"a\":1 }\n]",
            json!([{"a": 1}, {"b": 2}]),
            "[\n  { \"a\":1 },\n  { \"b\":2 }\n]",
        ),
        (
            "[{\n  \"a\": 1\n}]",
            json!([{"a": 1}, {"b": 2}]),
            "[{\n  \"a\": 1\n}, {\n  \"b\": 2\n}]",
        ),
    ];
    for (before, value, after) in table {
        set(before, "", value.clone(), after);
        let before = format!("{{\"list\": {before}}}");
        set(&before, "/list", value, &format!("{{\"list\": {after}}}"));
    }
}

#[test]
fn inserts_items() {
    let table = [
        ("[1, 3]", 1, "[1, 9, 3]"),
        ("[1, 3]", 0, "[9, 1, 3]"),
        ("[1, 3]", 2, "[1, 3, 9]"),
        ("[\n\t1,\n\t3\n]", 0, "[\n\t9,\n\t1,\n\t3\n]"),
        ("[\n\t1,\n\t3\n]", 2, "[\n\t1,\n\t3,\n\t9\n]"),
    ];
    for (before, index, after) in table {
        check(
            before,
            &|json| json.insert_item(&at(""), index, &json!(9)),
            after,
        );
    }
    set("{\"l\": [1]}", "/l/-", json!(2), "{\"l\": [1, 2]}");
    set(
        "{\n  \"other\": [\n    1\n  ],\n  \"l\": []\n}",
        "/l/0",
        json!(2),
        "{\n  \"other\": [\n    1\n  ],\n  \"l\": [\n    2\n  ]\n}",
    );
}

#[test]
fn removes_exactly_what_is_asked() {
    let three = "{\n  \"a\": 1,\n  \"b\": {\n    \"x\": 1\n  },\n  \"c\": 3\n}\n";
    remove(
        three,
        "/a",
        "{\n  \"b\": {\n    \"x\": 1\n  },\n  \"c\": 3\n}\n",
    );
    remove(three, "/b", "{\n  \"a\": 1,\n  \"c\": 3\n}\n");
    remove(
        three,
        "/c",
        "{\n  \"a\": 1,\n  \"b\": {\n    \"x\": 1\n  }\n}\n",
    );
    remove(
        three,
        "/b/x",
        "{\n  \"a\": 1,\n  \"b\": {},\n  \"c\": 3\n}\n",
    );
    remove("{\"a\": 1}", "/a", "{}");
    remove("{ \"a\": 1, \"b\": 2 }", "/a", "{ \"b\": 2 }");
    remove("{ \"a\": 1, \"b\": 2 }", "/b", "{ \"a\": 1 }");
    remove("{ \"a\": 1,\n  \"b\": 2 }", "/a", "{ \"b\": 2 }");
    remove("{ \"a\": 1,\n  \"b\": 2 }", "/b", "{ \"a\": 1 }");
    remove(
        "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}",
        "/b",
        "{\r\n  \"a\": 1\r\n}",
    );
    remove(
        "{\n  // about a\n  \"a\": 1, // one\n  // about b\n  \"b\": 2\n}",
        "/a",
        "{\n  // about a\n  // about b\n  \"b\": 2\n}",
    );
    remove(
        "{\n  \"a\": 1,\n\n  \"b\": 2,\n\n  \"c\": 3\n}",
        "/b",
        "{\n  \"a\": 1,\n\n\n  \"c\": 3\n}",
    );
    remove("{\"a\": 1, \"b\": 2, \"a\": 3}", "/a", "{\"b\": 2}");
    remove("{\"l\": [1, 2]}", "/l/0", "{\"l\": [2]}");
}

#[test]
fn renames_moves_and_drops_duplicates() {
    check(
        "{\"a\" : 1}",
        &|json| json.rename_key(&at("/a"), "ü"),
        "{\"ü\" : 1}",
    );
    check(
        "[1, /*x*/ [2],\n3]",
        &|json| json.move_item(&at(""), 0, 2),
        "[[2], /*x*/ 3,\n1]",
    );
    check("[1, 2]", &|json| json.move_item(&at(""), 1, 1), "[1, 2]");
    check(
        "{\n  \"a\": 1,\n  \"a\": 2\n}",
        &|json| json.remove_duplicates(&at("/a")),
        "{\n  \"a\": 2\n}",
    );
}

#[test]
fn becomes_strict() {
    let table = [
        (
            "{\n  // all\n  \"a\": [1, 2,], // end\n  /* b */ \"b\": 1,\n}\n# over\n",
            "{\n  \"a\": [1, 2],\n  \"b\": 1\n}\n",
        ),
        ("[1, // one\r\n 2,\r\n]", "[1,\r\n 2\r\n]"),
        ("[1]", "[1]"),
        ("[1] // end", "[1]"),
    ];
    for (before, after) in table {
        let json = Json::read(before);
        let text = apply(before, &json.make_strict().unwrap()).unwrap();
        assert_eq!(text, after);
        assert!(Json::read(text).problems().is_empty());
    }
    let many = Json::read("// x\n".repeat(5000) + "{}");
    assert_eq!(many.make_strict().unwrap().len(), 5000);
}

#[test]
fn refuses() {
    let json = Json::read(r#"{"a": {"b": [1]}, "c": 1}"#);
    let table: &[(Change<'_>, Refusal)] = &[
        (&|json| json.remove(&at("/x")), Refusal::Missing(at("/x"))),
        (&|json| json.remove(&at("")), Refusal::Root),
        (
            &|json| json.set(&at("/c/d"), &json!(1)),
            Refusal::NotAnObject {
                pointer: at("/c"),
                key: "d".into(),
            },
        ),
        (
            &|json| json.set(&at("/a/b/5"), &json!(1)),
            Refusal::OutOfRange {
                pointer: at("/a/b"),
                index: 5,
                len: 1,
            },
        ),
        (
            &|json| json.set(&at("/a/b/x"), &json!(1)),
            Refusal::Missing(at("/a/b/x")),
        ),
        (
            &|json| json.insert_item(&at("/a"), 0, &json!(1)),
            Refusal::NotAnArray(at("/a")),
        ),
        (
            &|json| json.move_item(&at("/a/b"), 0, 1),
            Refusal::OutOfRange {
                pointer: at("/a/b"),
                index: 1,
                len: 1,
            },
        ),
        (
            &|json| json.rename_key(&at("/a"), "c"),
            Refusal::KeyTaken {
                pointer: at(""),
                key: "c".into(),
            },
        ),
    ];
    for (change, refusal) in table {
        assert_eq!(change(&json), Err(refusal.clone()));
    }
    let broken = Json::read("{\n  \"a\": 1\n  \"b\": 2\n}")
        .set(&at("/a"), &json!(2))
        .unwrap_err();
    assert_eq!(
        broken.to_string(),
        "Fix line 2 first: A comma is missing here; add it."
    );
    assert_eq!(
        json.remove(&at("/x")).unwrap_err().to_string(),
        "There is no value at `/x`."
    );
}

#[test]
fn finds_duplicates() {
    let json = Json::read(r#"{"a": 1, "b": [{"x": 1, "x": 2}], "a": 3}"#);
    let found = json.duplicates();
    assert!(json.problems().is_empty());
    assert_eq!(json.value(), json!({"a": 3, "b": [{"x": 2}]}));
    assert_eq!(
        (found[0].key.as_str(), found[0].spans.clone()),
        ("a", vec![1..4, 34..37])
    );
    assert_eq!(
        (found[1].object.to_string(), found[1].key.as_str()),
        ("/b/0".to_owned(), "x")
    );
    let inner = Json::read(r#"{"a": {"x": 1, "x": 2}, "a": {"y": 1, "x": 2}}"#).duplicates();
    let keys: Vec<_> = inner.iter().map(|found| found.key.as_str()).collect();
    assert_eq!(keys, ["a"], "of duplicates, only the last is searched");
}

#[test]
fn reads_on_after_faults() {
    let table = [
        (r#"{"a": 1 "b": 2}"#, json!({"a": 1, "b": 2})),
        (r#"{a: 'x', "b": y,}"#, json!({"a": "x", "b": "y"})),
        ("{\"a\": \"x,\n \"b\": 2}", json!({"a": "x", "b": 2})),
        ("{\"a\": [1, 2, \"b\": 3}", json!({"a": [1, 2, "b", 3]})),
        (
            "{\"a\": {\"b\": 1, \"c\": [2}}",
            json!({"a": {"b": 1, "c": [2]}}),
        ),
        ("{\"a\": 1]", json!({"a": 1})),
        (
            "{\"a\" = 1, \"b\" 2, \"c\": , \"d\"}",
            json!({"a": 1, "b": 2, "c": null, "d": null}),
        ),
        ("{\"version\": 1.2.3}", json!({"version": "1.2.3"})),
        ("{“a”: “b”}", json!({"a": "b"})),
        ("{\"a\": 1} trailing", json!({"a": 1})),
        ("{{\"x\": 1}, \"a\": 1}", json!({"a": 1})),
        ("{\"a\": \"t\tb\\q\"}", json!({"a": "t\tbq"})),
        ("; {\"a\": 1}", json!({"a": 1})),
        ("{\"a\":\u{a0}1, /* open", json!({"a": 1})),
    ];
    for (text, value) in table {
        let json = Json::read(text);
        assert_eq!(json.value(), value, "{text}");
        assert!(json.is_broken(), "{text}");
    }
}

#[test]
fn fixes_a_published_example() {
    let before = "{\n\"annotations\": {\n    \"cloud\": \"aws\",\n    \"osName\": \"x\",\n  },\n  \"layer\":\"os\",\n\"group\":\"\",\n}\n";
    let after = "{\n\"annotations\": {\n    \"cloud\": \"aws\",\n    \"osName\": \"x\"\n  },\n  \"layer\":\"os\",\n\"group\":\"\"\n}\n";
    assert!(!Json::read(before).is_broken());
    check(before, &Json::make_strict, after);
    remove(
        before,
        "/annotations/osName",
        &before.replace("    \"osName\": \"x\",\n", ""),
    );
}

#[test]
fn names_each_fault_once() {
    let kinds = |text: &str| {
        Json::read(text)
            .problems()
            .iter()
            .map(|p| (p.kind, p.range.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("[1,]"), [(ProblemKind::TrailingComma, 2..3)]);
    assert_eq!(kinds("[1] // x\n"), [(ProblemKind::Comment, 4..8)]);
    assert_eq!(kinds("[1 2]"), [(ProblemKind::Syntax, 2..2)]);
    assert_eq!(kinds("[1 \"2\"]"), [(ProblemKind::MinorSyntax, 2..2)]);
    assert_eq!(kinds("{\"a\": 01}"), [(ProblemKind::MinorSyntax, 6..8)]);
    assert_eq!(kinds("[1,,2]"), [(ProblemKind::Syntax, 3..4)]);
    assert_eq!(kinds(""), [(ProblemKind::Syntax, 0..0)]);
    assert_eq!(kinds("[1e999]"), [(ProblemKind::MinorSyntax, 1..6)]);
    assert_eq!(kinds("\u{feff}{}"), []);
}

#[test]
fn says_nothing_of_what_follows_a_guess() {
    let table = [
        ("{\"a\": {\"b\": 1, \"c\": [2]}", Some(0), 24),
        ("{\"a\": \"b\": 1}, \"c\": 2}", Some(9), 9),
        ("{\"a\": [\"b\", \"c\": [1]}", Some(15), 15),
        ("{\"a\": 1 \"b\": 2", Some(0), 7),
        ("{\"a\": 1 \"b\": 2}", None, 7),
    ];
    for (text, guessed, first) in table {
        let json = Json::read(text);
        assert_eq!(json.uncertain_from(), guessed, "{text}");
        assert_eq!(json.first_error().unwrap().range.start, first, "{text}");
        let after = |problem: &&Problem| problem.kind == ProblemKind::Syntax;
        assert!(json.problems().iter().filter(after).count() < 2, "{text}");
    }
}

#[test]
fn stops_at_too_many_levels() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for levels in [126, 127, 128, 100_000] {
            let text = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let deep = Json::read(text.as_str())
                .problems()
                .iter()
                .any(|p| p.kind == ProblemKind::TooDeep);
            assert_eq!(deep, levels > 127);
            assert_eq!(deep, serde_json::from_str::<Value>(&text).is_err());
        }
        assert!(Json::read(open.repeat(100_000)).is_broken());
    }
}

#[test]
fn keeps_breaks_behind_many_comments() {
    let text: Arc<str> = format!("{}[1 2]", "//\n".repeat(3000)).into();
    assert!(Json::read(text).is_broken());
}
