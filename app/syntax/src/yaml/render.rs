//! Spells plain data as YAML: in lines, or in brackets on one line.

use serde_json::Value;

use super::look::Look;
use super::node::Style;
use super::scalar::{self, Manner, indented};

/// What introduces an entry: its key, or the dash of an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign<'k> {
    Key(&'k str),
    Dash,
}

/// The lines of an entry, as if it stood at column 0.
pub(super) fn entry(sign: Sign<'_>, value: &Value, look: &Look) -> Vec<String> {
    let lead = match sign {
        Sign::Key(key) => format!("{}:", self::key(key, look.manner())),
        Sign::Dash => "-".to_owned(),
    };
    if let Value::String(text) = value
        && look.blocks
        && let Some((header, lines)) = scalar::block(text, Style::Literal, look.unit)
    {
        let mut all = vec![format!("{lead} {header}")];
        all.extend(lines);
        return all;
    }
    if is_leaf(value) {
        return vec![format!("{lead} {}", flow(value, look, false))];
    }
    let children = entries(value, look);
    match (sign, value) {
        (Sign::Key(_), Value::Array(_)) => below(lead, &children, look.dash),
        (Sign::Key(_), _) => below(lead, &children, look.unit),
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

/// The lines of all entries of a map or sequence, as if it stood at column 0.
pub(super) fn entries(value: &Value, look: &Look) -> Vec<String> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| entry(Sign::Key(key), value, look))
            .collect(),
        Value::Array(items) => items
            .iter()
            .flat_map(|item| entry(Sign::Dash, item, look))
            .collect(),
        _ => Vec::new(),
    }
}

/// A line and the lines below it, which are indented.
pub(super) fn below(line: String, children: &[String], unit: usize) -> Vec<String> {
    let mut lines = vec![line];
    lines.extend(children.iter().map(|child| indented(child, unit)));
    lines
}

/// Whether a value stands on one line also in block style: a scalar, `{}` or `[]`.
pub(super) fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

/// A value on one line. `inside` says whether it stands between brackets.
pub(super) fn flow(value: &Value, look: &Look, inside: bool) -> String {
    let manner = Manner {
        flow: inside,
        ..look.manner()
    };
    match value {
        Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| flow_entry(Some(key), value, look));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            let items = items.iter().map(|item| flow_entry(None, item, look));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        scalar => scalar::inline(scalar, manner),
    }
}

/// An entry of a map, or an item of a sequence, in brackets.
pub(super) fn flow_entry(key: Option<&str>, value: &Value, look: &Look) -> String {
    let value = flow(value, look, true);
    let manner = Manner {
        flow: true,
        ..look.manner()
    };
    match key {
        Some(key) => format!("{}: {value}", self::key(key, manner)),
        None => value,
    }
}

/// A key on one line.
pub(super) fn key(key: &str, manner: Manner) -> String {
    scalar::string(key, manner)
}
