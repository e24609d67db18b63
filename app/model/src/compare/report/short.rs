//! Values in one short line.

use serde_json::Value;

/// How many characters a value may have before it is cut.
const LENGTH: usize = 80;

/// A value in one short line, as JSON; empty if there is none.
pub(super) fn short(value: Option<&Value>) -> String {
    let text = match value {
        None => return String::new(),
        Some(Value::String(text)) if is_plain(text) => text.clone(),
        Some(value) => value.to_string(),
    };
    shortened(&text)
}

/// A text of one line, cut where it is too long.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Whether a text can stand without quotes, and is not taken for another value then.
fn is_plain(text: &str) -> bool {
    let is_value = matches!(text, "true" | "false" | "null") || text.parse::<f64>().is_ok();
    !text.trim().is_empty() && !text.contains(char::is_control) && !is_value
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_fit_into_one_line() {
        for (value, expected) in [
            (json!("a b"), "a b"),
            (json!("1.10"), "\"1.10\""),
            (json!("true"), "\"true\""),
            (json!(true), "true"),
            (json!(""), "\"\""),
            (json!("a\nb"), "\"a\\nb\""),
            (json!({"a": [1, null]}), "{\"a\":[1,null]}"),
        ] {
            assert_eq!(short(Some(&value)), expected);
        }
        assert_eq!(short(None), "");
        let long = short(Some(&json!("é".repeat(200))));
        assert_eq!(long.chars().count(), LENGTH + 1);
    }
}
