//! The JSON parser, which reports errors and reads on after each of them.
//!
//! Other parsers accept errors silently or stop at the first one, but a form needs the values
//! after it too. A text has no problems if and only if serde_json accepts it, including its rules
//! for numbers that overflow and its limit of 127 levels.

use std::ops::Range;

use pack_once::sort::sort_by;

use super::node::{Member, Node, NodeKind};
use super::{quoted, trivia};
use crate::{Entries, Problem, ProblemKind};

/// The levels of objects and arrays that serde_json accepts.
const MAX_DEPTH: usize = 127;

/// The number of errors that are kept: nobody reads more, and hostile text has millions. All
/// comments and trailing commas are kept, since one fix removes them together.
const MAX_PROBLEMS: usize = 1000;

/// The outermost value of a text, its problems in the order of the text, up to the first one that makes
/// the structure uncertain, and the byte from which on it is uncertain.
pub(super) fn read(text: &str) -> (Option<Node>, Vec<Problem>, Option<usize>) {
    let mut parser = Parser {
        text,
        at: 0,
        open: Vec::new(),
        problems: Vec::new(),
        has_error: false,
        uncertain_from: None,
    };
    if text.starts_with(crate::text::BOM) {
        parser.at = crate::text::BOM.len_utf8();
    }
    let root = parser.document();
    let mut problems = parser.problems;
    sort_by(&mut problems, &|one, other| {
        one.range.start.cmp(&other.range.start)
    });
    (root, problems, parser.uncertain_from)
}

/// The state of the parser.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    /// The next byte to read.
    pub(super) at: usize,
    /// The closing brackets of the open containers, outermost first.
    open: Vec<u8>,
    problems: Vec<Problem>,
    /// Whether an error other than a trailing comma or a comment was kept.
    has_error: bool,
    /// From where on an error made the structure uncertain.
    uncertain_from: Option<usize>,
}

