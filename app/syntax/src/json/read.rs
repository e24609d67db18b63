//! The JSON parser: it reads on after any fault, and says what it met.
//!
//! It is our own because tolerant parsers accept faults silently or stop at the first one, while a
//! form must go on with what there is. The text is free of problems exactly when serde_json
//! accepts it, numbers that overflow and the limit of 127 levels included.

use std::ops::Range;

use super::node::{Kind, Member, Node};
use super::{quoted, trivia};
use crate::{Problem, ProblemKind};

/// The levels of objects and arrays that serde_json reads.
const MAX_DEPTH: usize = 127;

/// The faults that are kept; nobody reads more, and hostile text has millions. Comments and commas too
/// many are all kept, since they are mended together.
const MAX_PROBLEMS: usize = 1000;

/// Reads a text into its outermost value and the problems in their order, up to the one from which
/// on the structure is guessed.
pub(super) fn read(text: &str) -> (Option<Node>, Vec<Problem>) {
    let mut parser = Parser {
        text,
        at: 0,
        open: Vec::new(),
        problems: Vec::new(),
        broken: false,
        guessing: false,
    };
    if text.starts_with(crate::lines::BOM) {
        parser.at = crate::lines::BOM.len_utf8();
    }
    let root = parser.document();
    let mut problems = parser.problems;
    crate::sort_by_key(&mut problems, |problem| problem.range.start);
    (root, problems)
}

/// The text, and how far it has been read.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    /// The byte that comes next.
    pub(super) at: usize,
    /// The closing brackets that are awaited, outermost first.
    open: Vec<u8>,
    problems: Vec<Problem>,
    /// Whether a fault beside trailing commas and comments was kept.
    broken: bool,
    /// Whether a fault was met after which the structure is a guess.
    guessing: bool,
}

impl Parser<'_> {
    fn document(&mut self) -> Option<Node> {
        self.trivia();
        let root = loop {
            if self.at >= self.text.len() {
                self.fault(
                    self.at..self.at,
                    "The document is empty; it must hold one value, such as {}.",
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
            self.fault(
                self.at..self.text.len(),
                "There is more text after the end of the document; remove it.",
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
                    kind: Kind::String(text),
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
            Kind::Object(self.entries(start, close, Self::member, |member| member.value.span.end))
        } else {
            Kind::Array(self.entries(start, close, Self::value, |item| item.span.end))
        };
        self.open.pop();
        Node {
            span: start..self.at,
            kind,
        }
    }

    /// Reads what stands between two brackets, with its commas.
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
                let message = format!(
                    "This {} is never closed; add a {}.",
                    thing(close),
                    close as char
                );
                self.fault(start..start + 1, message);
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
                            "Here a {} is expected, not a {}.",
                            close as char, next as char
                        );
                        self.fault(self.at..self.at + 1, message);
                        let ours = self.open.len().saturating_sub(1);
                        if self.open.iter().take(ours).any(|awaited| *awaited == next) {
                            return entries;
                        }
                    }
                    self.at += 1;
                    return entries;
                }
                b',' => {
                    if comma.is_some() || entries.is_empty() {
                        self.fault(
                            self.at..self.at + 1,
                            "There is nothing before this comma; remove it.",
                        );
                    }
                    comma = Some(self.at);
                    self.at += 1;
                }
                _ => {
                    if let (Some(last), None) = (entries.last(), comma) {
                        let last = end(last);
                        let message = "A comma is missing here.";
                        if self.is_entry_of(close) {
                            self.slip(last..last, message);
                        } else {
                            self.fault(last..last, message);
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
            self.fault(start..self.at, "A value stands here without a key.");
            return None;
        }
        let (key, key_span) = self.string().or_else(|| self.bare_key())?;
        self.trivia();
        let colon = self.colon(&key, &key_span);
        self.trivia();
        let value = self.value().unwrap_or_else(|| {
            let after = colon.map_or(key_span.end, |colon| colon + 1);
            self.fault(after..after, format!("The value of `{key}` is missing."));
            Node {
                span: after..after,
                kind: Kind::Null,
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
            Some(b'=') => self.slip(
                at..at + 1,
                format!("Between `{key}` and its value stands a colon, not =."),
            ),
            _ => {
                self.fault(
                    key_span.end..key_span.end,
                    format!("A colon is missing after `{key}`."),
                );
                return None;
            }
        }
        self.at += 1;
        Some(at)
    }

    /// Steps over a container that is nested too deeply, without recursion.
    fn too_deep(&mut self, start: usize, close: u8) -> Node {
        let message = format!(
            "Values are nested more than {MAX_DEPTH} levels deep here; no reader goes further."
        );
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
            Kind::Object(Vec::new())
        } else {
            Kind::Array(Vec::new())
        };
        Node {
            span: start..self.at,
            kind,
        }
    }

    fn trivia(&mut self) {
        loop {
            self.at = trivia::skip_blanks(self.text, self.at);
            if let Some(c) = self.invisible() {
                let message = format!(
                    "An invisible character (U+{:04X}) stands here; remove it.",
                    u32::from(c)
                );
                self.slip(self.at..self.at + c.len_utf8(), message);
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
                self.fault(
                    comment.span,
                    "This comment is never closed; add */ or remove it.",
                );
            }
        }
    }

    /// The character here, if it looks like a blank but is none in JSON.
    fn invisible(&self) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next()?;
        let zero_width = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | crate::lines::BOM);
        (c.is_whitespace() || c.is_control() || zero_width).then_some(c)
    }

    /// Whether a string stands here that is, by the colon behind it, an entry of the container that
    /// this bracket closes.
    fn is_entry_of(&self, close: u8) -> bool {
        quoted::read(self.text, self.at).is_some_and(|string| {
            let next = trivia::skip_blanks(self.text, string.span.end);
            let colon = self.text.as_bytes().get(next) == Some(&b':');
            string.closed && colon == (close == b'}')
        })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// A fault after which the structure is a guess.
    pub(super) fn fault(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problem(ProblemKind::Syntax, range, message);
    }

    /// A fault that leaves no doubt about what is meant.
    pub(super) fn slip(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problem(ProblemKind::Slip, range, message);
    }

    fn problem(&mut self, kind: ProblemKind, range: Range<usize>, message: impl Into<String>) {
        if self.guessing {
            return;
        }
        let breaks = !matches!(kind, ProblemKind::Comment | ProblemKind::TrailingComma);
        self.guessing = breaks && kind != ProblemKind::Slip;
        let is_kept = !breaks || self.guessing || !self.broken;
        if is_kept || self.problems.len() < MAX_PROBLEMS {
            self.broken |= breaks;
            self.problems.push(Problem::new(kind, range, message));
        }
    }
}

fn thing(close: u8) -> &'static str {
    if close == b'}' { "object" } else { "list" }
}
