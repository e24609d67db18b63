//! Targets for JSON and YAML: every value is inside the text, and every change reads back.

use std::ops::Range;

use pack_model::{
    Change, DocumentFile, File, JsonFile, Pack, Pointer, Session, Transaction, YamlFile,
};
use pack_syntax::{Json, Problem, Yaml, json, yaml};
use serde_json::{Value, json};

/// Reads a text as JSON, and changes values at its root.
///
/// # Panics
///
/// If serde_json accepts a text that is refused or read differently, if a range is not in the text,
/// or if a change does not read back.
pub fn json(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let json = Json::read(text);
    in_text(text, json.problems());
    if let Some(root) = json.root() {
        json_in_text(text, root);
    }
    let value = json.value();
    if let Ok(read) = serde_json::from_str::<Value>(text) {
        assert!(
            json.problems().is_empty(),
            "others take this: {:?}",
            json.problems()
        );
        assert_eq!(value, read, "others read something else");
    }
    for duplicate in json.duplicates() {
        for span in duplicate.spans {
            assert!(text.get(span).is_some(), "a key is not in the text");
        }
    }
    change(JsonFile::pack().into(), text, &value, |text| {
        serde_json::from_str(text).ok()
    });
}

/// Reads a text as YAML, and changes values at its root.
///
/// # Panics
///
/// If a range is not in the text, or if a change does not read back.
pub fn yaml(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let yaml = Yaml::read(text);
    in_text(text, yaml.problems());
    if let Some(root) = yaml.root() {
        yaml_in_text(text, root);
    }
    for tab in yaml.tab_interpretations() {
        let expanded = pack_syntax::apply(text, &yaml.expand_tabs(tab)).map(Yaml::read);
        assert!(
            expanded.is_ok_and(|yaml| !yaml.is_broken()),
            "{tab:?} is no reading"
        );
    }
    if let Some(value) = yaml.value() {
        change(YamlFile::values().into(), text, &value, |text| {
            Yaml::read(text).value()
        });
    }
}

/// Checks that all values are in the text, and inside their containers.
fn json_in_text(text: &str, node: &json::Node) {
    let whole = node.span();
    assert!(
        text.get(whole.clone()).is_some(),
        "a value is not in the text"
    );
    let is_inside = |span: Range<usize>| whole.start <= span.start && span.end <= whole.end;
    for member in node.members().unwrap_or_default() {
        assert!(is_inside(member.key_span()), "a key is not in its object");
        assert!(
            is_inside(member.value().span()),
            "a value is not in its object"
        );
        json_in_text(text, member.value());
    }
    for item in node.items().unwrap_or_default() {
        assert!(is_inside(item.span()), "an item is not in its array");
        json_in_text(text, item);
    }
}

/// Checks that all values are in the text.
fn yaml_in_text(text: &str, node: &yaml::Node) {
    assert!(
        text.get(node.span()).is_some(),
        "a value is not in the text"
    );
    for entry in node.entries().unwrap_or_default() {
        yaml_in_text(text, entry.key_node());
        yaml_in_text(text, entry.value());
    }
    for item in node.items().unwrap_or_default() {
        yaml_in_text(text, item);
    }
}

/// Checks that all problems are in the text.
fn in_text(text: &str, problems: &[Problem]) {
    for problem in problems {
        let Range { start, end } = problem.range;
        assert!(
            text.get(start..end).is_some(),
            "a problem is not in the text: {problem:?}"
        );
    }
}

/// Sets and removes entries at the root of a document. A change may be refused; if it is made, it
/// changes exactly one entry and can be undone exactly.
fn change(document: DocumentFile, text: &str, value: &Value, read: impl Fn(&str) -> Option<Value>) {
    let Some(map) = value.as_object() else {
        return;
    };
    let mut pack = Pack::default();
    let file = document.path();
    pack.put(file.clone(), Some(File::of_text(text)));
    let mut keys = map.keys().map(String::as_str);
    let ends = keys.next().into_iter().chain(keys.next_back());
    let ends = ends.chain(["turntable"]);
    for key in ends {
        let pointer = Pointer::root().child(key);
        let mut set = value.clone();
        set[key] = json!("a: b # c");
        let mut removed = value.clone();
        let was_there = removed
            .as_object_mut()
            .is_some_and(|map| map.shift_remove(key).is_some());
        let changes = [
            (
                Change::set(document.clone(), pointer.clone(), json!("a: b # c")),
                set,
            ),
            (Change::remove(document.clone(), pointer), removed),
        ];
        for (change, expected) in changes {
            let what = format!("{change:?}");
            let mut session = Session::open(pack.clone());
            let Ok(Some(_)) = session.apply(Transaction::new("Change", vec![change])) else {
                continue;
            };
            let changed = session
                .pack()
                .text(file.as_str())
                .unwrap_or_default()
                .to_owned();
            if was_there || expected != *value {
                // Other parsers cannot read JSON that is not strict.
                if let Some(found) = read(&changed) {
                    assert_eq!(found, expected, "{what} made {changed:?}");
                }
            }
            session.undo();
            assert_eq!(
                session.pack().text(file.as_str()),
                Some(text),
                "{what} is not taken back"
            );
        }
    }
}
