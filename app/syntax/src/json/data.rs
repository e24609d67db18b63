//! Plain data of texts that are JSON without any error, for those who need neither the text nor its edits.
//!
//! They are judged as serde_json judges them. Its own reader is left out of the page: it would be a second
//! one, with tables for the powers of ten that the standard library has too.

use serde_json::{Number, Value};

use super::read::read;
use crate::text::BOM;
use crate::{Lines, Position};

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Line {}, column {}: {message}", position.line, position.column)]
pub struct NotJson {
    /// Where it is none.
    pub position: Position,
    /// A sentence for the user: what is wrong there and what to do.
    pub message: String,
}

/// The data of a JSON text. Of duplicate keys, the last value counts, at the place of the first one.
///
/// # Errors
/// If the text has any error, trailing commas and comments among them.
pub fn value(text: &str) -> Result<Value, NotJson> {
    let at = |offset, message| NotJson {
        position: Lines::new(text).position(offset),
        message,
    };
    if text.starts_with(BOM) {
        let message = "The text starts with a byte order mark; remove it.".to_owned();
        return Err(at(0, message));
    }
    let (root, problems, _) = read(text);
    match problems.into_iter().next() {
        Some(problem) => Err(at(problem.range.start, problem.message)),
        None => Ok(root.map_or(Value::Null, |root| root.to_value())),
    }
}

/// The number that a text is in JSON. `None` if it is something else, or too large for a number.
#[must_use]
pub fn number(text: &str) -> Option<Number> {
    if !is_number(text) {
        return None;
    }
    if let Ok(natural) = text.parse::<u64>() {
        return Some(natural.into());
    }
    match text.parse::<i64>() {
        // Only a fraction has a zero with a sign.
        Ok(integer) if integer != 0 => Some(integer.into()),
        _ => Number::from_f64(text.parse().ok()?),
    }
}

/// Whether a text has the form of numbers in JSON, which is narrower than what Rust reads.
fn is_number(text: &str) -> bool {
    let (whole, rest) = digits(text.strip_prefix('-').unwrap_or(text));
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => digits(rest),
        None => ("0", rest),
    };
    let (exponent, rest) = match rest.strip_prefix(['e', 'E']) {
        Some(rest) => digits(rest.strip_prefix(['+', '-']).unwrap_or(rest)),
        None => ("0", rest),
    };
    let is_whole = whole == "0" || !whole.is_empty() && !whole.starts_with('0');
    is_whole && !fraction.is_empty() && !exponent.is_empty() && rest.is_empty()
}

