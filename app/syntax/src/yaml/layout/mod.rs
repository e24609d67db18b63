//! The layout of block maps and sequences: which lines and comments belong to which entry.

pub(super) mod comments;

use std::ops::Range;

use super::node::{MapEntry, Node, NodeKind, Style};
use crate::lines::{indent_of, line_above, line_end, line_start, next_line};
use crate::text::BOM;

/// The entries of a map or sequence in block style.
#[derive(Debug)]
pub(super) struct Block {
    /// The column of the keys or dashes, from 0.
    pub(super) column: usize,
    /// Whether the first entry is on the line of a dash, as in `- key: value`.
    pub(super) compact: bool,
    pub(super) parts: Vec<EntryLayout>,
}

/// The positions of one entry, in bytes.
#[derive(Debug, Clone)]
pub(super) struct EntryLayout {
    /// The start of its lines: of the comments directly above it with the same indentation, or of
    /// its own line. For a compact first entry, its first character.
    pub(super) lines_start: usize,
    /// Its first character, which is that of its key or its dash.
    pub(super) start: usize,
    /// The position for its value: after the colon or dash, and after an anchor and a tag.
    pub(super) value_at: usize,
    /// The end of its value.
    pub(super) end: usize,
    /// The end of its lines, including comment lines below it that are indented deeper.
    pub(super) lines_end: usize,
}

impl EntryLayout {
    /// The range of its lines.
    pub(super) fn lines(&self) -> Range<usize> {
        self.lines_start..self.lines_end
    }
}

/// Whether a map or sequence is written in brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    let (bracket, first) = match node.kind() {
        NodeKind::Map(entries) => (
            '{',
            entries.first().map(|entry| entry.key_node().span.start),
        ),
        NodeKind::Seq(items) => ('[', items.first().map(|item| item.span.start)),
        _ => return false,
    };
    let opens = text
        .get(node.span())
        .is_some_and(|spelled| spelled.starts_with(bracket));
    opens && first.is_none_or(|first| first > node.span.start)
}

/// The column of a byte, from 0. A byte order mark does not count.
pub(super) fn column(text: &str, at: usize) -> usize {
    let line = text.get(line_start(text, at)..at).unwrap_or_default();
    line.strip_prefix(BOM).unwrap_or(line).len()
}

/// The start of the first line, after a byte order mark.
pub(super) fn text_start(text: &str) -> usize {
    if text.starts_with(BOM) {
        BOM.len_utf8()
    } else {
        0
    }
}

impl Block {
    /// The layout of a map or sequence. `None` if it is empty or not in block style.
    pub(super) fn of(text: &str, node: &Node) -> Option<Self> {
        if is_flow(text, node) {
            return None;
        }
        let mut parts: Vec<EntryLayout> = Vec::new();
        let mut column = None;
        let count = match node.kind() {
            NodeKind::Map(entries) => entries.len(),
            NodeKind::Seq(items) => items.len(),
            _ => return None,
        };
        let mut compact = false;
        for index in 0..count {
            let previous_end = parts.last().map_or(text_start(text), |part| part.end);
            let start = entry_start(text, node, index, previous_end, column)?;
            let own_line = indent_of(text, start).is_some();
            let here = self::column(text, start);
            if *column.get_or_insert(here) != here || (index > 0 && !own_line) {
                return None;
            }
            compact |= !own_line;
            let value = value(node, index)?;
            let sign = match node.kind() {
                NodeKind::Map(entries) => colon(text, entries.get(index)?.key_node().span.end)?,
                _ => start,
            };
            let value_at = after_properties(text, sign + 1, value);
            let end = if value.span.is_empty() {
                value_at
            } else {
                with_kept_lines(text, value).max(value_at)
            };
            let previous_end = parts.last().map_or(previous_end, |part| part.lines_end);
            parts.push(EntryLayout {
                lines_start: if own_line {
                    comments_above(text, start, here, previous_end)
                } else {
                    start
                },
                start,
                value_at,
                end,
                lines_end: comments_below(text, end, here, !is_text(value)),
            });
        }
        Some(Self {
            column: column?,
            compact,
            parts,
        })
    }

