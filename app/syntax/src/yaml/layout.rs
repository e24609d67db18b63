//! Where the entries of a block map or sequence stand: which lines and comments are whose.

use std::ops::Range;

use super::node::{Kind, Node, Style};
use crate::lines::BOM;
use crate::margin::{indent_of, line_above, line_end, line_start, next_line};

/// The entries of a map or sequence in block style.
#[derive(Debug)]
pub(super) struct Block {
    /// The column of keys or dashes, from 0.
    pub(super) column: usize,
    /// Whether the first entry stands after a dash, and not on a line of its own.
    pub(super) compact: bool,
    pub(super) parts: Vec<Part>,
}

/// The places of one entry, in bytes.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The start of the lines that belong to it: those of the comments right above it, indented as
    /// it is, or its own. Of a compact first entry, its first character.
    pub(super) lead: usize,
    /// Its first character: of its key, or its dash.
    pub(super) head: usize,
    /// Where its value may start: after the colon or dash, and after an anchor and a tag.
    pub(super) value_at: usize,
    /// The end of its value.
    pub(super) end: usize,
    /// The start of the line after the lines that belong to it: its own, and those of comments
    /// below that are indented deeper.
    pub(super) tail: usize,
}

impl Part {
    /// The lines that belong to the entry.
    pub(super) fn lines(&self) -> Range<usize> {
        self.lead..self.tail
    }
}

/// Whether a map or sequence is written in brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    let (bracket, first) = match node.kind() {
        Kind::Map(entries) => (
            '{',
            entries.first().map(|entry| entry.key_node().span.start),
        ),
        Kind::Seq(items) => ('[', items.first().map(|item| item.span.start)),
        _ => return false,
    };
    let opens = text
        .get(node.span())
        .is_some_and(|spelled| spelled.starts_with(bracket));
    opens && first.is_none_or(|first| first > node.span.start)
}

/// The column of a byte, from 0. A byte order mark takes none.
pub(super) fn column(text: &str, at: usize) -> usize {
    let line = text.get(line_start(text, at)..at).unwrap_or_default();
    line.strip_prefix(BOM).unwrap_or(line).len()
}

/// The byte where the first line starts, after a byte order mark.
pub(super) fn text_start(text: &str) -> usize {
    if text.starts_with(BOM) {
        BOM.len_utf8()
    } else {
        0
    }
}

impl Block {
    /// The layout of a map or sequence that is not empty, if it is in block style.
    pub(super) fn of(text: &str, node: &Node) -> Option<Self> {
        if is_flow(text, node) {
            return None;
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut column = None;
        let count = match node.kind() {
            Kind::Map(entries) => entries.len(),
            Kind::Seq(items) => items.len(),
            _ => return None,
        };
        let mut compact = false;
        for index in 0..count {
            let floor = parts.last().map_or(text_start(text), |part| part.end);
            let head = head(text, node, index, floor, column)?;
            let own_line = indent_of(text, head).is_some();
            let here = self::column(text, head);
            if *column.get_or_insert(here) != here || (index > 0 && !own_line) {
                return None;
            }
            compact |= !own_line;
            let value = value(node, index)?;
            let sign = match node.kind() {
                Kind::Map(entries) => colon(text, entries.get(index)?.key_node().span.end)?,
                _ => head,
            };
            let value_at = after_properties(text, sign + 1, value);
            let end = if value.span.is_empty() {
                value_at
            } else {
                with_kept_lines(text, value).max(value_at)
            };
            let floor = parts.last().map_or(floor, |part| part.tail);
            parts.push(Part {
                lead: if own_line {
                    lead(text, head, here, floor)
                } else {
                    head
                },
                head,
                value_at,
                end,
                tail: tail(text, end, here, !is_text(value)),
            });
        }
        Some(Self {
            column: column?,
            compact,
            parts,
        })
    }

    /// The lines of all entries and of what stands between them.
    pub(super) fn lines(&self) -> Range<usize> {
        let first = self.parts.first().map_or(0, |part| part.lead);
        first..self.parts.last().map_or(first, |part| part.tail)
    }
}

/// The end of a value with the blank lines that a block scalar at its end keeps.
pub(super) fn with_kept_lines(text: &str, value: &Node) -> usize {
    let last = match value.kind() {
        Kind::Map(entries) => entries.last().map(super::Entry::value),
        Kind::Seq(items) => items.last(),
        _ => None,
    };
    if let Some(last) = last.filter(|_| !is_flow(text, value)) {
        return with_kept_lines(text, last).max(value.span.end);
    }
    let mut end = value.span.end;
    if keeps_lines(text, value) {
        let mut next = next_line(text, end);
        while next < text.len() && text.get(next..line_end(text, next)) == Some("") {
            end = next;
            next = next_line(text, next);
        }
    }
    end
}

/// Whether a value is a block scalar that keeps the blank lines after it.
fn keeps_lines(text: &str, value: &Node) -> bool {
    let spelled = text.get(value.span()).unwrap_or_default();
    let header = spelled.split_whitespace().next().unwrap_or_default();
    is_block_scalar(value) && header.contains('+')
}

/// Whether the header of a block scalar says nothing of the newlines at its end.
pub(super) fn clips(spelled: &str) -> bool {
    let header = spelled.split_whitespace().next().unwrap_or_default();
    !header.contains(['+', '-'])
}

/// The block scalar that a text without a final newline ends with, if its header says nothing of
/// the newline at its end: it has none, but would get one from lines that come after it.
pub(super) fn unended_block<'n>(text: &str, root: &'n Node) -> Option<&'n Node> {
    let mut node = root;
    loop {
        let last = match node.kind() {
            Kind::Map(entries) => entries.last().map(super::Entry::value),
            Kind::Seq(items) => items.last(),
            _ => None,
        };
        match last {
            Some(last) => node = last,
            None => break,
        }
    }
    let spelled = text.get(node.span())?;
    let ends = node.span.end == text.len() && is_block_scalar(node);
    (ends && clips(spelled)).then_some(node)
}

