//! What a chart's values.schema.json says of a place.

use serde_json::Value;

/// How many references are followed from one part of a schema.
const MOST_REFERENCES: usize = 16;

/// The parts of a schema that are about a place below its root: more than one where it joins several.
pub(super) fn at<'s>(whole: &'s Value, tokens: &[String]) -> Vec<&'s Value> {
    let mut parts = joined(whole, whole);
    for token in tokens {
        parts = parts
            .into_iter()
            .filter_map(|part| below(part, token))
            .flat_map(|part| joined(whole, part))
            .collect();
    }
    parts
}

/// What a part says of a key or an item.
fn below<'s>(part: &'s Value, token: &str) -> Option<&'s Value> {
    let named = part.get("properties").and_then(|named| named.get(token));
    let is_index = token.bytes().all(|byte| byte.is_ascii_digit());
    let others = || part.get("additionalProperties");
    let found = match is_index {
        true => named.or_else(|| part.get("items")).or_else(others),
        false => named.or_else(others),
    };
    found.filter(|found| found.is_object())
}

/// A part with what its references lead to and what it is joined of.
fn joined<'s>(whole: &'s Value, part: &'s Value) -> Vec<&'s Value> {
    let mut found = Vec::new();
    let mut open = vec![part];
    while let Some(part) = open.pop() {
        if found.len() >= MOST_REFERENCES {
            break;
        }
        found.push(part);
        let target = part.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| target.strip_prefix('#'));
        open.extend(target.and_then(|target| whole.pointer(target)));
        for key in ["allOf", "anyOf", "oneOf"] {
            let parts = part.get(key).and_then(Value::as_array);
            open.extend(parts.into_iter().flatten());
        }
    }
    found
}

/// The types that parts allow, without null.
pub(super) fn types<'s>(parts: &[&'s Value]) -> Vec<&'s str> {
    let mut types = Vec::new();
    for part in parts {
        let named = match part.get("type") {
            Some(Value::Array(named)) => named.as_slice(),
            Some(named) => std::slice::from_ref(named),
            None => &[],
        };
        for name in named.iter().filter_map(Value::as_str) {
            let name = if name == "integer" && types.contains(&"number") {
                continue;
            } else {
                name
            };
            if name != "null" && !types.contains(&name) {
                types.push(name);
            }
        }
    }
    types
}

/// The values that parts allow, if they list them.
pub(super) fn choices(parts: &[&Value]) -> Vec<Value> {
    let lists = parts.iter().filter_map(|part| part.get("enum")?.as_array());
    let mut choices: Vec<Value> = Vec::new();
    for choice in lists.flatten() {
        if !choices.contains(choice) {
            choices.push(choice.clone());
        }
    }
    choices
}

/// What is said about it in words.
pub(super) fn description(parts: &[&Value]) -> String {
    let mut said = parts
        .iter()
        .filter_map(|part| part.get("description")?.as_str());
    said.next().unwrap_or_default().trim().to_owned()
}

/// Which limit a value breaks, as a sentence.
pub(super) fn broken_limit(parts: &[&Value], value: &Value) -> Option<String> {
    let limit = |name: &str| parts.iter().find_map(|part| part.get(name)?.as_f64());
    match value {
        Value::Number(number) => {
            let number = number.as_f64()?;
            if let Some(least) = limit("minimum").filter(|least| number < *least) {
                return Some(format!("The chart wants at least {least}."));
            }
            let most = limit("maximum").filter(|most| number > *most)?;
            Some(format!("The chart wants at most {most}."))
        }
        Value::String(text) if !text.contains("{{") => {
            let length = text.chars().count();
            let least = limit("minLength").filter(|least| count(length) < *least);
            if least.is_some() {
                return Some(match length {
                    0 => "The chart wants a text here.".to_owned(),
                    _ => "This is shorter than the chart wants.".to_owned(),
                });
            }
            limit("maxLength").filter(|most| count(length) > *most)?;
            Some("This is longer than the chart wants.".to_owned())
        }
        _ => None,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no text has as many characters as a float cannot count"
)]
fn count(length: usize) -> f64 {
    length as f64
}
