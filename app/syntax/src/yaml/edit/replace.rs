//! Replaces a value by another, and keeps the lines around it.

use std::ops::Range;

use serde_json::Value;

use super::builder::{EditBuilder, without_newline};
use super::flow;
use crate::lines::{indent_of, line_end, line_start, next_line};
use crate::yaml::layout::{Block, clips, is_block_scalar, is_flow, text_start, with_kept_lines};
use crate::yaml::node::{Node, NodeKind, Style};
use crate::yaml::write::render;
use crate::yaml::write::scalar::{self, ScalarFormat, indented};

/// The context of a value: what it is part of.
#[derive(Debug, Clone, Copy)]
pub(super) enum ValueContext {
    /// The value is a document.
    Root,
    /// The value belongs to an entry in block style.
    MapEntry {
        /// The position for a value.
        value_at: usize,
        /// The column of the key or dash.
        column: usize,
        /// Whether the entry is an item of a sequence.
        dash: bool,
    },
    /// The value is inside brackets. A value can start at this byte.
    Flow(usize),
}

impl ValueContext {
    /// The context of a child of a map or sequence. `in_brackets` says whether that itself is
    /// inside brackets.
    pub(super) fn of(text: &str, parent: &Node, index: usize, in_brackets: bool) -> Option<Self> {
        if in_brackets || is_flow(text, parent) {
            let part = flow::parts(text, parent).into_iter().nth(index)?;
            return Some(Self::Flow(part.value_at));
        }
        let block = Block::of(text, parent)?;
        Some(Self::MapEntry {
            value_at: block.parts.get(index)?.value_at,
            column: block.column,
            dash: parent.items().is_some(),
        })
    }
}

/// The text of a new value.
#[derive(Debug, Clone)]
pub(super) enum NewText {
    /// A text on one line.
    Inline(String),
    /// A block scalar: its header, and its lines, indented relative to the column of the entry.
    Block(String, Vec<String>),
    /// The lines of entries in block style, and their indentation below a key.
    Entries(Vec<String>, usize),
}

/// The bytes that a value occupies: on the line of its entry, and as lines below it.
struct Extent {
    inline: Range<usize>,
    lines: Range<usize>,
}

