//! What holds for any JSON text: it is judged as serde_json does, and edits are faithful.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Json, Refusal};
use crate::{Pointer, apply};

/// Any JSON value that a text can hold.
fn any_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        r#"[^:]{0,6}"#.prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[a-f~/]{0,2}", inner), 0..6)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// A text of a value: dense, airy, or with its commas and spaces made irregular.
fn any_text() -> impl Strategy<Value = (Value, String)> {
    (any_value(), 0..5_u8).prop_map(|(value, formatting)| {
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        let text = match formatting {
            0 => value.to_string(),
            1 => pretty,
            2 => pretty.replace('\n', "\r\n\t"),
            3 => pretty.replace(",\n", ", // note\n"),
            _ => pretty.replace(",\n", "\n,").replace("\": ", "\" :"),
        };
        (value, text)
    })
}

fn pointers(value: &Value, here: &Pointer, all: &mut Vec<Pointer>) {
    all.push(here.clone());
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| pointers(value, &here.child(key), all)),
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, value)| pointers(value, &here.item(index), all));
        }
        _ => {}
    }
}

fn agrees_with_serde(text: &str) -> Result<(), TestCaseError> {
    let json = Json::read(text);
    match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            prop_assert!(json.problems().is_empty(), "{:?}", json.problems());
            prop_assert_eq!(json.value(), value);
        }
        Err(error) => prop_assert!(!json.problems().is_empty(), "{}", error),
    }
    for problem in json.problems() {
        prop_assert!(text.get(problem.range.clone()).is_some());
    }
    Ok(())
}

proptest! {
    #[test]
    fn reads_what_serde_reads(text in any_text()) {
        let json = Json::read(text.1.as_str());
        prop_assert!(!json.is_broken());
        prop_assert_eq!(json.value(), text.0);
    }

    #[test]
    fn judges_as_serde_does(text in r#"[\[\]{},:"'/*#\\a0-9eE+.\-tu\n\t \u{feff}\u{201c}é]{0,24}"#) {
        if !text.starts_with('\u{feff}') {
            agrees_with_serde(&text)?;
        }
    }

    #[test]
    fn judges_any_text_as_serde_does(text: String) {
        if !text.starts_with('\u{feff}') {
            agrees_with_serde(&text)?;
        }
    }

    #[test]
    fn judges_mutated_json_as_serde_does(text in any_text(), cut: prop::sample::Index, len in 0..4_usize, insert in r#"[\[\]{},:"\\x0 ]{0,3}"#) {
        let chars: Vec<char> = text.1.chars().collect();
        let start = cut.index(chars.len());
        let end = (start + len).min(chars.len());
        let mutated: String = chars[..start].iter().chain(&insert.chars().collect::<Vec<_>>()).chain(&chars[end..]).collect();
        agrees_with_serde(&mutated)?;
    }

    #[test]
    fn sets_anything_anywhere(text in any_text(), to in any_value(), pick: prop::sample::Index) {
        let mut all = Vec::new();
        pointers(&text.0, &Pointer::root(), &mut all);
        let pointer = pick.get(&all);
        let json = Json::read(text.1.as_str());
        let edits = json.set(pointer, &to).unwrap();
        let mut wanted = text.0.clone();
        *wanted.pointer_mut(&pointer.to_string()).unwrap() = to;
        prop_assert_eq!(Json::read(apply(&text.1, &edits).unwrap()).value(), wanted);
    }

    #[test]
    fn set_and_set_back_is_nothing(text in any_text(), pick: prop::sample::Index) {
        let mut all = Vec::new();
        pointers(&text.0, &Pointer::root(), &mut all);
        all.retain(|pointer| text.0.pointer(&pointer.to_string()).is_some_and(|value| !value.is_object() && !value.is_array()));
        if all.is_empty() {
            return Ok(());
        }
        let pointer = pick.get(&all);
        let there = apply(&text.1, &Json::read(text.1.as_str()).set(pointer, &json!("changed")).unwrap()).unwrap();
        let original = text.0.pointer(&pointer.to_string()).unwrap();
        let back = apply(&there, &Json::read(there.as_str()).set(pointer, original).unwrap()).unwrap();
        prop_assert_eq!(back, text.1);
    }

    #[test]
    fn removes_and_adds_anywhere(text in any_text(), pick: prop::sample::Index) {
        let mut all = Vec::new();
        pointers(&text.0, &Pointer::root(), &mut all);
        let pointer = pick.get(&all);
        let json = Json::read(text.1.as_str());
        match json.remove(pointer) {
            Ok(_) => prop_assert!(!pointer.is_root()),
            Err(refusal) => prop_assert_eq!(refusal, Refusal::Root),
        }
        if json.get(pointer).is_some_and(|node| node.members().is_some()) {
            prop_assert!(json.set(&pointer.child("new").child("newer"), &json!([1])).is_ok());
        }
    }
}
