//! Items of lists.

use super::*;

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