/// The digits that a text begins with, and what follows them.
fn digits(text: &str) -> (&str, &str) {
    let is_end = |c: char| !c.is_ascii_digit();
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The data of a text is what serde_json reads, with its keys in the same order.
    fn agrees_with_serde(text: &str) -> Result<(), TestCaseError> {
        let expected = serde_json::from_str::<Value>(text);
        prop_assert_eq!(
            value(text).ok().map(|value| value.to_string()),
            expected.ok().map(|value| value.to_string()),
            "{}",
            text
        );
        Ok(())
    }

    fn number_agrees_with_serde(text: &str) -> Result<(), TestCaseError> {
        let spelled = |number: Number| format!("{number:?}");
        let expected = serde_json::from_str::<Number>(text).ok();
        prop_assert_eq!(number(text).map(spelled), expected.map(spelled), "{}", text);
        Ok(())
    }

    #[test]
    fn numbers_are_those_of_serde() {
        let long = "1".repeat(800);
        let table = [
            "0",
            "-0",
            "-0.0",
            "00",
            "01",
            "-01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e",
            "1e+",
            "1E-2",
            "1e400",
            "-1e400",
            "1e-400",
            "0e99999999999999999999",
            "1e-99999999999999999999",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "4.9e-324",
            "2.2250738585072011e-308",
            "9007199254740993.0",
            "NaN",
            "inf",
            "infinity",
            "1_000",
            "0x10",
            "",
            &long,
        ];
        for text in table {
            number_agrees_with_serde(text).unwrap();
        }
        assert_eq!(number(&format!("{long}.5")), number(&long));
    }

    #[test]
    fn values_are_those_of_serde() {
        let table = [
            "",
            " ",
            "null",
            " [1, {\"b\": 1, \"a\": 2, \"b\": {}}]\r\n",
            "[1,]",
            "[1] // one",
            "[1] 2",
            "'a'",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"a\nb\"",
            "\"\\x\"",
            "{\"a\": 1e400}",
            "{a: 1}",
            "\u{feff}{}",
            "\u{a0}{}",
            "{\"\": [[], {}, true, false, null, -0, 0.1]}",
        ];
        for text in table {
            agrees_with_serde(text).unwrap();
        }
        for deep in [127, 128, 20_000] {
            agrees_with_serde(&format!("{}{}", "[".repeat(deep), "]".repeat(deep))).unwrap();
            agrees_with_serde(&"[".repeat(deep)).unwrap();
        }
    }

    #[test]
    fn errors_say_where_they_are() {
        let error = |text| value(text).unwrap_err().to_string();
        assert_eq!(
            error("{\n  \"é\": [1 \"b\"]}"),
            "Line 2, column 10: A comma is missing here; add it."
        );
        assert_eq!(
            error("abc"),
            "Line 1, column 1: `abc` is not a JSON value; put strings in double quotes."
        );
    }

    proptest! {
        #[test]
        fn integers_are_those_of_serde(integer: i128, small: i64) {
            number_agrees_with_serde(&integer.to_string())?;
            number_agrees_with_serde(&small.to_string())?;
        }

        #[test]
        fn fractions_are_those_of_serde(fraction: f64) {
            number_agrees_with_serde(&fraction.to_string())?;
            number_agrees_with_serde(&format!("{fraction:e}"))?;
        }

        #[test]
        fn digits_are_read_as_serde_does(text in r"-?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?") {
            number_agrees_with_serde(&text)?;
        }

        #[test]
        fn what_is_like_a_number_is_judged_as_serde_does(text in "[-+.eE0-9]{0,8}") {
            number_agrees_with_serde(&text)?;
        }

        #[test]
        fn texts_are_read_as_serde_does(text in r#"(\[|\]|\{|\}|,|:|"[ab]": ?|"\\?.?"|-?[0-9]{1,3}|[.eE]|true|null| ){0,16}"#) {
            agrees_with_serde(&text)?;
        }

        #[test]
        fn spaces_and_comments_are_judged_as_serde_does(text in r#"(\[|\]|\{|\}|,|:|"a"|1|[ \t\r\n\x0b\x0c\x00]|/\*.?\*/|//.?\n?|#|\u{feff}|[éλ\u{a0}\u{2028}\u{3000}]){0,12}"#) {
            agrees_with_serde(&text)?;
        }

        #[test]
        fn strings_are_read_as_serde_does(text in r#"("|\\["\\/bfnrtxu0']|\\u[dD][89a-fA-F][0-9a-f]{2}|\\u[0-9a-fA-F]{0,5}|[\t\r\n\x0c\x00\x1f\x7f]|//|/\*|\*/|#|[aéλ😀\u{feff}\u{2028}]){0,8}"#) {
            agrees_with_serde(&format!("\"{text}\""))?;
            agrees_with_serde(&format!("{{\"{text}\": \"{text}\"}}"))?;
        }

        #[test]
        fn duplicate_keys_are_read_as_serde_does(value in nested()) {
            agrees_with_serde(&value)?;
        }
    }

    /// A text of JSON with few keys, so that many are there twice.
    fn nested() -> impl Strategy<Value = String> {
        r#"[0-9]|null|"[ab]""#.prop_recursive(4, 40, 5, |inner| {
            let key = r#""([aé]|\\u0061|)""#;
            let entries = prop::collection::vec((key, inner.clone()), 0..6);
            let items = prop::collection::vec(inner, 0..4);
            prop_oneof![
                3 => entries.prop_map(|entries| {
                    let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key}:\t{value}")).collect();
                    format!("{{{}}}", entries.join(",\r\n"))
                }),
                1 => items.prop_map(|items| format!("[{}]", items.join(" , "))),
            ]
        })
    }
}
