//! Editing JSON as triples: the text before, the change, the text after.

mod lists;
mod reading;

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
fn keeps_breaks_behind_many_comments() {
    let text: Arc<str> = format!("{}[1 2]", "//\n".repeat(3000)).into();
    assert!(Json::read(text).is_broken());
}
