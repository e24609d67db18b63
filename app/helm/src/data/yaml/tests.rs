//! What YAML means, and how it is written.

use super::*;
use crate::data::json::{self, Layout};

/// What a document is, as JSON and as YAML again.
fn both(text: &str) -> (String, String) {
    let layout = Layout {
        is_indented: false,
        escapes_html: false,
    };
    match read(text.as_bytes(), Numbers::Floats) {
        Ok(value) => {
            let json = json::write(&value, layout).unwrap();
            (String::from_utf8(json).unwrap(), write(&value).unwrap())
        }
        Err(message) => (message, String::new()),
    }
}

#[track_caller]
fn check(text: &str, json: &str, yaml: &str) {
    assert_eq!(both(text), (json.to_owned(), yaml.to_owned()));
}

#[track_caller]
fn check_error(text: &str, problem: &str) {
    let message = format!("error converting YAML to JSON: {problem}");
    assert_eq!(both(text).0, message);
}

#[test]
fn scalars_are_those_of_yaml_1_1() {
    check("y", "true", "true\n");
    check("'y'", r#""y""#, "\"y\"\n");
    check("0o17", "15", "15\n");
    check("017", "15", "15\n");
    check("08", "8", "8\n");
    check("1_000", "1000", "1000\n");
    check("12345678.5", "12345678.5", "1.23456785e+07\n");
    check("12:30", r#""12:30""#, "\"12:30\"\n");
    check("2001-01-01", r#""2001-01-01""#, "\"2001-01-01\"\n");
    check("2001-13-01", r#""2001-13-01""#, "2001-13-01\n");
    check("~", "null", "null\n");
    check("!!str 1", r#""1""#, "\"1\"\n");
    check("!!float 3", "3", "3\n");
    check("!!binary YWJ=", r#""ab""#, "ab\n");
    check("!a,b[] x", r#""x""#, "x\n");
    check(
        "a: 1\n\u{feff}b: 2",
        "{\"a\":1,\"\u{feff}b\":2}",
        "\"\\uFEFF\\x62\": 2\na: 1\n",
    );
}

#[test]
fn keys_become_texts_and_the_last_of_two_wins() {
    check(
        "{1: a, 1.5: b, yes: c}",
        r#"{"1":"a","1.5":"b","true":"c"}"#,
        "\"1\": a\n\"1.5\": b\n\"true\": c\n",
    );
    check("a: 1\na: 2\n", r#"{"a":2}"#, "a: 2\n");
}

#[test]
fn aliases_and_merge_keys_are_followed() {
    check(
        "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\n",
        r#"{"a":{"b":1},"c":{"b":1},"d":{"b":1,"e":2}}"#,
        "a:\n  b: 1\nc:\n  b: 1\nd:\n  b: 1\n  e: 2\n",
    );
}

#[test]
fn flow_collections_are_those_of_yaml_v2() {
    check("{a:}", r#"{"a:":null}"#, "'a:': null\n");
    let again = "- a: b\n- c: d\n";
    check("[a: b, 'c':d]", r#"[{"a":"b"},{"c":"d"}]"#, again);
    check_error("[a?b]", "yaml: did not find expected ',' or ']'");
    check_error(r#""\/""#, "yaml: found unknown escape character");
    check(r#""\'""#, r#""'""#, "''''\n");
    let problem = "yaml: found incompatible YAML document";
    check_error("%YAML 1.2\n---\na", problem);
}

#[test]
fn errors_name_the_line_after_the_first() {
    for (text, problem) in [
        ("a: b: c", "mapping values are not allowed in this context"),
        ("a: 1\nb\nc: 2\n", "line 3: could not find expected ':'"),
        (
            "a:\n\tb: 1\n",
            "line 2: found character that cannot start any token",
        ),
        ("a: *b", "unknown anchor 'b' referenced"),
        ("a: &b [*b]", "anchor 'b' value contains itself"),
        (
            "? [1, a]\n: 1",
            r#"invalid map key: []interface {}{1, "a"}"#,
        ),
        ("a: \x01", "control characters are not allowed"),
        ("!!int x", "cannot decode !!str `x` as a !!int"),
        (
            "<<: 1",
            "map merge requires map or sequence of maps as the value",
        ),
    ] {
        check_error(text, &format!("yaml: {problem}"));
    }
    check_error("a: .inf", "json: unsupported value: +Inf");
}

#[test]
fn documents_that_grow_by_aliases_are_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let below = level - 1;
        let items = vec![format!("*a{below}"); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    check_error(&text, "yaml: document contains excessive aliasing");
}

#[test]
fn nesting_has_an_end() {
    for piece in ["[", "- ", "{a: ", "? "] {
        let message = both(&piece.repeat(100_000)).0;
        assert!(message.ends_with(super::scanner::TOO_DEEP), "{message}");
    }
}

#[test]
fn empty_collections_as_keys_come_before_their_time() {
    check_error("v: 1\n[: a]\n", "yaml: line 1: did not find expected key");
    check_error(
        "? {b: 1, a: 2, b: 3}\n: x",
        "yaml: invalid map key: map[interface {}]interface {}{\"a\":2, \"b\":3}",
    );
}

#[test]
fn flow_collections_end_as_in_yaml_v2() {
    check_error("a: {b: ]\n", "yaml: did not find expected node content");
    check_error("[?, 2]", "yaml: did not find expected ',' or ']'");
    check(
        "{?, a: 1}",
        "error converting YAML to JSON: Unsupported map key of type: %!s(<nil>), key: <nil>, value: <nil>",
        "",
    );
}

#[test]
fn texts_are_written_in_the_style_of_yaml_v2() {
    check(r#""a: b""#, r#""a: b""#, "'a: b'\n");
    check(r#""a\nb""#, r#""a\nb""#, "|-\n  a\n  b\n");
    check(r#"" a\n""#, r#"" a\n""#, "|2\n   a\n");
    check(r#""a \nb""#, r#""a \nb""#, "\"a \\nb\"\n");
    check(r#""\U0001F600""#, "\"\u{1F600}\"", "\"\\U0001F600\"\n");
    check(r#""a\ufeff""#, "\"a\u{feff}\"", "\"a\\uFEFF\"\n");
    check(
        r#""\ufeffa\n""#,
        "\"\u{feff}a\\n\"",
        "\"\\uFEFF\\x61\\n\"\n",
    );
}

#[test]
fn keys_are_sorted_by_letters_and_numbers() {
    check(
        "{b10: 1, b9: 2, B: 3, _: 4}",
        r#"{"B":3,"_":4,"b10":1,"b9":2}"#,
        "_: 4\nB: 3\nb9: 2\nb10: 1\n",
    );
}

#[test]
fn what_json_leaves_bare_means_something_in_yaml() {
    check(r#""a\Nb""#, "\"a\u{85}b\"", "a b\n");
    let value = read(br#"{"a\Nb": 1}"#, Numbers::Floats).unwrap();
    assert_eq!(
        write(&value).unwrap_err(),
        "did not find expected ',' or '}'"
    );
    let value = read(br#""a\x7fb""#, Numbers::Floats).unwrap();
    let message = "control characters are not allowed";
    assert_eq!(write(&value).unwrap_err(), message);
}

#[test]
fn values_that_share_others_have_an_end() {
    let mut value = Value::text("x");
    for _ in 0..40 {
        value = Value::map([("a", value.clone()), ("b", value)]);
    }
    let layout = Layout {
        is_indented: false,
        escapes_html: false,
    };
    let too_large = Some(crate::data::TOO_LARGE.to_owned());
    assert_eq!(write(&value).err(), too_large);
    assert_eq!(json::write(&value, layout).err(), too_large);
    assert_eq!(crate::data::toml::write(&value).err(), too_large);
}
