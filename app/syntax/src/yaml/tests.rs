//! Reading YAML, as tables.

use proptest::prelude::*;
use serde_json::json;

use super::{Node, NodeKind, Style, Tab, Yaml};
use crate::{Lines, Pointer, ProblemKind, apply};

fn at(pointer: &str) -> Pointer {
    pointer.parse().unwrap()
}

#[track_caller]
fn spelled(text: &str, pointer: &str, expected: &str) {
    let yaml = Yaml::read(text);
    let node = yaml
        .get(&at(pointer))
        .unwrap_or_else(|| panic!("nothing at {pointer} in {yaml:?}"));
    assert_eq!(&text[node.span()], expected, "{pointer} in {text}");
}

#[test]
fn spans_of_values() {
    let text = "# ä\na: 1 # one\nb:\n  - x\n  - 'y' \n  # note\nc: {d: \"e\", f: [1, 2]} # end\ng: |\n  line\n  more\n\ng2: &x !!str >-2 # >\n\n    x\nh: &n !!str t\ni: *n\no: &o\n  p: 1\nq: !!seq [1]\nr: &r\nj:\nk:\n- m: 1\n  n: two words\nl: \"x\n  \\\" y\" # l\nm: 'x\n  ''y' # m\nn:\n- [x]\n- - y\n  - z\n\n# tail\n";
    let table = [
        ("/a", "1"),
        ("/n", "- [x]\n- - y\n  - z"),
        ("/n/1", "- y\n  - z"),
        ("/b", "- x\n  - 'y'"),
        ("/b/1", "'y'"),
        ("/c", "{d: \"e\", f: [1, 2]}"),
        ("/c/d", "\"e\""),
        ("/c/f", "[1, 2]"),
        ("/c/f/1", "2"),
        ("/g", "|\n  line\n  more"),
        ("/g2", ">-2 # >\n\n    x"),
        ("/o", "p: 1"),
        ("/q", "[1]"),
        ("/r", ""),
        ("/h", "t"),
        ("/i", "*n"),
        ("/j", ""),
        ("/k", "- m: 1\n  n: two words"),
        ("/k/0", "m: 1\n  n: two words"),
        ("/k/0/n", "two words"),
        ("/l", "\"x\n  \\\" y\""),
        ("/m", "'x\n  ''y'"),
    ];
    for text in [
        text.to_owned(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
    ] {
        let yaml = Yaml::read(text.as_str());
        assert_eq!(yaml.problems(), []);
        assert_eq!(yaml.documents(), 1);
        for (pointer, expected) in table {
            let newline = if text.contains('\r') { "\r\n" } else { "\n" };
            spelled(&text, pointer, &expected.replace('\n', newline));
        }
        let key = yaml.key_span(&at("/k/0/n")).unwrap();
        assert_eq!(&text[key], "n");
        let missing = yaml.get(&at("/j")).unwrap().span().start;
        assert_eq!(&text[missing - 2..missing], "j:");
    }
}

#[test]
fn kinds_and_styles() {
    let yaml = Yaml::read("- a\n- 'b'\n- \"c\"\n- |\n  d\n- >-\n  e\n- &x !t f\n- *x\n- ~\n");
    let items = yaml.root().unwrap().items().unwrap();
    let styles = [
        Style::Plain,
        Style::SingleQuoted,
        Style::DoubleQuoted,
        Style::Literal,
        Style::Folded,
    ];
    for (item, wanted) in items.iter().zip(styles) {
        assert!(matches!(item.kind(), NodeKind::Scalar { style, .. } if *style == wanted));
    }
    assert_eq!((items[5].tag(), items[5].as_str()), (Some("!t"), Some("f")));
    assert_eq!(
        items[6].kind(),
        &NodeKind::Alias(items[5].anchor().unwrap())
    );
}

#[test]
fn data() {
    let table = [
        ("", Some(json!(null))),
        ("# nothing\n", Some(json!(null))),
        (
            "a: {b: [1, 1.5, yes, 'x', ~]}",
            Some(json!({"a": {"b": [1, 1.5, "yes", "x", null]}})),
        ),
        (
            "a: &x {b: 1}\nc: {<<: *x, d: 2}",
            Some(json!({"a": {"b": 1}, "c": {"d": 2, "b": 1}})),
        ),
        ("1: a\ntrue: b\n", Some(json!({"1": "a", "true": "b"}))),
        ("a: !t 1", Some(json!({"a": 1}))),
        ("a: 1\n---\nb: 2", Some(json!({"a": 1}))),
        ("a: .inf", Some(json!({"a": null}))),
        (
            "a: 99999999999999999999\nb: 1\n",
            Some(json!({"a": 1e20, "b": 1})),
        ),
        ("\u{feff}a: 1", Some(json!({"a": 1}))),
        ("a: [", None),
        ("a: 1\na: 2", None),
    ];
    for (text, value) in table {
        assert_eq!(Yaml::read(text).value(), value, "{text}");
    }
}

#[test]
fn problems_have_places() {
    let table = [
        ("a: 1\nb: [1\nc: 2\n", ProblemKind::Syntax, 3),
        ("é: 1\nb: 'x\n", ProblemKind::Syntax, 2),
        ("a: 1\n  b: 2\n", ProblemKind::Syntax, 2),
        ("a:\n\tb: 1\n", ProblemKind::Tab, 2),
        ("a:\n  b: 1\n\tc: 2\n", ProblemKind::Tab, 3),
        ("a: 1\nb: 2\na: 3\n", ProblemKind::DuplicateKey, 3),
        ("a: 1\nb: *x\n", ProblemKind::Syntax, 2),
    ];
    for (text, kind, line) in table {
        let yaml = Yaml::read(text);
        let lines = Lines::new(text);
        let found: Vec<_> = yaml
            .problems()
            .iter()
            .map(|p| (p.kind, lines.position(p.range.start).line))
            .collect();
        assert_eq!(found, [(kind, line)], "{text}{:?}", yaml.problems());
    }
}

#[test]
fn what_was_read_before_an_error_remains() {
    let yaml = Yaml::read("a: 1\nb:\n  c: [1, 2]\n  d: @x\n");
    assert!(yaml.is_broken());
    assert_eq!(yaml.get(&at("/a")).and_then(Node::as_str), Some("1"));
    assert_eq!(yaml.get(&at("/b/c/1")).and_then(Node::as_str), Some("2"));
}

#[test]
fn counts_documents() {
    for (text, documents) in [
        ("", 0),
        ("# x", 0),
        ("a", 1),
        ("---\na: 1\n...\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("---\n---\n", 2),
    ] {
        assert_eq!(Yaml::read(text).documents(), documents, "{text}");
    }
    assert!(
        Yaml::read("a: 1\n---\nb: 2\n")
            .document(1)
            .unwrap()
            .entry("b")
            .is_some()
    );
}

#[test]
fn expands_tabs() {
    let table = [
        (
            "a:\n\tb: 1\n\tc:\n\t\td: 1\n",
            "a:\n  b: 1\n  c:\n    d: 1\n",
        ),
        ("x:\n    y: 1\na:\n\tb: 1\n", "x:\n    y: 1\na:\n    b: 1\n"),
        (
            "a: |\n  x:\n  \tmake\nb:\n\tc: 1\n",
            "a: |\n  x:\n  \tmake\nb:\n  c: 1\n",
        ),
        ("a: [\n\t1\n]\n", "a: [\n\t1\n]\n"),
        ("a:\r\n  b: 1\r\n\tc: 2\r\n", "a:\r\n  b: 1\r\n  c: 2\r\n"),
        ("a: 'x\n\ty'\n", "a: 'x\n\ty'\n"),
        ("  - a: 1\n\tb: 2\n", "  - a: 1\n    b: 2\n"),
    ];
    for (before, after) in table {
        let yaml = Yaml::read(before);
        let tabs = if before == after {
            vec![]
        } else {
            vec![Tab::AlignWithLineAbove]
        };
        assert_eq!(yaml.tab_interpretations(), tabs);
        let text = apply(before, &yaml.expand_tabs(Tab::AlignWithLineAbove)).unwrap();
        assert_eq!(text, after, "{:?} {:?}", yaml.problems(), Yaml::read(after));
        assert_eq!(Yaml::read(text).problems(), []);
    }
}

#[test]
fn tabs_may_be_read_in_several_ways() {
    let table = [
        (
            "s:\n  a:\n    b: 1\n    # c is next\n\tc: 2\n\td: 3\n  e: 4\n",
            ["    ", "  "],
        ),
        ("- a:\n\tb: 2\n", ["    ", "  "]),
    ];
    for (before, spaces) in table {
        let yaml = Yaml::read(before);
        let tabs = yaml.tab_interpretations();
        assert_eq!(tabs, [Tab::AlignWithLineAbove, Tab::Spaces(2)], "{before}");
        let texts = tabs
            .iter()
            .map(|tab| apply(before, &yaml.expand_tabs(*tab)).unwrap());
        let expected = spaces.map(|spaces| before.replace('\t', spaces));
        assert_eq!(texts.collect::<Vec<_>>(), expected);
    }
    // The last line may belong to the line with the tab, or stand beside it.
    for (before, half) in [
        ("pack:\n\tcontent:\n    images: []\n", 2),
        ("charts:\n\tfoo:\n  a: 1\n", 1),
    ] {
        let tabs = Yaml::read(before).tab_interpretations();
        assert_eq!(
            tabs,
            [Tab::AlignWithLineAbove, Tab::Spaces(half)],
            "{before}"
        );
    }
    let two = Yaml::read("a:\n\tb: 1\n---\nc: 1\n");
    assert_eq!(two.tab_interpretations(), [Tab::AlignWithLineAbove]);
}

#[test]
fn bears_hostile_text() {
    let bomb: String = (0..40)
        .map(|n| format!("a{}: &a{} [*a{n}, *a{n}]\n", n + 1, n + 1))
        .collect();
    let yaml = Yaml::read(format!("a0: &a0 x\n{bomb}"));
    assert!(yaml.is_broken());
    assert_eq!(yaml.value(), None);
    for text in ["[", "{a: ", "- ", "? "] {
        let yaml = Yaml::read(text.repeat(3000));
        assert!(yaml.is_broken(), "{text}");
    }
}

proptest! {
    #[test]
    fn never_panics(text in r#"[\[\]{}&*!|>'"%@:?,#a0~é\-. \t\n\r\u{feff}]{0,40}"#) {
        let yaml = Yaml::read(text.as_str());
        for problem in yaml.problems() {
            prop_assert!(text.get(problem.range.clone()).is_some());
        }
        for index in 0..yaml.documents() {
            in_bounds(&text, yaml.document(index).unwrap())?;
        }
        prop_assert!(apply(&text, &yaml.expand_tabs(Tab::AlignWithLineAbove)).is_ok());
        prop_assert!(yaml.problems().is_empty() || yaml.value().is_none() || yaml.is_broken());
    }

    #[test]
    fn never_panics_on_any_text(text: String) {
        let yaml = Yaml::read(text.as_str());
        prop_assert!(apply(&text, &yaml.expand_tabs(Tab::AlignWithLineAbove)).is_ok());
    }
}

/// Every span cuts the text between characters, and children lie within their parents.
fn in_bounds(text: &str, node: &Node) -> Result<(), TestCaseError> {
    prop_assert!(text.get(node.span()).is_some());
    for item in node.items().unwrap_or_default() {
        in_bounds(text, item)?;
    }
    for entry in node.entries().unwrap_or_default() {
        in_bounds(text, entry.key_node())?;
        in_bounds(text, entry.value())?;
    }
    Ok(())
}

#[test]
fn a_glance_sees_the_same_values() {
    for text in [
        "a: 1\nb: [x, {c: d}]\n",
        "a: &x {b: 1}\nc: *x\n",
        "a: [\n\tb,\n]\n",
        "a: 1\nb: [\n",
        "",
    ] {
        let (read, read_unverified) = (Yaml::read(text), Yaml::read_unverified(text));
        assert_eq!(read.root(), read_unverified.root(), "{text:?}");
        assert_eq!(read.is_broken(), read_unverified.is_broken(), "{text:?}");
    }
}

#[test]
fn what_is_nested_too_deep_is_one_problem_and_the_rest_is_read() {
    let block = |levels: usize| {
        let lines = (0..levels).map(|level| format!("{}a:\n", " ".repeat(level)));
        format!("before: 1\n{}after: 1\n", lines.collect::<String>())
    };
    let brackets = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("before: 1\nb: {open}{close}\n")
    };
    for (text, key) in [
        (block(130), "after"),
        (block(3_000), "before"),
        (brackets(130), "before"),
        (brackets(300_000), "before"),
    ] {
        let yaml = Yaml::read(text.as_str());
        let kinds: Vec<_> = yaml.problems().iter().map(|problem| problem.kind).collect();
        assert_eq!(
            kinds,
            [ProblemKind::TooDeep],
            "{key} in {} bytes",
            text.len()
        );
        assert!(yaml.is_broken() && yaml.value().is_none());
        assert!(
            yaml.get(&Pointer::root().child(key)).is_some(),
            "{key} in {} bytes",
            text.len()
        );
    }
}

#[test]
fn keys_in_keys_are_read_in_no_time() {
    let value = Yaml::read(format!("{}a\n", "? ".repeat(100))).value();
    let keys = value.as_ref().and_then(|value| value.as_object());
    assert_eq!(keys.map(|keys| keys.len()), Some(1));
}
