//! Reading what is no container: strings, numbers, the three words, and what stands in their place.

use std::ops::Range;

use serde_json::Number;

use super::node::{Kind, Node};
use super::quoted;
use super::read::Parser;

impl Parser<'_> {
    pub(super) fn string(&mut self) -> Option<(String, Range<usize>)> {
        let string = quoted::read(self.text, self.at)?;
        let open = usize::from(!string.closed);
        let slips = string.faults.len() - open;
        for (index, (range, message)) in string.faults.into_iter().enumerate() {
            if index < slips {
                self.slip(range, message);
            } else {
                self.fault(range, message);
            }
        }
        self.at = string.span.end;
        Some((string.value, string.span))
    }

    pub(super) fn bare_key(&mut self) -> Option<(String, Range<usize>)> {
        let span = self.word_span()?;
        let key = self.text.get(span.clone())?.to_owned();
        self.slip(
            span.clone(),
            format!("The key `{key}` must be in double quotes."),
        );
        self.at = span.end;
        Some((key, span))
    }

    /// Reads a number, true, false, null, or a bare word, which is taken for a string.
    pub(super) fn word(&mut self) -> Option<Node> {
        let span = self.word_span()?;
        let word = self.text.get(span.clone())?;
        self.at = span.end;
        let kind = match word {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "null" => Kind::Null,
            _ => match serde_json::from_str::<Number>(word) {
                Ok(number) => Kind::Number(number),
                Err(_) => {
                    self.slip(span.clone(), format!("`{word}` must be in double quotes."));
                    Kind::String(word.to_owned())
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

    /// Steps over text that starts nothing.
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
        self.fault(
            self.at..self.at + len,
            format!("`{word}` is not expected here."),
        );
        self.at += len;
    }
}
