//! The values once presets are chosen: what a preset removes goes first, then what it adds is merged.

use pack_syntax::{Pointer, Yaml, apply};
use serde_json::{Map, Value};

use super::Preset;
use crate::facts::dotted_path;
use crate::pack::Pack;
use crate::pack::path::VALUES_YAML;

/// values.yaml with presets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its text.
    pub text: String,
    /// Whether the text could not be edited, so that it is written anew, without its comments.
    pub is_rewritten: bool,
}

/// Why presets cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotApplied {
    /// values.yaml is no map, or broken.
    #[error("values.yaml cannot be read as YAML, so no preset can be applied. Fix it first.")]
    Values,
    /// What a preset adds is no map, or broken. It has this label.
    #[error("What the preset “{0}” adds cannot be read as YAML values. Fix it first.")]
    Addition(String),
}

/// What the text in `add` of a preset adds to the values, if it is YAML.
pub fn added(text: &str) -> Option<Value> {
    let yaml = Yaml::read(text);
    if yaml.is_broken() || yaml.documents() > 1 {
        return None;
    }
    yaml.value()
}

/// The values.yaml of a pack with presets that are chosen, which are applied in their order. Everything that they
/// do not change stays as it is written.
///
/// # Errors
/// If values.yaml or what a preset adds cannot be read.
pub fn applied(pack: &Pack, presets: &[&Preset]) -> Result<Applied, NotApplied> {
    let mut applied = Applied {
        text: pack.text(VALUES_YAML).unwrap_or_default().to_owned(),
        is_rewritten: false,
    };
    for preset in presets {
        let not_added = || NotApplied::Addition(preset.label.clone());
        let added = match added(&preset.add).ok_or_else(not_added)? {
            Value::Null => Value::Object(Map::new()),
            added if added.is_object() => added,
            _ => return Err(not_added()),
        };
        let before = data(pack, &applied.text).ok_or(NotApplied::Values)?;
        let wanted = merged(before, &preset.remove, &added);
        let edited = edited(pack, &applied.text, preset, &added);
        let edited = edited.filter(|text| data(pack, text).as_ref() == Some(&wanted));
        applied.is_rewritten |= edited.is_none();
        applied.text = match edited.or_else(|| printed(&wanted)) {
            Some(text) => text,
            None => return Err(NotApplied::Values),
        };
    }
    Ok(applied)
}

/// The values of a text; `None` if it is no map.
pub(super) fn data(pack: &Pack, text: &str) -> Option<Value> {
    let yaml = pack.read_yaml(text);
    match yaml.value().filter(|_| !yaml.is_broken())? {
        Value::Null => Some(Value::Object(Map::new())),
        values => Some(values).filter(Value::is_object),
    }
}

/// Values without what is at some paths, and with others merged into them.
fn merged(mut values: Value, removed: &[String], added: &Value) -> Value {
    for path in removed {
        for pointer in places(&values, path) {
            remove(&mut values, &pointer);
        }
    }
    merge(&mut values, added);
    values
}

/// What a dotted path leads to, later items of a list first.
fn places(values: &Value, path: &str) -> Vec<Pointer> {
    let found = dotted_path::find(values, path).into_iter();
    found.map(|(pointer, _)| pointer).rev().collect()
}

