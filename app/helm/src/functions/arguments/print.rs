//! Values as texts, the way that Sprig's functions print their arguments.

use crate::format;
use crate::value::{Elements, Text, Value};

/// A text for a value: texts and bytes as they are, everything else as `%v` prints it.
pub(in crate::functions) fn text_of(value: &Value) -> Text {
    match value {
        Value::Text(text) | Value::Bytes(text) => text.clone(),
        other => format::print(other).into(),
    }
}

/// A list of texts for a value: its elements that are not nil; the value itself if it is no list.
pub(in crate::functions) fn texts_of(value: &Value) -> Vec<Text> {
    match value {
        Value::Nil => Vec::new(),
        Value::List(list) => {
            let items = list.items();
            let items = items.iter().filter(|item| !matches!(item, Value::Nil));
            items.map(text_of).collect()
        }
        Value::Bytes(bytes) => {
            let numbers = bytes.iter().map(|byte| byte.to_string());
            numbers.map(Text::from).collect()
        }
        Value::Object(object) => match object.elements() {
            Some(Elements::List(items)) => items.iter().map(text_of).collect(),
            _ => vec![text_of(value)],
        },
        other => vec![text_of(other)],
    }
}
