//! What holds for edits of any YAML: they do what is applied, keep comments, and can be taken back.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::builder::comment_texts;
use crate::yaml::Yaml;
use crate::yaml::node::{Node, NodeKind};
use crate::yaml::typed::Data;
use crate::{Pointer, Refusal, TextEdit, apply};

/// A YAML tree as lines at column 0, or as text on one line.
#[derive(Debug, Clone)]
enum Shape {
    Inline(String),
    Block(String, Vec<String>),
    Lines(Vec<String>, bool),
}

/// Blanks, comments and quirks around an entry.
#[derive(Debug, Clone)]
struct Dress {
    above: u8,
    behind: bool,
    below: u8,
    unit: usize,
}

fn any_dress() -> impl Strategy<Value = Dress> {
    (0..6_u8, any::<bool>(), 0..6_u8, 1..5_usize).prop_map(|(above, behind, below, unit)| Dress {
        above,
        behind,
        below,
        unit,
    })
}

fn any_inline() -> impl Strategy<Value = String> {
    let scalars = [
        "x",
        "two words",
        "'it''s # no'",
        "\"q \\\" # n\"",
        "1",
        "1.10",
        "true",
        "~",
        "null",
        "On",
        "0644",
        "a/{{ .b }}",
        "\"{{ .c }}\"",
        "http://h:80/#f",
        "{}",
        "[]",
        "{ k: 1, l: [2, 'x, y'] }",
        "[a, b: c]",
        "[\n  a, # f\n  b\n  ]",
        "",
        "'two\n\n  lines'",
        "plain\n   more",
        "!!str 5",
    ];
    prop::sample::select(scalars.to_vec()).prop_map(str::to_owned)
}

fn any_block() -> impl Strategy<Value = Shape> {
    let texts = [
        ("|", vec!["x", "# no", "", "  y"]),
        ("|-", vec!["x"]),
        ("|+", vec!["x", ""]),
        (">-", vec!["a", "b"]),
        ("|2", vec![" x", "y"]),
    ];
    prop::sample::select(texts.to_vec()).prop_map(|(header, lines)| {
        let lines = lines.into_iter().map(str::to_owned).collect();
        Shape::Block(header.to_owned(), lines)
    })
}

fn any_shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![4 => any_inline().prop_map(Shape::Inline), 1 => any_block()];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let children = prop::collection::vec((any_dress(), inner), 1..4);
        (children, any::<bool>()).prop_map(|(children, map)| {
            let mut lines = Vec::new();
            for (index, (dress, child)) in children.into_iter().enumerate() {
                let sign = if map {
                    format!("{}:", (b'a' + u8::try_from(index).unwrap()) as char)
                } else {
                    "-".to_owned()
                };
                lines.extend(dressed(&sign, &dress, child));
            }
            Shape::Lines(lines, map)
        })
    })
}

fn dressed(sign: &str, dress: &Dress, child: Shape) -> Vec<String> {
    let mut lines = match dress.above {
        0 => vec!["# above".to_owned()],
        1 => vec![String::new()],
        2 => vec!["# far".to_owned(), String::new()],
        3 => vec![String::new(), "# one".to_owned(), "# two".to_owned()],
        _ => Vec::new(),
    };
    let behind = if dress.behind { " # behind" } else { "" };
    let pad = |lines: Vec<String>, unit: usize| -> Vec<String> {
        let pad = |line: String| {
            if line.is_empty() {
                line
            } else {
                format!("{}{line}", " ".repeat(unit))
            }
        };
        lines.into_iter().map(pad).collect()
    };
    match child {
        Shape::Inline(text) => {
            lines.extend(format!("{sign} {text}{behind}").lines().map(str::to_owned))
        }
        Shape::Block(header, text) => {
            lines.push(format!("{sign} {header}{behind}"));
            let unit = if header.contains('2') { 2 } else { dress.unit };
            lines.extend(pad(text, unit));
        }
        Shape::Lines(children, map) => {
            let compact = sign == "-"
                && !dress.behind
                && children
                    .first()
                    .is_some_and(|line| !line.is_empty() && !line.starts_with('#'));
            let unit = if !map && sign != "-" {
                dress.unit - 1
            } else {
                dress.unit
            };
            if compact {
                let mut rest = pad(children, 2);
                rest[0] = format!("- {}", rest[0].trim_start());
                lines.extend(rest);
            } else {
                lines.push(format!("{sign}{behind}"));
                lines.extend(pad(children, unit));
            }
        }
    }
    if dress.below == 0 {
        lines.push("     # below".to_owned());
    }
    lines
}