fn remove(values: &mut Value, pointer: &Pointer) {
    let above = pointer.parent().map(|above| above.to_string());
    let container = above.and_then(|above| values.pointer_mut(&above));
    let (Some(container), Some(last)) = (container, pointer.last()) else {
        return;
    };
    match container {
        Value::Object(map) => {
            map.shift_remove(last);
        }
        Value::Array(items) => {
            if let Ok(index) = last.parse::<usize>()
                && index < items.len()
            {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// Merges maps into each other. Anything else replaces what is there.
fn merge(values: &mut Value, added: &Value) {
    match (values, added) {
        (Value::Object(values), Value::Object(added)) => {
            for (key, added) in added {
                match values.get_mut(key) {
                    Some(value) => merge(value, added),
                    None => {
                        values.insert(key.clone(), added.clone());
                    }
                }
            }
        }
        (values, added) => *values = added.clone(),
    }
}

/// A text that is written anew.
fn printed(values: &Value) -> Option<String> {
    let edits = Yaml::read("").set(&Pointer::root(), values).ok()?;
    apply("", &edits).ok()
}

/// The text after the edits that make the choice of a preset; `None` where one of them is refused.
fn edited(pack: &Pack, text: &str, preset: &Preset, added: &Value) -> Option<String> {
    let mut text = text.to_owned();
    let mut values = data(pack, &text)?;
    for path in &preset.remove {
        for place in places(&values, path) {
            let edits = pack.read_yaml(text.as_str()).remove(&place).ok()?;
            text = apply(&text, &edits).ok()?;
        }
        values = data(pack, &text)?;
    }
    let source = pack.read_yaml(preset.add.as_str());
    put(pack, text, &source, &differing(&values, added))
}

/// A text in which the values at some places are those of another text, and where they are new, with the comments
/// that they have there; `None` where an edit is refused.
pub(super) fn put(
    pack: &Pack,
    mut text: String,
    source: &Yaml,
    places: &[Pointer],
) -> Option<String> {
    let data = source.value()?;
    for place in places {
        let yaml = pack.read_yaml(text.as_str());
        let copied = source.entry_text(place).zip(place.parent());
        let inserted = copied
            .zip(place.last())
            .and_then(|((entry, map), key)| yaml.insert_text(&map, key, &entry).ok());
        let edits = match inserted {
            Some(edits) => edits,
            None => yaml.set(place, data.pointer(&place.to_string())?).ok()?,
        };
        text = apply(&text, &edits).ok()?;
    }
    Some(text)
}

/// The places of what is added that the values do not have already, in its order: outermost ones where nothing is
/// to be merged.
pub(super) fn differing(values: &Value, added: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut waiting = vec![(Pointer::root(), Some(values), added)];
    while let Some((at, values, added)) = waiting.pop() {
        match (values, added) {
            // What waits is taken from its end.
            (Some(Value::Object(values)), Value::Object(added)) => {
                let inner = added.iter().rev();
                waiting.extend(inner.map(|(key, added)| (at.child(key), values.get(key), added)));
            }
            (values, added) if values == Some(added) => {}
            _ => found.push(at),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::presets::testing::{all, pack};

    /// The values with the first preset, which is given by its properties.
    fn with(values: &str, preset: &Value) -> Result<Applied, NotApplied> {
        let mut preset = preset.clone();
        preset["name"] = "small".into();
        let pack = pack(values, &json!({ "presets": [preset] }).to_string());
        applied(&pack, &all(&pack).iter().collect::<Vec<_>>())
    }

    #[track_caller]
    fn check(values: &str, remove: &[&str], add: &str, expected: &str) {
        let applied = with(values, &json!({ "remove": remove, "add": add })).unwrap();
        assert_eq!(applied.text, expected);
        assert!(!applied.is_rewritten);
    }

    #[test]
    fn what_is_removed_goes_before_what_is_added() {
        check(
            "# top\ncharts:\n  web: # the web\n    # old\n    tls: {a: 1}\n    port: 80 # port\n    list:\n    - a\n    - b\n",
            &["charts.web.tls", "charts.web.list[0]", "charts.no.such"],
            "charts:\n  web:\n    port: 8080\n    # new\n    tls:\n      b: 2 # two\n",
            "# top\ncharts:\n  web: # the web\n    port: 8080 # port\n    list:\n    - b\n    # new\n    tls:\n      b: 2 # two\n",
        );
    }

    #[test]
    fn values_that_are_there_already_stay_as_they_are_written() {
        let text = "a: {b: 'x', \"c\": 0x10}\n";
        check(text, &[], "a:\n  b: x\n  c: 16\n", text);
        check(text, &[], "", text);
        check(text, &[], "# nothing\n", text);
    }

    #[test]
    fn what_is_no_map_is_replaced_whole() {
        check("l: [1, 2]\n", &[], "l: [3]\n", "l: [3]\n");
        check("a: 1\n", &[], "a:\n  b: 2\n", "a:\n  b: 2\n");
        check("a:\n", &[], "a:\n  b: 2\n", "a:\n  b: 2\n");
        check("", &[], "# why\na: 1\n", "# why\na: 1\n");
        check("a: {b: 1}\n", &[], "a: null\n", "a: null\n");
    }

    #[test]
    fn a_text_that_cannot_be_edited_is_written_anew() {
        let values = "base: &base {a: 1, b: 2}\nweb: *base\n";
        let applied = with(values, &json!({ "remove": ["base"], "add": "" })).unwrap();
        assert!(applied.is_rewritten);
        assert_eq!(applied.text, "web:\n  a: 1\n  b: 2\n");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let not_applied = |values, add| with(values, &json!({ "add": add })).unwrap_err();
        assert_eq!(not_applied("a: [", ""), NotApplied::Values);
        assert_eq!(not_applied("- 1", ""), NotApplied::Values);
        for add in ["a: [", "- 1", "text", "a: 1\n---\nb: 1\n"] {
            let label = "small".to_owned();
            assert_eq!(not_applied("a: 1", add), NotApplied::Addition(label));
        }
    }

    /// Values of a few keys, so that they often meet.
    fn tree() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..9).prop_map(Value::from),
            "[ab: \n#]{0,4}".prop_map(Value::from),
        ];
        let inner = leaf.prop_recursive(3, 24, 3, |inner| {
            let map = prop::collection::vec(("[abc]", inner.clone()), 0..4);
            prop_oneof![
                prop::collection::vec(inner, 0..3).prop_map(Value::from),
                map.prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        });
        prop::collection::vec(("[abc]", inner), 0..4)
            .prop_map(|entries| Value::Object(entries.into_iter().collect()))
    }

    proptest! {
        #[test]
        fn texts_say_what_plain_data_would(
            values in tree(),
            added in tree(),
            removed in prop::collection::vec("[abc](\\.[abc01]){0,2}", 0..3),
        ) {
            let text = printed(&values).unwrap();
            let preset = json!({ "remove": removed, "add": printed(&added).unwrap() });
            let applied = with(&text, &preset).unwrap();
            let read = Yaml::read(applied.text.as_str()).value().unwrap();
            let read = if read.is_null() { json!({}) } else { read };
            prop_assert_eq!(read, merged(values, &removed, &added));
            prop_assert!(!applied.is_rewritten);
        }

        #[test]
        fn a_preset_that_only_adds_changes_nothing_twice(values in tree(), added in tree()) {
            let add = printed(&added).unwrap();
            let preset = json!({ "add": add });
            let once = with(&printed(&values).unwrap(), &preset).unwrap().text;
            prop_assert_eq!(with(&once, &preset).unwrap().text, once);
        }

        #[test]
        fn nothing_panics(values in "[a-c:\\[{ \n&*-]{0,24}", add in "[a-c:\\[{ \n&*-]{0,24}", path in "[a-c.\\[0$\\]]{0,9}") {
            let _ = with(&values, &json!({ "remove": [path], "add": add }));
        }
    }
}