    /// The lines of all entries, and of everything between them.
    pub(super) fn lines(&self) -> Range<usize> {
        let first = self.parts.first().map_or(0, |part| part.lines_start);
        first..self.parts.last().map_or(first, |part| part.lines_end)
    }
}

/// The end of a value, including blank lines that are part of a block scalar at its end.
pub(super) fn with_kept_lines(text: &str, value: &Node) -> usize {
    let last = match value.kind() {
        NodeKind::Map(entries) => entries.last().map(MapEntry::value),
        NodeKind::Seq(items) => items.last(),
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

/// Whether a value is a block scalar with keep chomping (`+`), so that blank lines after it are
/// part of it.
fn keeps_lines(text: &str, value: &Node) -> bool {
    let spelled = text.get(value.span()).unwrap_or_default();
    let header = spelled.split_whitespace().next().unwrap_or_default();
    is_block_scalar(value) && header.contains('+')
}

/// Whether a block scalar has clip chomping, which is the default without `+` or `-`.
pub(super) fn clips(spelled: &str) -> bool {
    let header = spelled.split_whitespace().next().unwrap_or_default();
    !header.contains(['+', '-'])
}

/// The block scalar with clip chomping at the end of a text without a final newline. It has no
/// newline at its end, but would get one if lines came after it.
pub(super) fn last_block_without_newline<'n>(text: &str, root: &'n Node) -> Option<&'n Node> {
    let mut node = root;
    loop {
        let last = match node.kind() {
            NodeKind::Map(entries) => entries.last().map(MapEntry::value),
            NodeKind::Seq(items) => items.last(),
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

/// Whether a value is a block scalar, after `|` or `>`.
pub(super) fn is_block_scalar(node: &Node) -> bool {
    let block = [Style::Literal, Style::Folded];
    matches!(node.kind(), NodeKind::Scalar { style, .. } if block.contains(style))
}

/// Whether a value is a scalar or alias with a text. Deeper comments after a blank line do not
/// belong to it.
fn is_text(value: &Node) -> bool {
    matches!(value.kind(), NodeKind::Scalar { .. } | NodeKind::Alias(_)) && !value.span.is_empty()
}

fn value(node: &Node, index: usize) -> Option<&Node> {
    match node.kind() {
        NodeKind::Map(entries) => entries.get(index).map(MapEntry::value),
        NodeKind::Seq(items) => items.get(index),
        _ => None,
    }
}

/// The first character of an entry: of its key, of the key's anchor or `?`, or its dash.
fn entry_start(
    text: &str,
    node: &Node,
    index: usize,
    previous_end: usize,
    column: Option<usize>,
) -> Option<usize> {
    if let NodeKind::Map(entries) = node.kind() {
        let key = entries.get(index)?.key_node().span.start;
        if index == 0 {
            return Some(node.span.start.min(key));
        }
        let line = line_start(text, key);
        let indent = text.get(line..key)?;
        return Some(line + indent.len() - indent.trim_start_matches(' ').len());
    }
    let mut at = node.span.start;
    if index > 0 {
        at = next_line(text, previous_end);
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

/// The position after the anchor and the tag of a value.
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

/// The start of the comment lines directly above an entry that have its indentation.
fn comments_above(text: &str, entry: usize, column: usize, previous_end: usize) -> usize {
    let mut start = line_start(text, entry).max(text_start(text));
    while start > previous_end {
        let above = line_above(text, start).max(text_start(text));
        let line = text.get(above..start).unwrap_or_default();
        let content = line.trim_start_matches(' ');
        if above < previous_end || !content.starts_with('#') || line.len() - content.len() != column
        {
            break;
        }
        start = above;
    }
    start
}

/// The end of the comment lines below a value that are indented deeper than its entry.
fn comments_below(text: &str, end: usize, column: usize, across_empty_lines: bool) -> usize {
    let mut lines_end = next_line(text, end);
    let mut at = lines_end;
    while at < text.len() {
        let next = next_line(text, at);
        let line = text.get(at..next).unwrap_or_default();
        let content = line.trim_start_matches(' ');
        if content.starts_with('#') && line.len() - content.len() > column {
            lines_end = next;
        } else if !(across_empty_lines && content.trim().is_empty()) {
            break;
        }
        at = next;
    }
    lines_end
}