impl EditBuilder<'_> {
    /// Replaces a value by data, in the style of the old value as far as possible.
    pub(super) fn put_value(&mut self, node: &Node, context: ValueContext, value: &Value) {
        let new_text = self.write_value(node, context, value);
        self.put(node, context, new_text);
    }

    fn write_value(&self, node: &Node, context: ValueContext, value: &Value) -> NewText {
        if let ValueContext::Flow(_) = context {
            return NewText::Inline(match (value, node.kind()) {
                (Value::String(text), NodeKind::Scalar { style, .. }) => {
                    let format = ScalarFormat {
                        style: (!node.span.is_empty()).then_some(*style),
                        flow: true,
                        ..self.formatting.scalar_format()
                    };
                    scalar::string(text, format)
                }
                _ => render::flow(value, &self.formatting, true),
            });
        }
        let style = match node.kind() {
            NodeKind::Scalar { style, .. } if !node.span.is_empty() => Some(*style),
            _ => None,
        };
        match value {
            Value::String(text) => {
                let block = match style {
                    Some(Style::DoubleQuoted) => None,
                    _ if !self.formatting.blocks => None,
                    Some(Style::Folded) => self.block(node, context, text, Style::Folded),
                    _ => self.block(node, context, text, Style::Literal),
                };
                let format = ScalarFormat {
                    style,
                    ..self.formatting.scalar_format()
                };
                block.unwrap_or_else(|| NewText::Inline(scalar::string(text, format)))
            }
            _ if render::is_leaf(value) => {
                NewText::Inline(render::flow(value, &self.formatting, false))
            }
            _ => {
                let unit = match value {
                    Value::Array(_) => self.formatting.dash,
                    _ => self.formatting.unit,
                };
                NewText::Entries(render::entries(value, &self.formatting), unit)
            }
        }
    }

    /// A text as a block scalar with the indentation of the old one. `None` if the text does not
    /// fit.
    fn block(
        &self,
        node: &Node,
        context: ValueContext,
        text: &str,
        style: Style,
    ) -> Option<NewText> {
        let spelled = self.text.get(node.span()).unwrap_or_default();
        let unit = match context {
            ValueContext::MapEntry { column, .. } if is_block_scalar(node) => {
                block_unit(spelled, column)
            }
            _ => None,
        };
        let (mut header, lines) = scalar::block(text, style, unit.unwrap_or(self.formatting.unit))?;
        // The chomping of a block at the end of a file without a final newline has no effect, so
        // the new block keeps it.
        let ends_without_newline = node.span.end == self.text.len() && clips(spelled);
        if is_block_scalar(node) && ends_without_newline && header.ends_with('-') {
            header.pop();
        }
        Some(NewText::Block(header, lines))
    }

    /// Replaces a value by a new text.
    pub(super) fn put(&mut self, node: &Node, context: ValueContext, new_text: NewText) {
        match context {
            ValueContext::Flow(value_at) => {
                if let NewText::Inline(text) = new_text {
                    self.put_in_brackets(node, value_at, &text);
                }
            }
            ValueContext::Root => self.put_root(node, new_text),
            ValueContext::MapEntry {
                value_at,
                column,
                dash,
            } => match Block::of(self.text, node) {
                Some(block) if block.compact => self.put_compact(&block, column, new_text),
                block => {
                    let extent = self.extent(node, value_at, block.as_ref());
                    let indent = block
                        .map(|block| block.column)
                        .filter(|indent| *indent > column);
                    self.put_below(value_at, column, dash, extent, indent, new_text);
                }
            },
        }
    }

    /// The bytes that a value occupies.
    fn extent(&mut self, node: &Node, value_at: usize, block: Option<&Block>) -> Extent {
        if let Some(block) = block {
            return Extent {
                inline: value_at..value_at,
                lines: block.lines(),
            };
        }
        let span = if node.span.is_empty() {
            value_at..value_at
        } else {
            node.span()
        };
        if !is_block_scalar(node) {
            let next = next_line(self.text, span.end);
            return Extent {
                inline: span,
                lines: next..next,
            };
        }
        let spelled = self.text.get(span.clone()).unwrap_or_default();
        let header = spelled.find(char::is_whitespace).unwrap_or(spelled.len());
        let end = next_line(self.text, with_kept_lines(self.text, node));
        Extent {
            inline: span.start..span.start + header,
            lines: next_line(self.text, span.start).min(end)..end,
        }
    }

    /// Replaces a value that is not a document and not after a dash.
    fn put_below(
        &mut self,
        value_at: usize,
        column: usize,
        dash: bool,
        extent: Extent,
        indent: Option<usize>,
        new_text: NewText,
    ) {
        let newline = self.formatting.newline;
        let rest = self
            .text
            .get(extent.inline.end..line_end(self.text, extent.inline.end));
        let alone = rest.is_some_and(|rest| rest.trim().is_empty());
        let (inline, lines) = match new_text {
            NewText::Inline(text) => (text, Vec::new()),
            NewText::Block(header, lines) => (header, indent_all(&lines, column)),
            NewText::Entries(lines, _) if dash && alone && extent.lines.is_empty() => {
                let lines = indent_all(&lines, column + 2).join(newline);
                (lines.trim_start().to_owned(), Vec::new())
            }
            NewText::Entries(lines, unit) => {
                let unit = if dash { 2 } else { unit };
                let indent = indent.unwrap_or(column + unit);
                (String::new(), indent_all(&lines, indent))
            }
        };
        let Extent {
            inline: old,
            lines: below,
        } = extent;
        if old.is_empty() {
            let lead = if inline.is_empty() { "" } else { " " };
            self.replace(value_at..value_at, format!("{lead}{inline}"));
        } else if !inline.is_empty() {
            self.removed.push(old.clone());
            self.replace(old, inline);
        } else if line_start(self.text, old.start) > value_at {
            // The value has its own lines: the new lines replace them.
            self.removed.push(old.clone());
            let end = next_line(self.text, old.end);
            self.replace_lines(line_start(self.text, old.start)..end, &lines);
            return;
        } else {
            self.remove(value_at..old.end);
        }
        self.replace_lines(below, &lines);
    }

    /// Replaces whole lines by others, which are given without newlines.
    pub(super) fn replace_lines(&mut self, range: Range<usize>, lines: &[String]) {
        let newline = self.formatting.newline;
        let mut text = lines.join(newline);
        let ended = |at: usize| {
            at <= text_start(self.text)
                || self
                    .text
                    .get(..at)
                    .is_some_and(|t| t.ends_with(['\n', '\r']))
        };
        if range.is_empty() {
            if lines.is_empty() {
                return;
            }
            if ended(range.start) {
                text.push_str(newline);
            } else {
                text.insert_str(0, newline);
            }
            self.insert(range.start, text);
            return;
        }
        self.removed.push(range.clone());
        if ended(range.end) {
            if !lines.is_empty() {
                text.push_str(newline);
            }
        } else if lines.is_empty() {
            self.ends_without_newline = true;
        }
        self.replace(range, text);
    }

    /// Replaces a compact map or sequence, whose first entry is on the line of a dash.
    fn put_compact(&mut self, block: &Block, column: usize, new_text: NewText) {
        let old = self.without_last_newline(block.lines());
        self.removed.push(old.clone());
        let newline = self.formatting.newline;
        let text = match new_text {
            NewText::Inline(text) => text,
            NewText::Block(header, lines) => {
                let lines = indent_all(&lines, column);
                format!("{header}{newline}{}", lines.join(newline))
            }
            NewText::Entries(lines, _) => {
                let lines = indent_all(&lines, block.column).join(newline);
                lines.trim_start().to_owned()
            }
        };
        self.replace(old, text);
    }

    fn put_root(&mut self, node: &Node, new_text: NewText) {
        let newline = self.formatting.newline;
        let mut old = match Block::of(self.text, node) {
            Some(block) => self.without_last_newline(block.lines()),
            None => node.span(),
        };
        let text = match new_text {
            NewText::Inline(text) => text,
            NewText::Block(header, lines) => {
                format!("{header}{newline}{}", lines.join(newline))
            }
            NewText::Entries(lines, _) if indent_of(self.text, old.start).is_some() => {
                lines.join(newline)
            }
            NewText::Entries(lines, _) => {
                // Entries cannot be on the line of the marker `---`.
                let before = self.text.get(..old.start).unwrap_or_default();
                old.start = before.trim_end_matches(' ').len();
                format!("{newline}{}", lines.join(newline))
            }
        };
        self.removed.push(old.clone());
        self.replace(old, text);
    }

    fn without_last_newline(&self, range: Range<usize>) -> Range<usize> {
        let text = without_newline(self.text.get(range.clone()).unwrap_or_default());
        range.start..range.start + text.len()
    }

    fn put_in_brackets(&mut self, node: &Node, value_at: usize, text: &str) {
        if node.span.is_empty() {
            self.insert(value_at, format!(" {text}"));
        } else {
            self.removed.push(node.span());
            self.replace(node.span(), text);
        }
    }
}

/// The indentation of a block scalar relative to the column of its entry, in spaces.
fn block_unit(spelled: &str, column: usize) -> Option<usize> {
    let mut lines = spelled.lines();
    let sign: &str = lines.next()?.split_whitespace().next()?;
    if let Some(digit) = sign.chars().find_map(|c| c.to_digit(10)) {
        return usize::try_from(digit).ok();
    }
    let line = lines.find(|line| !line.trim().is_empty())?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    indent.checked_sub(column).filter(|unit| *unit > 0)
}

/// Lines indented by a number of spaces.
pub(super) fn indent_all(lines: &[String], column: usize) -> Vec<String> {
    lines.iter().map(|line| indented(line, column)).collect()
}
