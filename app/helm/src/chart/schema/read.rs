//! Reads the plain parts of a schema, and tells what is wrong with them.

use super::keywords::Between;
use super::number::Decimal;
use crate::value::{Map, Value};

/// No draft that is known: all keywords count.
pub(super) const ANY_DRAFT: u8 = u8::MAX;

/// The draft that a schema names: 4, 6, 7 or none that is known.
pub(super) fn draft(root: &Value) -> u8 {
    let name = root.as_map().and_then(|map| map.get("$schema"));
    let name = name
        .as_ref()
        .and_then(Value::as_text)
        .map(|name| name.lossy());
    match name.as_deref().map(|name| name.trim_end_matches('#')) {
        Some("http://json-schema.org/draft-04/schema") => 4,
        Some("http://json-schema.org/draft-06/schema") => 6,
        Some("http://json-schema.org/draft-07/schema") => 7,
        _ => ANY_DRAFT,
    }
}

pub(super) fn wrong_type(expected: &str, given: &str) -> String {
    format!("Invalid type. Expected: {expected}, given: {given}")
}

pub(super) fn must_be(key: &str, what: &str) -> String {
    format!("{key} must be {what}")
}

pub(super) fn percent_decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match decoded.filter(|_| *byte == b'%') {
            Some(decoded) => {
                out.push(decoded);
                rest = &after[2..];
            }
            None => {
                out.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The entries of an object under a keyword; none where it is missing.
pub(super) fn entries(
    map: &Map,
    key: &str,
    expected: &str,
) -> Result<Vec<(String, Value)>, String> {
    let entries = match map.get(key) {
        None => return Ok(Vec::new()),
        Some(Value::Map(entries)) => entries.to_vec().into_iter(),
        Some(_) => return Err(wrong_type(expected, key)),
    };
    let entries = entries.map(|(name, value)| (name.lossy().into_owned(), value));
    Ok(entries.collect())
}

/// The items of an array under a keyword; none where it is missing.
pub(super) fn list(map: &Map, key: &str) -> Result<Vec<Value>, String> {
    match map.get(key) {
        None => Ok(Vec::new()),
        Some(Value::List(list)) => Ok(list.to_vec()),
        Some(_) => Err(must_be(key, "of an array")),
    }
}

/// The text under a keyword.
pub(super) fn text(map: &Map, key: &str) -> Result<Option<String>, String> {
    match map.get(key) {
        None => Ok(None),
        Some(Value::Text(text)) => Ok(Some(text.lossy().into_owned())),
        Some(_) => Err(wrong_type("string", key)),
    }
}

pub(super) fn texts(value: &Value, key: &str) -> Result<Vec<String>, String> {
    let Value::List(list) = value else {
        return Err(must_be(key, "of an array"));
    };
    let items = list.to_vec();
    let texts = items.iter().map(|item| match item {
        Value::Text(text) => Ok(text.lossy().into_owned()),
        _ => Err(format!("{key} items must be string")),
    });
    texts.collect()
}

pub(super) fn between(map: &Map, least: &str, most: &str) -> Result<Between, String> {
    let whole = |key: &str| match map.get(key) {
        None => Ok(None),
        Some(Value::Float(number)) if number.fract() != 0.0 => Err(must_be(key, "of an integer")),
        Some(Value::Float(number)) if number < 0.0 => {
            Err(must_be(key, "greater than or equal to 0"))
        }
        Some(Value::Float(number)) => Ok(Some(number as i64)),
        Some(_) => Err(must_be(key, "of an integer")),
    };
    let between = (whole(least)?, whole(most)?);
    match between {
        (Some(low), Some(high)) if low > high => {
            Err(format!("{least} cannot be greater than {most}"))
        }
        between => Ok(between),
    }
}

pub(super) fn decimal(map: &Map, key: &str) -> Result<Option<Decimal>, String> {
    match map.get(key) {
        None => Ok(None),
        Some(Value::Float(number)) => Ok(Some(Decimal::new(number))),
        Some(_) => Err(must_be(key, "of a number")),
    }
}
