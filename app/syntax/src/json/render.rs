//! Writes new values in the formatting of the text around them.

use serde_json::Value;

use super::formatting::Formatting;
use super::quoted;

/// Writes a value. `indent` is the indentation of its first line.
pub(super) fn value(value: &Value, formatting: &Formatting, indent: &str) -> String {
    match value {
        Value::String(text) => quoted::write(text),
        Value::Array(items) => {
            let inline =
                formatting.inline || (formatting.inline_lists && items.iter().all(is_scalar));
            let inner = deeper(formatting, indent);
            let items = items
                .iter()
                .map(|item| self::value(item, formatting, &inner));
            bracket(('[', ']'), items.collect(), "", inline, formatting, indent)
        }
        Value::Object(map) => {
            let inner = deeper(formatting, indent);
            let members = map
                .iter()
                .map(|(key, item)| member(key, item, formatting, &inner));
            bracket(
                ('{', '}'),
                members.collect(),
                &formatting.padding,
                formatting.inline,
                formatting,
                indent,
            )
        }
        scalar => scalar.to_string(),
    }
}

/// Writes a key and its value.
pub(super) fn member(key: &str, value: &Value, formatting: &Formatting, indent: &str) -> String {
    let key = quoted::write(key);
    let value = self::value(value, formatting, indent);
    format!(
        "{key}{}:{}{value}",
        formatting.colon.before, formatting.colon.after
    )
}

/// The indentation one level deeper.
pub(super) fn deeper(formatting: &Formatting, indent: &str) -> String {
    format!("{indent}{}", formatting.unit)
}

/// Whether a value is neither an object nor an array.
pub(super) fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// Writes entries in brackets.
fn bracket(
    (open, close): (char, char),
    entries: Vec<String>,
    padding: &str,
    inline: bool,
    formatting: &Formatting,
    indent: &str,
) -> String {
    if entries.is_empty() {
        return format!("{open}{close}");
    }
    format!(
        "{open}{}{close}",
        inside(&entries, padding, inline, formatting, indent)
    )
}

/// Writes the text between two brackets.
pub(super) fn inside(
    entries: &[String],
    padding: &str,
    inline: bool,
    formatting: &Formatting,
    indent: &str,
) -> String {
    if inline {
        return format!(
            "{padding}{}{padding}",
            entries.join(&format!(",{}", formatting.after_comma))
        );
    }
    let start = format!("{}{}", formatting.newline, deeper(formatting, indent));
    let body = entries.join(&format!(",{start}"));
    format!("{start}{body}{}{indent}", formatting.newline)
}
