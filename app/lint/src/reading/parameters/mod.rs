//! Which parameters does schema.yaml declare, and does a value match its format?

pub(crate) mod expression;

use pack_model::path::SCHEMA_YAML;
use pack_model::{FilePath, Place, Pointer};
use regex_lite::{Error, Regex, RegexBuilder, escape};
use serde_json::Value;

use crate::reading::context::Context;
use crate::reading::parameters::expression::{Expression, FormatPart, parse};

/// The most memory that a regular expression of a pack may take, in bytes; RE2 allows less.
const REGEX_SIZE: usize = 2 << 20;
/// The longest format and the longest value that are checked, in bytes: matching takes up to the
/// product of both.
const LONGEST: usize = 4 << 10;
/// The most parameters of a pack that are checked; published packs have at most a tenth of it.
const MOST: usize = 1_000;

/// One parameter.
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    /// The path of its value.
    pub(crate) path: &'a str,
    /// Its expression, or what is wrong with it; `None` if it is not a string.
    pub(crate) expression: Option<Result<Expression, String>>,
}

impl Parameter<'_> {
    /// The place of the path.
    pub(crate) fn key(&self) -> Place {
        Place::key(FilePath::of(SCHEMA_YAML), Pointer::root().child(self.path))
    }

    /// The place of the expression.
    pub(crate) fn place(&self) -> Place {
        let pointer = Pointer::root().child(self.path).child("schema");
        Place::value(FilePath::of(SCHEMA_YAML), pointer)
    }

    /// The expression, if it is valid.
    pub(crate) fn whole(&self) -> Option<&Expression> {
        self.expression.as_ref()?.as_ref().ok()
    }
}

/// All parameters of a pack; empty if there is no schema.yaml, or it cannot be read.
pub(crate) fn parameters<'a>(context: &'a Context<'_>) -> Vec<Parameter<'a>> {
    let entries = context.data(SCHEMA_YAML).and_then(Value::as_object);
    entries
        .into_iter()
        .flatten()
        .take(MOST)
        .map(|(path, entry)| Parameter {
            path,
            expression: entry.get("schema").and_then(Value::as_str).map(parse),
        })
        .collect()
}

/// Whether a text is not a regular expression in RE2's syntax. Syntax that only RE2 has counts as
/// valid.
pub(crate) fn is_invalid_regex(text: &str) -> bool {
    let only_re2 = [r"\Q", r"\C", r"\p", r"\P"]
        .iter()
        .any(|sign| text.contains(sign));
    !only_re2 && text.len() <= LONGEST && compile(text).is_err()
}

fn compile(text: &str) -> Result<Regex, Error> {
    RegexBuilder::new(text).size_limit(REGEX_SIZE).build()
}

/// What a format expects, in words, if a text certainly does not match it.
pub(crate) fn mismatch(format: &[FormatPart], text: &str) -> Option<String> {
    if let [FormatPart::Range(low, high)] = format {
        return match text.parse::<f64>() {
            Ok(number) if (*low..=*high).contains(&number) => None,
            Ok(_) => Some(format!("a number from {low} to {high}")),
            Err(_) => Some("a number".to_owned()),
        };
    }
    let pattern: String = format.iter().map(pattern).collect();
    if pattern.len().max(text.len()) > LONGEST {
        return None;
    }
    let regex = compile(&format!("^(?s:{pattern})$")).ok()?;
    (!regex.is_match(text)).then(|| format.iter().map(words).collect::<Vec<_>>().join(""))
}

/// The regular expression of a part.
fn pattern(part: &FormatPart) -> String {
    match part {
        FormatPart::Literal(text) => escape(text),
        FormatPart::Text(None) => ".*".to_owned(),
        // A match anywhere in the part counts, unless it is anchored.
        FormatPart::Text(Some(regex)) | FormatPart::Number(Some(regex)) => {
            let plain = regex.trim_start_matches('^').trim_end_matches('$');
            format!("(?:{plain})")
        }
        FormatPart::Number(None) | FormatPart::Range(..) => {
            r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?".to_owned()
        }
        FormatPart::Boolean => "(?i:true|false)".to_owned(),
        FormatPart::List(items) => {
            let items: Vec<_> = items.iter().map(|item| escape(item)).collect();
            format!("(?:{})", items.join("|"))
        }
        FormatPart::Ipv4 => r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}".to_owned(),
        FormatPart::Version => r"[vV]?[0-9]+(?:\.[0-9]+)*(?:[-+._a-zA-Z0-9]*)".to_owned(),
    }
}

/// A part in words.
fn words(part: &FormatPart) -> String {
    match part {
        FormatPart::Literal(text) => format!("“{text}”"),
        FormatPart::Text(None) => "a string".to_owned(),
        FormatPart::Text(Some(regex)) => format!("a string that matches /{regex}/"),
        FormatPart::Number(None) => "a number".to_owned(),
        FormatPart::Number(Some(regex)) => format!("a number that matches /{regex}/"),
        FormatPart::Range(low, high) => format!("a number from {low} to {high}"),
        FormatPart::Boolean => "true or false".to_owned(),
        FormatPart::List(items) => format!("one of {}", items.join(", ")),
        FormatPart::Ipv4 => "an IPv4 address".to_owned(),
        FormatPart::Version => "a version".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_take_what_they_describe() {
        let format = |text: &str| {
            let whole = format!("{{{{ format \"{text}\" }}}}");
            parse(&whole).unwrap().format.unwrap()
        };
        for (text, fits, not) in [
            ("${string}", "any thing", None),
            ("${number}", "-1.5", Some("x")),
            ("${number:[1-9]}", "9", Some("10")),
            ("${boolean}", "true", Some("yes")),
            ("${list:[a,b.c]}", "b.c", Some("bxc")),
            ("${ipv4} - ${ipv4}", "10.0.0.1 - 10.0.0.9", Some("10.0.0.1")),
            (
                "${string}/${string}:${version}",
                "ghcr.io/a/b:1.2.3",
                Some("b:1"),
            ),
            (r"${string:/^[a-z]+\d$/}", "ab1", Some("ab")),
            ("${version}", "v1.2", Some("latest")),
        ] {
            let format = format(text);
            assert_eq!(mismatch(&format, fits), None, "{text}: {fits}");
            if let Some(not) = not {
                assert!(mismatch(&format, not).is_some(), "{text}: {not}");
            }
        }
    }

    #[test]
    fn regular_expressions_are_those_of_re2() {
        for text in [
            "a",
            r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
            r"\Qa.b\E",
            r"\p{Greek}",
            r"(?i)a",
        ] {
            assert!(!is_invalid_regex(text), "{text}");
        }
        for text in [
            "(",
            "[a",
            "a{2,1}",
            "(?=a)",
            r"(a)\1",
            "*a",
            "((a{1000}){1000}){1000}",
        ] {
            assert!(is_invalid_regex(text), "{text}");
        }
    }

    #[test]
    fn what_takes_long_is_not_judged() {
        assert!(!is_invalid_regex(&"(".repeat(LONGEST + 1)));
        let part = FormatPart::Text(Some("b".to_owned()));
        assert!(mismatch(std::slice::from_ref(&part), "a").is_some());
        assert_eq!(mismatch(&[part], &"a".repeat(LONGEST + 1)), None);
    }
}