impl Parser<'_> {
    fn document(&mut self) -> Option<Node> {
        self.trivia();
        let root = loop {
            if self.at >= self.text.len() {
                self.error(
                    self.at..self.at,
                    "The document is empty; write a value, such as {}.",
                );
                return None;
            }
            match self.value() {
                Some(root) => break root,
                None => self.unexpected(),
            }
            self.trivia();
        };
        self.trivia();
        if self.at < self.text.len() {
            self.error(
                self.at..self.text.len(),
                "There is text after the end of the document; remove it.",
            );
            self.at = self.text.len();
        }
        Some(root)
    }

    fn value(&mut self) -> Option<Node> {
        match self.peek()? {
            b'{' => Some(self.container(b'}')),
            b'[' => Some(self.container(b']')),
            _ => self
                .string()
                .map(|(text, span)| Node {
                    span,
                    kind: NodeKind::String(text),
                })
                .or_else(|| self.word()),
        }
    }

    fn container(&mut self, close: u8) -> Node {
        let start = self.at;
        if self.open.len() >= MAX_DEPTH {
            return self.too_deep(start, close);
        }
        self.at += 1;
        self.open.push(close);
        let kind = if close == b'}' {
            let members = self.entries(start, close, Self::member, |member| member.value.span.end);
            NodeKind::Object(Entries::new(members))
        } else {
            NodeKind::Array(self.entries(start, close, Self::value, |item| item.span.end))
        };
        self.open.pop();
        Node {
            span: start..self.at,
            kind,
        }
    }

    /// Reads the entries of a container up to its closing bracket, and checks their commas.
    fn entries<T>(
        &mut self,
        start: usize,
        close: u8,
        entry: impl Fn(&mut Self) -> Option<T>,
        end: impl Fn(&T) -> usize,
    ) -> Vec<T> {
        let mut entries: Vec<T> = Vec::new();
        let mut comma: Option<usize> = None;
        loop {
            self.trivia();
            let Some(next) = self.peek() else {
                self.unclosed(start, close);
                return entries;
            };
            match next {
                b'}' | b']' => {
                    if let Some(comma) = comma.filter(|_| !entries.is_empty()) {
                        let message = format!(
                            "There is a comma before the closing {}; remove the comma.",
                            next as char
                        );
                        self.problem(ProblemKind::TrailingComma, comma..comma + 1, message);
                    }
                    if next != close {
                        let message = format!(
                            "The closing bracket must be {}, not {}; correct it.",
                            close as char, next as char
                        );
                        self.error(self.at..self.at + 1, message);
                        let ours = self.open.len().saturating_sub(1);
                        if self
                            .open
                            .iter()
                            .take(ours)
                            .any(|expected| *expected == next)
                        {
                            return entries;
                        }
                    }
                    self.at += 1;
                    return entries;
                }
                b',' => {
                    if comma.is_some() || entries.is_empty() {
                        self.error(
                            self.at..self.at + 1,
                            "There is no value before this comma; remove the comma.",
                        );
                    }
                    comma = Some(self.at);
                    self.at += 1;
                }
                _ => {
                    if let (Some(last), None) = (entries.last(), comma) {
                        let last = end(last);
                        let message = "A comma is missing here; add it.";
                        if self.is_entry_of(close) {
                            self.minor_error(last..last, message);
                        } else {
                            self.error(last..last, message);
                        }
                    }
                    comma = None;
                    let before = self.at;
                    match entry(self) {
                        Some(entry) => entries.push(entry),
                        None if self.at == before => self.unexpected(),
                        None => {}
                    }
                }
            }
        }
    }

    fn member(&mut self) -> Option<Member> {
        if matches!(self.peek(), Some(b'{' | b'[')) {
            let start = self.at;
            self.value()?;
            self.error(start..self.at, "This value has no key; add one.");
            return None;
        }
        let (key, key_span) = self.string().or_else(|| self.bare_key())?;
        self.trivia();
        let colon = self.colon(&key, &key_span);
        self.trivia();
        let value = self.value().unwrap_or_else(|| {
            let after = colon.map_or(key_span.end, |colon| colon + 1);
            self.error(
                after..after,
                format!("The value of `{key}` is missing; add it."),
            );
            Node {
                span: after..after,
                kind: NodeKind::Null,
            }
        });
        Some(Member {
            key,
            key_span,
            colon,
            value,
        })
    }

    fn colon(&mut self, key: &str, key_span: &Range<usize>) -> Option<usize> {
        let at = self.at;
        match self.peek() {
            Some(b':') => {}
            Some(b'=') => self.minor_error(
                at..at + 1,
                format!("There is an equals sign after `{key}`; write a colon instead."),
            ),
            _ => {
                self.error(
                    key_span.end..key_span.end,
                    format!("A colon is missing after `{key}`; add it."),
                );
                return None;
            }
        }
        self.at += 1;
        Some(at)
    }

    /// Skips a container that is nested too deeply, without recursion.
    fn too_deep(&mut self, start: usize, close: u8) -> Node {
        let message =
            format!("Values are nested more than {MAX_DEPTH} levels deep here; use fewer levels.");
        self.problem(ProblemKind::TooDeep, start..start + 1, message);
        let mut level = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'{' | b'[' => level += 1,
                b'}' | b']' => level -= 1,
                b'"' => {
                    let end = quoted::read(self.text, self.at).map(|string| string.span.end);
                    self.at = end.unwrap_or(self.at + 1).max(self.at + 1);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
            if level == 0 {
                break;
            }
        }
        let kind = if close == b'}' {
            NodeKind::Object(Entries::new(Vec::new()))
        } else {
            NodeKind::Array(Vec::new())
        };
        Node {
            span: start..self.at,
            kind,
        }
    }

    fn trivia(&mut self) {
        loop {
            self.at = trivia::skip_whitespace(self.text, self.at);
            if let Some(c) = self.invisible() {
                let message = format!(
                    "There is an invisible character (U+{:04X}) here; remove it.",
                    u32::from(c)
                );
                self.minor_error(self.at..self.at + c.len_utf8(), message);
                self.at += c.len_utf8();
                continue;
            }
            let Some(comment) = trivia::comment_at(self.text, self.at) else {
                return;
            };
            self.at = comment.span.end;
            if comment.closed {
                self.problem(
                    ProblemKind::Comment,
                    comment.span,
                    "JSON has no comments; remove this one.",
                );
            } else {
                self.error(
                    comment.span,
                    "This comment is not closed; add */ or remove the comment.",
                );
            }
        }
    }

    /// The next character, if it is whitespace or invisible but not whitespace of JSON.
    fn invisible(&self) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next()?;
        let zero_width = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | crate::text::BOM);
        (c.is_whitespace() || c.is_control() || zero_width).then_some(c)
    }

    /// Whether the next string is an entry of the container with this closing bracket: a key with
    /// a colon in an object, or a string without one in an array.
    fn is_entry_of(&self, close: u8) -> bool {
        quoted::read(self.text, self.at).is_some_and(|string| {
            let next = trivia::skip_whitespace(self.text, string.span.end);
            let colon = self.text.as_bytes().get(next) == Some(&b':');
            string.closed && colon == (close == b'}')
        })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reports an error that makes the structure uncertain.
    pub(super) fn error(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problem(ProblemKind::Syntax, range, message);
    }

    /// Reports where a container ends that is not closed. Everything from its start on is uncertain.
    fn unclosed(&mut self, start: usize, close: u8) {
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let message = format!(
            "The {} that starts in line {line} is not closed; add a {} at its end.",
            container_name(close),
            close as char
        );
        let end = self.text.trim_end().len();
        if self.uncertain_from.is_none() {
            self.error(end..end, message);
            self.uncertain_from = Some(start);
        }
    }

    /// Reports an error whose meaning is obvious.
    pub(super) fn minor_error(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problem(ProblemKind::MinorSyntax, range, message);
    }

    fn problem(&mut self, kind: ProblemKind, range: Range<usize>, message: impl Into<String>) {
        if self.uncertain_from.is_some() {
            return;
        }
        let breaks = !matches!(kind, ProblemKind::Comment | ProblemKind::TrailingComma);
        let is_uncertain = breaks && kind != ProblemKind::MinorSyntax;
        self.uncertain_from = is_uncertain.then_some(range.start);
        let is_kept = !breaks || is_uncertain || !self.has_error;
        if is_kept || self.problems.len() < MAX_PROBLEMS {
            self.has_error |= breaks;
            self.problems.push(Problem::new(kind, range, message));
        }
    }
}

fn container_name(close: u8) -> &'static str {
    if close == b'}' { "object" } else { "list" }
}