fn any_text() -> impl Strategy<Value = String> {
    (any_shape(), 0..5_u8).prop_map(|(shape, quirk)| {
        let text = match shape {
            Shape::Inline(text) => text,
            Shape::Block(header, lines) => format!("--- {header}\n {}", lines.join("\n ")),
            Shape::Lines(lines, _) => lines.join("\n"),
        };
        match quirk {
            0 => text,
            1 => format!("{text}\n").replace('\n', "\r\n"),
            2 => format!("\u{feff}# head\n\n{text}\n"),
            3 => format!("---\n{text}\n---\nother: 1 # other\n"),
            _ => format!("{text}\n# end\n"),
        }
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        r#"[^\p{Cc}]{0,5}|[a-c# :\n]{0,8}|\PC"#.prop_map(Value::from),
    ];
    scalar.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec(("[a-d]|[^\\p{Cc}]{0,3}", inner), 0..3)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// All places with a value, and whether it is a leaf, in the order of the text.
fn places(node: &Node, here: &Pointer, all: &mut Vec<(Pointer, bool)>) {
    all.push((here.clone(), matches!(node.kind(), NodeKind::Scalar { .. })));
    for entry in node.entries().unwrap_or_default() {
        if let Some(key) = entry.key() {
            places(entry.value(), &here.child(key), all);
        }
    }
    for (index, item) in node.items().unwrap_or_default().iter().enumerate() {
        places(item, &here.item(index), all);
    }
}

#[derive(Debug, Clone)]
enum Act {
    Set(Value),
    Key(Value),
    Item(Value),
    Remove,
    Rename(String),
    Move(usize, usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        any_value().prop_map(Act::Set),
        any_value().prop_map(Act::Key),
        any_value().prop_map(Act::Item),
        Just(Act::Remove),
        "[a-z]{1,3}|\\PC{1,2}".prop_map(Act::Rename),
        (0..4_usize, 0..4_usize).prop_map(|(from, to)| Act::Move(from, to)),
    ]
}

fn perform(yaml: &Yaml, place: &Pointer, act: &Act) -> Result<Vec<TextEdit>, Refusal> {
    match act {
        Act::Set(value) => yaml.set(place, value),
        Act::Key(value) => yaml.insert(place, "new", value, None),
        Act::Item(value) => yaml.append(place, value),
        Act::Remove => yaml.remove(place),
        Act::Rename(name) => yaml.rename_key(place, name),
        Act::Move(from, to) => yaml.move_item(place, *from, *to),
    }
}

/// Whether a text may end in another way with other lines after it: blank lines become part of a
/// text that keeps them, and a block without a final newline gets one.
fn is_touchy(text: &str) -> bool {
    text.contains("|+") || (text.contains('|') && !text.ends_with('\n'))
}

fn value_at(yaml: &Yaml, place: &Pointer) -> Option<Value> {
    yaml.value()?.pointer(&place.to_string()).cloned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_faithful(text in any_text(), act in any_act(), pick: prop::sample::Index) {
        let yaml = Yaml::read(text.as_str());
        prop_assume!(!yaml.is_broken());
        let mut all = Vec::new();
        if let Some(root) = yaml.root() {
            places(root, &Pointer::root(), &mut all);
        }
        prop_assume!(!all.is_empty());
        let (place, _) = pick.get(&all);
        let result = perform(&yaml, place, &act);
        if let Err(Refusal::SideEffects(_)) = &result {
            let merges = format!("{act:?}").contains("<<");
            prop_assert!(is_touchy(&text) || merges, "{result:?} of {act:?} at {place}");
        }
        let Ok(edits) = result else { return Ok(()) };
        let after = Yaml::read(apply(&text, &edits).unwrap());
        prop_assert!(!after.is_broken());
        let before_comments = comment_texts(&yaml);
        let mut after_comments = comment_texts(&after);
        match &act {
            Act::Set(value) => prop_assert_eq!(&value_at(&after, place).unwrap(), value),
            Act::Key(value) => prop_assert_eq!(&value_at(&after, &place.child("new")).unwrap(), value),
            Act::Item(value) => {
                let list = value_at(&after, place).unwrap();
                prop_assert_eq!(list.as_array().and_then(|items| items.last()), Some(value));
            }
            _ => {}
        }
        if matches!(act, Act::Key(_) | Act::Item(_) | Act::Rename(_) | Act::Move(..)) {
            prop_assert_eq!(&before_comments, &after_comments);
        }
        // Whatever is removed, no comment is made up and none is written twice.
        for comment in before_comments {
            if let Some(index) = after_comments.iter().position(|found| *found == comment) {
                after_comments.remove(index);
            }
        }
        prop_assert!(after_comments.is_empty());
        prop_assert!(text.contains("other: 1 # other") == after.text().contains("other: 1 # other"));
    }

    #[test]
    fn a_new_key_removed_again_leaves_the_text(text in any_text(), value in any_value(), pick: prop::sample::Index) {
        let yaml = Yaml::read(text.as_str());
        prop_assume!(!yaml.is_broken());
        let mut all = Vec::new();
        if let Some(root) = yaml.root() {
            places(root, &Pointer::root(), &mut all);
        }
        all.retain(|(place, _)| yaml.get(place).and_then(Node::entries).is_some_and(|entries| !entries.is_empty()));
        prop_assume!(!all.is_empty());
        let (place, _) = pick.get(&all);
        let Ok(edits) = yaml.insert(place, "new", &value, None) else { return Ok(()) };
        let there = Yaml::read(apply(&text, &edits).unwrap());
        let edits = there.remove(&place.child("new")).unwrap();
        let back = apply(there.text(), &edits).unwrap();
        let back = back.replace("{b: c}", "b: c");
        // Without a final newline, a block at the end has to say so once another one may follow.
        let bare = |text: &str| text.trim_end().replace("|-", "|").replace("|2-", "|2");
        let ends_without_newline = |back: &str| bare(back) == bare(&text);
        prop_assert!(back == text || (!text.ends_with('\n') && ends_without_newline(&back)), "{back}");
    }

    #[test]
    fn a_text_set_and_set_back_is_the_same(text in any_text(), pick: prop::sample::Index) {
        let yaml = Yaml::read(text.as_str());
        prop_assume!(!yaml.is_broken());
        let mut all = Vec::new();
        if let Some(root) = yaml.root() {
            places(root, &Pointer::root(), &mut all);
        }
        let single = |place: &Pointer| yaml.text().get(yaml.get(place).unwrap().span()).is_some_and(|text| !text.contains('\n') && text != "On" && text != "0644");
        all.retain(|(place, leaf)| *leaf && single(place) && value_at(&yaml, place).is_some_and(|value| value.is_string()));
        prop_assume!(!all.is_empty());
        let (place, _) = pick.get(&all);
        let value = value_at(&yaml, place).unwrap();
        if let Ok(edits) = yaml.set(place, &json!("changed")) {
            let there = Yaml::read(apply(&text, &edits).unwrap());
            let edits = there.set(place, &value).unwrap();
            let back = apply(there.text(), &edits).unwrap();
            if !text.contains("{{ .b }}") {
                prop_assert_eq!(back, text);
            }
        }
    }

    #[test]
    fn excerpts_fit_anywhere(text in any_text(), target in any_text(), pick: prop::sample::Index, to: prop::sample::Index) {
        let (yaml, target) = (Yaml::read(text.as_str()), Yaml::read(target.as_str()));
        prop_assume!(!yaml.is_broken() && !target.is_broken());
        let (mut all, mut maps) = (Vec::new(), Vec::new());
        for (yaml, all) in [(&yaml, &mut all), (&target, &mut maps)] {
            if let Some(root) = yaml.root() {
                places(root, &Pointer::root(), all);
            }
        }
        all.retain(|(place, _)| yaml.key_span(place).is_some());
        prop_assume!(!all.is_empty() && !maps.is_empty());
        let (place, _) = pick.get(&all);
        let (map, _) = to.get(&maps);
        let block = yaml.entry_text(place);
        prop_assert!(block.is_some() || is_touchy(&text), "no text of {place}");
        let Some(block) = block else { return Ok(()) };
        let key = place.last().unwrap();
        match target.insert_text(map, key, &block) {
            Ok(edits) => {
                let after = Yaml::read(apply(target.text(), &edits).unwrap());
                prop_assert_eq!(value_at(&after, &map.child(key)), value_at(&yaml, place));
                let mut expected = comment_texts(&target);
                expected.extend(comment_texts(&Yaml::read(block)));
                expected.sort_unstable();
                prop_assert_eq!(expected, comment_texts(&after));
            }
            Err(Refusal::SideEffects(_)) => {
                // Deeper comments below the place would become part of a block at the end.
                let block_in_block = block.contains(['|', '>']);
                prop_assert!(block_in_block || is_touchy(target.text()), "{block:?} to {map}");
            }
            Err(_) => {}
        }
    }

    #[test]
    fn never_panics(text in r#"[\[\]{}&*!|>'"%:?,#ab~é\-. \t\n\r\u{feff}]{0,40}"#, act in any_act(), pick: prop::sample::Index) {
        let yaml = Yaml::read(text.as_str());
        let mut all = vec![(Pointer::root(), false)];
        for index in 0..yaml.documents() {
            places(yaml.document(index).unwrap(), &Pointer::root(), &mut all);
        }
        let (place, _) = pick.get(&all);
        if let Ok(edits) = perform(&yaml, place, &act) {
            prop_assert!(Data::documents(&apply(&text, &edits).unwrap()).is_some());
        }
        let _ = yaml.entry_text(place);
        let _ = yaml.insert_text(place, "new", &text);
        let _ = yaml.remove_duplicates(place);
    }
}
