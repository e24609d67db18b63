//! Reads values that are not containers: strings, numbers, `true`, `false`, `null`, and words
//! without quotes.

use std::ops::Range;

use super::data::number;
use super::node::{Node, NodeKind};
use super::quoted;
use super::read::Parser;

impl Parser<'_> {
    pub(super) fn string(&mut self) -> Option<(String, Range<usize>)> {
        let string = quoted::read(self.text, self.at)?;
        let unclosed = usize::from(!string.closed);
        let minor = string.errors.len() - unclosed;
        for (index, (range, message)) in string.errors.into_iter().enumerate() {
            if index < minor {
                self.minor_error(range, message);
            } else {
                self.error(range, message);
            }
        }
        self.at = string.span.end;
        Some((string.value, string.span))
    }

    pub(super) fn bare_key(&mut self) -> Option<(String, Range<usize>)> {
        let span = self.word_span()?;
        let key = self.text.get(span.clone())?.to_owned();
        self.minor_error(
            span.clone(),
            format!("The key `{key}` has no quotes; put it in double quotes."),
        );
        self.at = span.end;
        Some((key, span))
    }

    /// Reads a number, `true`, `false`, `null`, or a word without quotes, which counts as a string.
    pub(super) fn word(&mut self) -> Option<Node> {
        let span = self.word_span()?;
        let word = self.text.get(span.clone())?;
        self.at = span.end;
        let kind = match word {
            "true" => NodeKind::Bool(true),
            "false" => NodeKind::Bool(false),
            "null" => NodeKind::Null,
            _ => match number(word) {
                Some(number) => NodeKind::Number(number),
                None => {
                    self.minor_error(
                        span.clone(),
                        format!("`{word}` is not a JSON value; put strings in double quotes."),
                    );
                    NodeKind::String(word.to_owned())
                }
            },
        };
        Some(Node { span, kind })
    }

    fn word_span(&self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '+' | '-' | '.');
        let len = rest.find(|c| !part(c)).unwrap_or(rest.len());
        (len > 0).then_some(self.at..self.at + len)
    }

    /// Skips and reports text that starts no value.
    pub(super) fn unexpected(&mut self) {
        let Some(rest) = self.text.get(self.at..) else {
            return;
        };
        let Some(c) = rest.chars().next() else {
            return;
        };
        let first = c.len_utf8();
        let ends = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '[' | ']' | ',' | '"');
        let len = rest
            .get(first..)
            .and_then(|tail| tail.find(ends))
            .map_or(rest.len(), |len| first + len);
        let word: String = rest
            .get(..len)
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect();
        self.error(
            self.at..self.at + len,
            format!("`{word}` cannot be here; remove it."),
        );
        self.at += len;
    }
}
