//! What is read of a document that has faults, and which are told.

use super::*;

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
