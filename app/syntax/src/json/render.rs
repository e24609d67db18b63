//! Spells new values in a given look.

use serde_json::Value;

use super::quoted;
use super::style::Look;

/// Spells a value whose first line is indented by `indent`.
pub(super) fn value(value: &Value, look: &Look, indent: &str) -> String {
    match value {
        Value::String(text) => quoted::write(text),
        Value::Array(items) => {
            let inline = look.inline || (look.inline_lists && items.iter().all(is_scalar));
            let inner = deeper(look, indent);
            let items = items.iter().map(|item| self::value(item, look, &inner));
            bracket(('[', ']'), items.collect(), "", inline, look, indent)
        }
        Value::Object(map) => {
            let inner = deeper(look, indent);
            let members = map
                .iter()
                .map(|(key, item)| member(key, item, look, &inner));
            bracket(
                ('{', '}'),
                members.collect(),
                &look.padding,
                look.inline,
                look,
                indent,
            )
        }
        scalar => scalar.to_string(),
    }
}

/// Spells a key and its value.
pub(super) fn member(key: &str, value: &Value, look: &Look, indent: &str) -> String {
    let key = quoted::write(key);
    let value = self::value(value, look, indent);
    format!("{key}{}:{}{value}", look.colon.before, look.colon.after)
}

/// One step further in.
pub(super) fn deeper(look: &Look, indent: &str) -> String {
    format!("{indent}{}", look.unit)
}

/// Whether a value is neither object nor array.
pub(super) fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// Sets spelled entries between brackets.
fn bracket(
    (open, close): (char, char),
    entries: Vec<String>,
    padding: &str,
    inline: bool,
    look: &Look,
    indent: &str,
) -> String {
    if entries.is_empty() {
        return format!("{open}{close}");
    }
    format!(
        "{open}{}{close}",
        inside(&entries, padding, inline, look, indent)
    )
}

/// Spells what stands between two brackets.
pub(super) fn inside(
    entries: &[String],
    padding: &str,
    inline: bool,
    look: &Look,
    indent: &str,
) -> String {
    if inline {
        return format!(
            "{padding}{}{padding}",
            entries.join(&format!(",{}", look.gap))
        );
    }
    let start = format!("{}{}", look.newline, deeper(look, indent));
    let body = entries.join(&format!(",{start}"));
    format!("{start}{body}{}{indent}", look.newline)
}
