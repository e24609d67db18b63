//! Builds the index of a YAML text from the events of its parser, without recursion.

mod chars;
mod convert;
mod messages;
mod span;

use std::collections::HashMap;
use std::ops::Range;

use pack_once::sort::sort_by;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::node::{MapEntry, Node, NodeKind, Style};
use super::typed::{self, Data, Rejection};
use super::{is_too_deep, tabs};
use crate::{Entries, Problem, ProblemKind};
use chars::CharIndex;
use convert::{anchor_id, scalar_style, tag_text};

/// The levels of maps and sequences that the typed reader accepts.
const MAX_DEPTH: usize = 127;
/// Part of the parser's message for too many levels of brackets.
const LIMIT: &str = "recursion limit";
/// The number of further levels that are read, to reach the text after them.
const MAX_SKIPPED: usize = 1_000;

/// The result of reading a text.
pub(super) struct Reading {
    pub(super) documents: Vec<Node>,
    /// The problems, in the order of the text.
    pub(super) problems: Vec<Problem>,
    /// Whether the documents contain everything in the text.
    pub(super) complete: bool,
    /// The typed reader's data. `None` if it was not asked or rejects the text.
    pub(super) data: Option<Vec<Data>>,
}

/// Reads the documents and problems of a text.
///
/// Two readers check it: the parser with spans and the typed reader. If only the parser rejects the
/// text, this is not a problem, because programs that use packs accept it. An unverified read asks
/// the typed reader only if the parser rejects the text.
pub(super) fn read(text: &str, is_unverified: bool) -> Reading {
    let body = text.strip_prefix(crate::text::BOM).unwrap_or(text);
    let mut reader = Reader::new(text, body);
    let mut error = reader.events(body);
    let is_asked = !is_too_deep(&reader.problems) && (error.is_some() || !is_unverified);
    let (data, rejected) = match is_asked.then(|| typed::documents(body)) {
        Some(Ok(data)) => (Some(data), None),
        Some(Err(rejected)) => (None, Some(rejected)),
        None => (None, None),
    };
    if error.is_some() && is_asked && rejected.is_none() {
        // YAML allows tabs in the indentation inside brackets, but the parser does not. With spaces
        // instead of them, all spans stay the same.
        let without_tabs = tabs::with_spaces_for_tabs(body);
        reader = Reader::new(text, body);
        error = reader.events(&without_tabs);
    }
    let complete = error.is_none() && !is_too_deep(&reader.problems);
    let error = match rejected {
        Some(rejected) => error.or_else(|| reader.rejection(rejected)),
        None => error.filter(|_| !is_asked),
    };
    if let Some(error) = error {
        let tabs = tabs::rejected(text, &reader.documents, error.range.start);
        if tabs.is_empty() {
            reader.problems.push(error);
        }
        reader.problems.extend(tabs.into_iter().map(|range| {
            Problem::new(
                ProblemKind::Tab,
                range,
                "This line is indented with a tab; use spaces.",
            )
        }));
    }
    let mut problems = reader.problems;
    sort_by(&mut problems, &|one, other| {
        one.range.start.cmp(&other.range.start)
    });
    Reading {
        documents: reader.documents,
        problems,
        complete,
        data,
    }
}

struct Reader<'t> {
    text: &'t str,
    /// The length of the byte order mark, which the parser does not see.
    base: usize,
    chars: CharIndex<'t>,
    open: Vec<Open>,
    /// The number of open levels below the deepest one that is kept.
    skipped: usize,
    /// The end of the last value.
    done: usize,
    documents: Vec<Node>,
    problems: Vec<Problem>,
}

/// A map or sequence that is not closed yet.
struct Open {
    start: usize,
    anchor: Option<usize>,
    tag: Option<String>,
    parts: Parts,
}

