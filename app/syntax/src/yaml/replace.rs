//! Puts another value where one stands, in the lines around it.

use std::ops::Range;

use serde_json::Value;

use super::draft::{Draft, without_newline};
use super::layout::{Block, clips, is_block_scalar, is_flow, text_start, with_kept_lines};
use super::node::{Kind, Node, Style};
use super::scalar::{self, Manner, indented};
use super::{flow, render};
use crate::margin::{indent_of, line_end, line_start, next_line};

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Site {
    /// It is a document.
    Root,
    /// It belongs to an entry in block style.
    Entry {
        /// The byte where a value may start.
        value_at: usize,
        /// The column of the key or dash.
        column: usize,
        /// Whether the entry is an item of a sequence.
        dash: bool,
    },
    /// It stands in brackets, where a value may start at this byte.
    Flow(usize),
}

impl Site {
    /// The site of a child of a map or sequence, which itself may stand `in_brackets`.
    pub(super) fn of(text: &str, holder: &Node, index: usize, in_brackets: bool) -> Option<Self> {
        if in_brackets || is_flow(text, holder) {
            let part = flow::parts(text, holder).into_iter().nth(index)?;
            return Some(Self::Flow(part.value_at));
        }
        let block = Block::of(text, holder)?;
        Some(Self::Entry {
            value_at: block.parts.get(index)?.value_at,
            column: block.column,
            dash: holder.items().is_some(),
        })
    }
}

/// How a new value is spelled.
#[derive(Debug, Clone)]
pub(super) enum Spelling {
    /// On one line.
    Inline(String),
    /// As a block scalar: its header, and lines that are indented below the entry's column.
    Block(String, Vec<String>),
    /// As the lines of entries in block style, with what a key's entry indents them by.
    Entries(Vec<String>, usize),
}

/// What a value takes up: bytes on the line of its entry, and lines below it.
struct Space {
    inline: Range<usize>,
    lines: Range<usize>,
}

