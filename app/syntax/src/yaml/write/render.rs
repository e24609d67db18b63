//! Writes plain data as YAML: as lines in block style, or in brackets on one line.

use serde_json::Value;

use super::formatting::Formatting;
use super::scalar::{self, ScalarFormat, indented};
use crate::yaml::node::Style;

/// The start of an entry: its key, or the dash of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign<'k> {
    Key(&'k str),
    Dash,
}

/// The lines of an entry, without indentation.
pub(crate) fn entry(sign: Sign<'_>, value: &Value, formatting: &Formatting) -> Vec<String> {
    let lead = match sign {
        Sign::Key(key) => format!("{}:", self::key(key, formatting.scalar_format())),
        Sign::Dash => "-".to_owned(),
    };
    if let Value::String(text) = value
        && formatting.blocks
        && let Some((header, lines)) = scalar::block(text, Style::Literal, formatting.unit)
    {
        let mut all = vec![format!("{lead} {header}")];
        all.extend(lines);
        return all;
    }
    if is_leaf(value) {
        return vec![format!("{lead} {}", flow(value, formatting, false))];
    }
    let children = entries(value, formatting);
    match (sign, value) {
        (Sign::Key(_), Value::Array(_)) => below(lead, &children, formatting.dash),
        (Sign::Key(_), _) => below(lead, &children, formatting.unit),
        (Sign::Dash, _) => {
            let mut lines = vec![format!(
                "- {}",
                children.first().map(String::as_str).unwrap_or_default()
            )];
            lines.extend(children.iter().skip(1).map(|line| indented(line, 2)));
            lines
        }
    }
}

/// The lines of all entries of a map or sequence, without indentation.
pub(crate) fn entries(value: &Value, formatting: &Formatting) -> Vec<String> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| entry(Sign::Key(key), value, formatting))
            .collect(),
        Value::Array(items) => items
            .iter()
            .flat_map(|item| entry(Sign::Dash, item, formatting))
            .collect(),
        _ => Vec::new(),
    }
}

/// A line, and indented lines below it.
pub(crate) fn below(line: String, children: &[String], unit: usize) -> Vec<String> {
    let mut lines = vec![line];
    lines.extend(children.iter().map(|child| indented(child, unit)));
    lines
}

/// Whether a value is on one line even in block style: a scalar, `{}` or `[]`.
pub(crate) fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

/// A value on one line. `inside` says whether it is inside brackets.
pub(crate) fn flow(value: &Value, formatting: &Formatting, inside: bool) -> String {
    let format = ScalarFormat {
        flow: inside,
        ..formatting.scalar_format()
    };
    match value {
        Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| flow_entry(Some(key), value, formatting));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| flow_entry(None, item, formatting));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        scalar => scalar::inline(scalar, format),
    }
}

/// An entry of a map, or an item of a sequence, in brackets.
pub(crate) fn flow_entry(key: Option<&str>, value: &Value, formatting: &Formatting) -> String {
    let value = flow(value, formatting, true);
    let format = ScalarFormat {
        flow: true,
        ..formatting.scalar_format()
    };
    match key {
        Some(key) => format!("{}: {value}", self::key(key, format)),
        None => value,
    }
}

/// A key on one line.
pub(crate) fn key(key: &str, format: ScalarFormat) -> String {
    scalar::string(key, format)
}
