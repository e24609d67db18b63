//! Asks the typed reader (serde_yaml) for the errors and the data of a YAML text.
//!
//! Programs that use packs read YAML into data, which can fail where reading events succeeds.

mod data;

use serde::Deserialize;
use serde_json::{Map, Number, Value};
use serde_yaml::Value as Yaml;

pub(super) use data::Data;

/// The message of an error, and the index of the character that it is at.
pub(super) type Rejection = (String, Option<usize>);

/// The data of each document, with at least one.
///
/// # Errors
/// The first error of the typed reader.
pub(super) fn documents(text: &str) -> Result<Vec<Data>, Rejection> {
    let mut documents = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        match Data::deserialize(document) {
            Ok(data) if data.has_duplicate_keys() => {
                return Err(("duplicate entry in a map".to_owned(), None));
            }
            Ok(data) => documents.push(data),
            Err(error) => {
                let at = error.location().map(|location| location.index());
                return Err((error.to_string(), at));
            }
        }
    }
    if documents.is_empty() {
        documents.push(Data::Null);
    }
    Ok(documents)
}

/// Whether a plain scalar is read as a string, and not as a number, a boolean or null.
pub(super) fn is_string(plain: &str) -> bool {
    serde_yaml::from_str::<Yaml>(plain).is_ok_and(|value| value.is_string())
}

/// The maximal length of a key that is not a text. Written as JSON, each level of nested keys
/// doubles the length.
const LONGEST: usize = 1_000;

/// The first document as plain data.
pub(super) fn first_document(yaml: &super::Yaml) -> Option<Value> {
    let data = match &yaml.data {
        Some(documents) => documents.first()?.clone(),
        None => {
            let text = yaml.text();
            let text = text.strip_prefix(crate::text::BOM).unwrap_or(text);
            let Some(document) = serde_yaml::Deserializer::from_str(text).next() else {
                return Some(Value::Null);
            };
            Data::deserialize(document).ok()?
        }
    };
    let mut value = data.into_yaml()?;
    value.apply_merge().ok()?;
    Some(plain(value))
}

fn plain(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(truth) => Value::Bool(truth),
        Yaml::Number(number) => self::number(&number).map_or(Value::Null, Value::Number),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(plain).collect()),
        Yaml::Mapping(map) => {
            let pairs = map
                .into_iter()
                .map(|(key, value)| (key_text(key), plain(value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Yaml::Tagged(tagged) => plain(tagged.value),
    }
}

fn number(number: &serde_yaml::Number) -> Option<Number> {
    let whole = number
        .as_u64()
        .map(Number::from)
        .or_else(|| number.as_i64().map(Number::from));
    whole.or_else(|| Number::from_f64(number.as_f64()?))
}

fn key_text(key: Yaml) -> String {
    match plain(key) {
        Value::String(text) => text,
        other => {
            let mut text = other.to_string();
            text.truncate(text.floor_char_boundary(LONGEST));
            text
        }
    }
}