enum Parts {
    Map(Vec<MapEntry>, Option<Node>),
    Seq(Vec<Node>),
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, body: &'t str) -> Self {
        let base = text.len() - body.len();
        Self {
            text,
            base,
            chars: CharIndex::new(body),
            open: Vec::new(),
            skipped: 0,
            done: base,
            documents: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Processes all events, and returns the error that stopped them.
    fn events(&mut self, body: &str) -> Option<Problem> {
        let mut parser = Parser::new_from_str(body);
        let mut failure = None;
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => self.event(event, span),
                Err(error) => {
                    let at = self.base + self.chars.byte(error.marker().index());
                    if error.info().contains(LIMIT) {
                        self.skip(at..(at + 1).min(self.text.len()));
                    } else {
                        failure = Some(syntax(self.text, at, error.info()));
                    }
                    break;
                }
            }
            // The parser's time grows with the square of the depth.
            if self.skipped > MAX_SKIPPED {
                break;
            }
        }
        self.skipped = 0;
        while let Some(open) = self.open.pop() {
            let end = self.text.len();
            self.close(open, end..end);
        }
        failure
    }

    /// The error of the typed reader, unless it is known already.
    fn rejection(&self, (message, at): Rejection) -> Option<Problem> {
        let known = self.problems.iter().any(|problem| match problem.kind {
            ProblemKind::DuplicateKey => message.contains("duplicate entry"),
            _ => true,
        });
        let at = self.base + at.map_or(0, |nth| self.chars.byte(nth));
        (!known).then(|| syntax(self.text, at, &message))
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        let range = self.range(span);
        match event {
            Event::MappingStart(anchor, tag) => {
                self.start(range, anchor, tag.as_deref(), Parts::Map(Vec::new(), None))
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(range, anchor, tag.as_deref(), Parts::Seq(Vec::new()))
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else if let Some(open) = self.open.pop() {
                    self.close(open, range);
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                let bare =
                    span::without_properties(self.text, range.clone(), anchor > 0 || tag.is_some());
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => {
                        let sign = |c| matches!(c, '|' | '>');
                        let header = span::value_start(self.text, self.done..range.end, sign);
                        span::trimmed(self.text, header.unwrap_or(range.start)..range.end)
                    }
                    ScalarStyle::Plain if value.is_empty() => range.start..range.start,
                    ScalarStyle::Plain => span::trimmed(self.text, bare),
                    _ => span::quoted(self.text, bare),
                };
                let kind = NodeKind::Scalar {
                    value: value.into_owned(),
                    style: scalar_style(style),
                };
                self.put(Node {
                    span,
                    kind,
                    anchor: anchor_id(anchor),
                    tag: tag_text(tag.as_deref()),
                });
            }
            Event::Alias(anchor) => {
                let span = span::trimmed(self.text, range);
                self.put(Node {
                    span,
                    kind: NodeKind::Alias(anchor),
                    anchor: None,
                    tag: None,
                });
            }
            _ => {}
        }
    }

    /// Reports and skips a container that is nested too deeply.
    fn skip(&mut self, range: Range<usize>) {
        if self.skipped == 0 {
            let message = format!(
                "Values are nested more than {MAX_DEPTH} levels deep here; use fewer levels."
            );
            self.problems
                .push(Problem::new(ProblemKind::TooDeep, range, message));
        }
        self.skipped += 1;
    }

    fn start(&mut self, range: Range<usize>, anchor: usize, tag: Option<&Tag>, parts: Parts) {
        if self.skipped > 0 || self.open.len() >= MAX_DEPTH {
            return self.skip(range);
        }
        let properties = anchor > 0 || tag.is_some();
        let bracket = self
            .text
            .get(range.clone())
            .is_some_and(|spelled| spelled.ends_with('['));
        let mut range = span::without_properties(self.text, range, properties);
        let value = matches!(
            self.open.last(),
            Some(Open {
                parts: Parts::Map(_, Some(_)),
                ..
            })
        );
        if matches!(parts, Parts::Seq(_)) && value && !bracket {
            // For a sequence that is not indented below its key, the event starts after its first
            // dash.
            range.start = span::value_start(self.text, self.done..range.start, |c| c == '-')
                .unwrap_or(range.start);
        }
        self.open.push(Open {
            start: range.start,
            anchor: anchor_id(anchor),
            tag: tag_text(tag),
            parts,
        });
    }

    /// Closes a map or sequence. In flow style it ends with its bracket, otherwise with its last
    /// value.
    fn close(&mut self, open: Open, end: Range<usize>) {
        let bracket = self
            .text
            .get(end.clone())
            .is_some_and(|rest| rest.starts_with(['}', ']']));
        let last = match &open.parts {
            Parts::Map(entries, None) => entries.last().map(|entry| entry.span().end),
            Parts::Map(_, Some(key)) => Some(key.span.end),
            Parts::Seq(items) => items.last().map(|item| item.span.end),
        };
        let end = if bracket {
            end.start + 1
        } else {
            last.unwrap_or(open.start)
        };
        let kind = match open.parts {
            Parts::Map(mut entries, dangling) => {
                entries.extend(dangling.map(|key| missing_value(self.text, key)));
                self.duplicates(&entries);
                NodeKind::Map(Entries::new(entries))
            }
            Parts::Seq(items) => NodeKind::Seq(items),
        };
        let span = open.start..end.max(open.start);
        self.put(Node {
            span,
            kind,
            anchor: open.anchor,
            tag: open.tag,
        });
    }

    fn put(&mut self, node: Node) {
        self.done = self.done.max(node.span.end);
        if self.skipped > 0 {
            return;
        }
        match self.open.last_mut().map(|open| &mut open.parts) {
            None => self.documents.push(node),
            Some(Parts::Seq(items)) => items.push(node),
            Some(Parts::Map(entries, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) if node.span.is_empty() => {
                    let entry = missing_value(self.text, key);
                    entries.push(MapEntry {
                        value: Node {
                            span: entry.value.span,
                            ..node
                        },
                        ..entry
                    });
                }
                Some(key) => entries.push(MapEntry { key, value: node }),
            },
        }
    }

    fn duplicates(&mut self, entries: &[MapEntry]) {
        let mut seen: HashMap<(&str, bool), ()> = HashMap::new();
        // What the keys are read as matters only if two have the same text, which is rare.
        let mut keys = entries.iter().map(|entry| entry.key().unwrap_or_default());
        if keys.all(|key| seen.insert((key, true), ()).is_none()) {
            return;
        }
        seen.clear();
        for entry in entries {
            let NodeKind::Scalar { value, style } = entry.key.kind() else {
                continue;
            };
            let text = *style != Style::Plain || typed::is_string(value);
            if seen.insert((value, text), ()).is_some() {
                let message = format!(
                    "The key `{value}` appears twice, so parsers reject the file or use only one of them; remove one."
                );
                self.problems.push(Problem::new(
                    ProblemKind::DuplicateKey,
                    entry.key_span(),
                    message,
                ));
            }
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.base + self.chars.byte(span.start.index());
        let end = self.base + self.chars.byte(span.end.index());
        start..end.max(start)
    }
}

/// An entry without a value. Its value is empty and directly after the colon.
fn missing_value(text: &str, key: Node) -> MapEntry {
    let rest = text.get(key.span.end..).unwrap_or_default();
    let after = rest.trim_start();
    let colon = rest.len() - after.len();
    let at = if after.starts_with(':') {
        key.span.end + colon + 1
    } else {
        key.span.end
    };
    let kind = NodeKind::Scalar {
        value: String::new(),
        style: Style::Plain,
    };
    MapEntry {
        key,
        value: Node {
            span: at..at,
            kind,
            anchor: None,
            tag: None,
        },
    }
}

/// A syntax error at a byte. Its range is the rest of the line.
fn syntax(text: &str, at: usize, info: &str) -> Problem {
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = at + rest.get(..len).unwrap_or_default().trim_end().len();
    Problem::new(ProblemKind::Syntax, at..end, messages::explain(info))
}
