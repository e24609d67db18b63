//! The expressions of schema.yaml: `{{ required | format "${number:[1-9]}" | hints "How many" }}`.

use std::ops::Range;

use super::format::Format;

/// A whole expression.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expression {
    /// Whether a value must be given.
    pub required: bool,
    /// Whether users cannot change the value.
    pub read_only: bool,
    /// How a value must look.
    pub format: Option<Format>,
    /// The hints for the user.
    pub hints: Vec<String>,
}

/// A call of a function in an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call<'t> {
    /// The name of the function, which need not exist.
    pub(super) name: &'t str,
    /// Its bytes in the expression.
    pub(super) span: Range<usize>,
    /// Its arguments, without quotes.
    pub(super) arguments: Vec<String>,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut expression = Self::default();
        for Call {
            name, arguments, ..
        } in calls(text)?
        {
            match (name, arguments.as_slice()) {
                ("required", []) => expression.required = true,
                ("readonly", []) => expression.read_only = true,
                ("required" | "readonly", _) => {
                    return Err(format!("`{name}` takes no argument."));
                }
                ("format", [format]) => expression.format = Some(Format::read(format)?),
                ("format", _) => return Err("`format` takes one string in quotes.".to_owned()),
                ("hints", []) => return Err("`hints` takes strings in quotes.".to_owned()),
                ("hints", hints) => expression.hints = hints.to_vec(),
                ("", _) => return Err("there is no function before or after a |.".to_owned()),
                _ => {
                    return Err(format!(
                        "there is no function `{name}`; use required, readonly, format and hints."
                    ));
                }
            }
        }
        Ok(expression)
    }
}

/// The calls of an expression, at least one.
///
/// # Errors
///
/// A sentence that says what is wrong.
pub(super) fn calls(text: &str) -> Result<Vec<Call<'_>>, String> {
    let start = text.len() - text.trim_start().len();
    let inner = text
        .trim()
        .strip_prefix("{{")
        .ok_or("it must be between {{ and }}.")?;
    let inner = inner
        .strip_suffix("}}")
        .ok_or("the closing }} is missing.")?;
    let mut at = start + "{{".len();
    let mut found = Vec::new();
    for call in split(inner)? {
        let trimmed = call.trim();
        let from = at + call.len() - call.trim_start().len();
        at += call.len() + "|".len();
        let (name, rest) = trimmed
            .split_once(char::is_whitespace)
            .unwrap_or((trimmed, ""));
        found.push(Call {
            name,
            span: from..from + trimmed.len(),
            arguments: arguments(rest)?,
        });
    }
    Ok(found)
}

/// The calls between the bars outside of quotes.
fn split(inner: &str) -> Result<Vec<&str>, String> {
    let mut calls = Vec::new();
    let mut start = 0;
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match quote {
            Some('"') if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '`' => quote = Some(c),
            None if c == '|' => {
                calls.push(inner.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            None => {}
        }
    }
    if quote.is_some() {
        return Err("a closing quote is missing.".to_owned());
    }
    calls.push(inner.get(start..).unwrap_or_default());
    Ok(calls)
}

/// The texts in quotes.
fn arguments(rest: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut rest = rest.trim();
    while let Some(open) = rest.chars().next() {
        if open != '"' && open != '`' {
            let word = rest.split_whitespace().next().unwrap_or_default();
            return Err(format!("`{word}` must be in quotes."));
        }
        let mut value = String::new();
        let mut chars = rest.char_indices().skip(1);
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            match c {
                c if c == open => {
                    end = at + 1;
                    break;
                }
                // Of escapes only that of the quote matters: regular expressions have their own.
                '\\' if open == '"' => match chars.next() {
                    Some((_, '"')) => value.push('"'),
                    Some((_, other)) => value.extend(['\\', other]),
                    None => value.push('\\'),
                },
                c => value.push(c),
            }
        }
        found.push(value);
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::format::{Argument, FormatPart, Kind, Token};
    use super::*;

    fn token(kind: Kind, argument: Argument) -> FormatPart {
        FormatPart::Token(Token { kind, argument })
    }

    #[test]
    fn published_expressions_are_read() {
        let expression = Expression::read(r#"{{ required | format "${string}/${string:/size=\d+/}:${version}" | hints "A" "B | C" }}"#).unwrap();
        assert!(expression.required && !expression.read_only);
        assert_eq!(expression.hints, ["A", "B | C"]);
        assert_eq!(
            expression.format.unwrap().parts,
            [
                token(Kind::String, Argument::None),
                FormatPart::Literal("/".into()),
                token(Kind::String, Argument::Regex(r"size=\d+".into())),
                FormatPart::Literal(":".into()),
                token(Kind::Version, Argument::None),
            ]
        );
        let format = |text: &str| {
            let whole = format!("{{{{format \"{text}\"}}}}");
            let read = Expression::read(&whole).unwrap();
            read.format.unwrap().parts.remove(0)
        };
        for (text, kind, argument) in [
            (
                "${list:[Delete, Retain]}",
                Kind::List,
                Argument::Items(vec!["Delete".into(), "Retain".into()]),
            ),
            (
                "${number:[-5-10]}",
                Kind::Number,
                Argument::Range(-5.0, 10.0),
            ),
            (
                "${string:/^a{2}$/}",
                Kind::String,
                Argument::Regex("^a{2}$".into()),
            ),
            ("${input}", Kind::Input, Argument::None),
        ] {
            assert_eq!(format(text), token(kind, argument), "{text}");
        }
        let read_only = Expression::read("{{ readonly }}").unwrap();
        assert!(read_only.read_only && read_only.format.is_none());
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, says) in [
            ("required", "between {{ and }}"),
            ("{{ required", "closing }}"),
            ("{{ requierd }}", "no function `requierd`"),
            ("{{ required | }}", "no function"),
            ("{{ format \"x }}", "closing quote is missing"),
            ("{{ format x }}", "must be in quotes"),
            ("{{ format \"${text}\" }}", "no type `text`"),
            ("{{ format \"${string\" }}", "} after ${"),
            ("{{ format \"${number:[9-1]}\" }}", "ends before it starts"),
            ("{{ format \"${number:[a]}\" }}", "not a range"),
            ("{{ format \"${list}\" }}", "items in brackets"),
            ("{{ format \"${boolean:/x/}\" }}", "does not support"),
            ("{{ hints }}", "takes strings"),
            ("{{ required \"x\" }}", "takes no argument"),
        ] {
            let error = Expression::read(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    #[test]
    fn calls_know_where_they_stand() {
        let text = " {{required|  format \"a|b\" | hints `c` }} ";
        let found = calls(text).unwrap();
        let spans: Vec<_> = found.iter().map(|call| &text[call.span.clone()]).collect();
        assert_eq!(spans, ["required", "format \"a|b\"", "hints `c`"]);
    }
}