/// Whether a value is a scalar after `|` or `>`.
pub(super) fn is_block_scalar(node: &Node) -> bool {
    let block = [Style::Literal, Style::Folded];
    matches!(node.kind(), Kind::Scalar { style, .. } if block.contains(style))
}

/// Whether a value is a scalar with a text, under which deeper comments are not its own once a
/// blank line has come.
fn is_text(value: &Node) -> bool {
    matches!(value.kind(), Kind::Scalar { .. } | Kind::Alias(_)) && !value.span.is_empty()
}

fn value(node: &Node, index: usize) -> Option<&Node> {
    match node.kind() {
        Kind::Map(entries) => entries.get(index).map(super::Entry::value),
        Kind::Seq(items) => items.get(index),
        _ => None,
    }
}

/// The first character of an entry: of its key's anchor or `?` if it has one, or its dash.
fn head(
    text: &str,
    node: &Node,
    index: usize,
    floor: usize,
    column: Option<usize>,
) -> Option<usize> {
    if let Kind::Map(entries) = node.kind() {
        let key = entries.get(index)?.key_node().span.start;
        if index == 0 {
            return Some(node.span.start.min(key));
        }
        let line = line_start(text, key);
        let blanks = text.get(line..key)?;
        return Some(line + blanks.len() - blanks.trim_start_matches(' ').len());
    }
    let mut at = node.span.start;
    if index > 0 {
        at = next_line(text, floor);
        loop {
            let line = text.get(at..line_end(text, at))?;
            let content = line.trim_start_matches(' ');
            if !content.trim().is_empty() && !content.starts_with('#') {
                at += line.len() - content.len();
                break;
            }
            let next = next_line(text, at);
            if next <= at {
                return None;
            }
            at = next;
        }
        if column != Some(self::column(text, at)) {
            return None;
        }
    }
    text.get(at..)?.starts_with('-').then_some(at)
}

/// The colon after a key.
pub(super) fn colon(text: &str, key_end: usize) -> Option<usize> {
    let rest = text.get(key_end..)?;
    let after = rest.trim_start();
    after
        .starts_with(':')
        .then_some(key_end + rest.len() - after.len())
}

/// The byte after the anchor and the tag that stand before a value.
pub(super) fn after_properties(text: &str, at: usize, value: &Node) -> usize {
    let count = usize::from(value.anchor.is_some()) + usize::from(value.tag.is_some());
    let mut end = at;
    for _ in 0..count {
        let rest = text.get(end..).unwrap_or_default();
        let token = rest.trim_start();
        if !token.starts_with(['&', '!']) {
            break;
        }
        let len = token
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}'))
            .unwrap_or(token.len());
        end += rest.len() - token.len() + len;
    }
    end
}

/// The start of the comment lines right above a line that are indented as it is.
fn lead(text: &str, head: usize, column: usize, floor: usize) -> usize {
    let mut lead = line_start(text, head).max(text_start(text));
    while lead > floor {
        let above = line_above(text, lead).max(text_start(text));
        let line = text.get(above..lead).unwrap_or_default();
        let content = line.trim_start_matches(' ');
        if above < floor || !content.starts_with('#') || line.len() - content.len() != column {
            break;
        }
        lead = above;
    }
    lead
}

/// The end of the comment lines below a value that are indented deeper than its entry.
fn tail(text: &str, end: usize, column: usize, across_blanks: bool) -> usize {
    let mut tail = next_line(text, end);
    let mut at = tail;
    while at < text.len() {
        let next = next_line(text, at);
        let line = text.get(at..next).unwrap_or_default();
        let content = line.trim_start_matches(' ');
        if content.starts_with('#') && line.len() - content.len() > column {
            tail = next;
        } else if !(across_blanks && content.trim().is_empty()) {
            break;
        }
        at = next;
    }
    tail
}