impl Draft<'_> {
    /// Replaces a value by data, in the style of the old value as far as that goes.
    pub(super) fn put_value(&mut self, node: &Node, site: Site, value: &Value) {
        let spelling = self.spell(node, site, value);
        self.put(node, site, spelling);
    }

    fn spell(&self, node: &Node, site: Site, value: &Value) -> Spelling {
        if let Site::Flow(_) = site {
            return Spelling::Inline(match (value, node.kind()) {
                (Value::String(text), Kind::Scalar { style, .. }) => {
                    let manner = Manner {
                        style: (!node.span.is_empty()).then_some(*style),
                        flow: true,
                        ..self.look.manner()
                    };
                    scalar::string(text, manner)
                }
                _ => render::flow(value, &self.look, true),
            });
        }
        let style = match node.kind() {
            Kind::Scalar { style, .. } if !node.span.is_empty() => Some(*style),
            _ => None,
        };
        match value {
            Value::String(text) => {
                let block = match style {
                    Some(Style::DoubleQuoted) => None,
                    _ if !self.look.blocks => None,
                    Some(Style::Folded) => self.block(node, site, text, Style::Folded),
                    _ => self.block(node, site, text, Style::Literal),
                };
                let manner = Manner {
                    style,
                    ..self.look.manner()
                };
                block.unwrap_or_else(|| Spelling::Inline(scalar::string(text, manner)))
            }
            _ if render::is_leaf(value) => Spelling::Inline(render::flow(value, &self.look, false)),
            _ => {
                let unit = match value {
                    Value::Array(_) => self.look.dash,
                    _ => self.look.unit,
                };
                Spelling::Entries(render::entries(value, &self.look), unit)
            }
        }
    }

    /// A text as a block scalar, indented as the one that it replaces.
    fn block(&self, node: &Node, site: Site, text: &str, style: Style) -> Option<Spelling> {
        let spelled = self.text.get(node.span()).unwrap_or_default();
        let unit = match site {
            Site::Entry { column, .. } if is_block_scalar(node) => unit_of(spelled, column),
            _ => None,
        };
        let (mut header, lines) = scalar::block(text, style, unit.unwrap_or(self.look.unit))?;
        // Of a block at the end of a file without a final newline the header says nothing of the
        // text's end, and neither does the new one.
        let unended = node.span.end == self.text.len() && clips(spelled);
        if is_block_scalar(node) && unended && header.ends_with('-') {
            header.pop();
        }
        Some(Spelling::Block(header, lines))
    }

    /// Replaces a value by a spelling.
    pub(super) fn put(&mut self, node: &Node, site: Site, spelling: Spelling) {
        match site {
            Site::Flow(value_at) => {
                if let Spelling::Inline(text) = spelling {
                    self.put_in_brackets(node, value_at, &text);
                }
            }
            Site::Root => self.put_root(node, spelling),
            Site::Entry {
                value_at,
                column,
                dash,
            } => match Block::of(self.text, node) {
                Some(block) if block.compact => self.put_compact(&block, column, spelling),
                block => {
                    let space = self.space(node, value_at, block.as_ref());
                    let indent = block
                        .map(|block| block.column)
                        .filter(|indent| *indent > column);
                    self.put_below(value_at, column, dash, space, indent, spelling);
                }
            },
        }
    }

    /// What a value takes up below the line of its entry, and on it.
    fn space(&mut self, node: &Node, value_at: usize, block: Option<&Block>) -> Space {
        if let Some(block) = block {
            return Space {
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
            return Space {
                inline: span,
                lines: next..next,
            };
        }
        let spelled = self.text.get(span.clone()).unwrap_or_default();
        let header = spelled.find(char::is_whitespace).unwrap_or(spelled.len());
        let end = next_line(self.text, with_kept_lines(self.text, node));
        Space {
            inline: span.start..span.start + header,
            lines: next_line(self.text, span.start).min(end)..end,
        }
    }

    /// Replaces a value that starts on the line of its key or dash, or takes lines below it.
    fn put_below(
        &mut self,
        value_at: usize,
        column: usize,
        dash: bool,
        space: Space,
        indent: Option<usize>,
        spelling: Spelling,
    ) {
        let newline = self.look.newline;
        let rest = self
            .text
            .get(space.inline.end..line_end(self.text, space.inline.end));
        let alone = rest.is_some_and(|rest| rest.trim().is_empty());
        let (inline, lines) = match spelling {
            Spelling::Inline(text) => (text, Vec::new()),
            Spelling::Block(header, lines) => (header, indent_all(&lines, column)),
            Spelling::Entries(lines, _) if dash && alone && space.lines.is_empty() => {
                let lines = indent_all(&lines, column + 2).join(newline);
                (lines.trim_start().to_owned(), Vec::new())
            }
            Spelling::Entries(lines, unit) => {
                let unit = if dash { 2 } else { unit };
                let indent = indent.unwrap_or(column + unit);
                (String::new(), indent_all(&lines, indent))
            }
        };
        let Space {
            inline: old,
            lines: below,
        } = space;
        if old.is_empty() {
            let lead = if inline.is_empty() { "" } else { " " };
            self.replace(value_at..value_at, format!("{lead}{inline}"));
        } else if !inline.is_empty() {
            self.gone.push(old.clone());
            self.replace(old, inline);
        } else if line_start(self.text, old.start) > value_at {
            // The value has lines of its own: the new ones come in their place.
            self.gone.push(old.clone());
            let end = next_line(self.text, old.end);
            self.replace_lines(line_start(self.text, old.start)..end, &lines);
            return;
        } else {
            self.remove(value_at..old.end);
        }
        self.replace_lines(below, &lines);
    }

    /// Replaces whole lines by others, which come without their newlines.
    pub(super) fn replace_lines(&mut self, range: Range<usize>, lines: &[String]) {
        let newline = self.look.newline;
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
        self.gone.push(range.clone());
        if ended(range.end) {
            if !lines.is_empty() {
                text.push_str(newline);
            }
        } else if lines.is_empty() {
            self.unended = true;
        }
        self.replace(range, text);
    }

    /// Replaces a map or sequence whose first entry stands after a dash.
    fn put_compact(&mut self, block: &Block, column: usize, spelling: Spelling) {
        let old = self.without_last_newline(block.lines());
        self.gone.push(old.clone());
        let newline = self.look.newline;
        let text = match spelling {
            Spelling::Inline(text) => text,
            Spelling::Block(header, lines) => {
                let lines = indent_all(&lines, column);
                format!("{header}{newline}{}", lines.join(newline))
            }
            Spelling::Entries(lines, _) => {
                let lines = indent_all(&lines, block.column).join(newline);
                lines.trim_start().to_owned()
            }
        };
        self.replace(old, text);
    }

    fn put_root(&mut self, node: &Node, spelling: Spelling) {
        let newline = self.look.newline;
        let mut old = match Block::of(self.text, node) {
            Some(block) => self.without_last_newline(block.lines()),
            None => node.span(),
        };
        let text = match spelling {
            Spelling::Inline(text) => text,
            Spelling::Block(header, lines) => {
                format!("{header}{newline}{}", lines.join(newline))
            }
            Spelling::Entries(lines, _) if indent_of(self.text, old.start).is_some() => {
                lines.join(newline)
            }
            Spelling::Entries(lines, _) => {
                // Entries may not stand on the line of the marker `---`.
                let before = self.text.get(..old.start).unwrap_or_default();
                old.start = before.trim_end_matches(' ').len();
                format!("{newline}{}", lines.join(newline))
            }
        };
        self.gone.push(old.clone());
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
            self.gone.push(node.span());
            self.replace(node.span(), text);
        }
    }
}

/// The blanks that the lines of a block scalar are indented by below the column of its entry.
fn unit_of(spelled: &str, column: usize) -> Option<usize> {
    let mut lines = spelled.lines();
    let sign: &str = lines.next()?.split_whitespace().next()?;
    if let Some(digit) = sign.chars().find_map(|c| c.to_digit(10)) {
        return usize::try_from(digit).ok();
    }
    let line = lines.find(|line| !line.trim().is_empty())?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    indent.checked_sub(column).filter(|unit| *unit > 0)
}

/// Lines behind more blanks.
pub(super) fn indent_all(lines: &[String], column: usize) -> Vec<String> {
    lines.iter().map(|line| indented(line, column)).collect()
}
