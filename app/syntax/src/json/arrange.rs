//! Builds the text edits that change the entries of an object or array.
//!
//! A change of a container is a list of slots, one for each entry after the edit: a kept, changed
//! or new entry, in the new order. Entries without a slot are removed.

use std::ops::Range;

use serde_json::Value;

use super::formatting::{Formatting, entry_spans, on_one_line};
use super::node::{Node, NodeKind};
use super::{render, trivia};
use crate::{TextEdit, diff, key_order};

/// An entry of a container after the edit.
pub(super) enum Slot<'v> {
    /// The entry with this index stays. The indices of `Keep` and `Change` ascend.
    Keep(usize),
    /// The entry with this index gets a new value.
    Change(usize, &'v Value),
    /// A new entry. Its key is `None` in an array.
    Add(Option<&'v str>, &'v Value),
}

/// Collects the text edits of one change.
pub(super) struct EditBuilder<'t> {
    pub(super) text: &'t str,
    pub(super) formatting: Formatting,
    pub(super) order: &'t [&'t str],
    pub(super) edits: Vec<TextEdit>,
}

/// The part of a container between two kept entries, or between one and a bracket.
struct Gap<'a> {
    container: &'a Node,
    spans: &'a [Range<usize>],
    before: Option<usize>,
    after: Option<usize>,
}

impl Gap<'_> {
    fn before(&self) -> Option<&Range<usize>> {
        self.spans.get(self.before?)
    }

    fn after(&self) -> Option<&Range<usize>> {
        self.spans.get(self.after?)
    }

    /// The byte after the opening bracket.
    fn inner_start(&self) -> usize {
        self.container.span.start + 1
    }

    /// The byte of the closing bracket.
    fn inner_end(&self) -> usize {
        self.container.span.end - 1
    }
}

impl EditBuilder<'_> {
    /// Changes a value to another, and changes as few bytes as possible.
    pub(super) fn change(&mut self, node: &Node, value: &Value, inline: bool) {
        if node.to_value() == *value {
            return;
        }
        match (node.kind(), value) {
            (NodeKind::Object(members), Value::Object(map))
                if !members.is_empty() || !map.is_empty() =>
            {
                let mut slots = Vec::new();
                let mut keys = Vec::new();
                for (index, member) in members.iter().enumerate() {
                    if let Some(value) = map.get(member.key()) {
                        let last = node
                            .member(member.key())
                            .is_some_and(|last| last.span() == member.span());
                        slots.push(if last {
                            Slot::Change(index, value)
                        } else {
                            Slot::Keep(index)
                        });
                        keys.push(member.key());
                    }
                }
                for (key, value) in map.iter().filter(|(key, _)| node.member(key).is_none()) {
                    let at = key_order::insertion_index(&keys, key, self.order);
                    slots.insert(at, Slot::Add(Some(key), value));
                    keys.insert(at, key);
                }
                self.arrange(node, &slots, inline);
            }
            (NodeKind::Array(items), Value::Array(values)) => {
                let before: Vec<_> = items.iter().map(Node::to_value).collect();
                let mut kept = diff::common_pairs(&before, values).into_iter().peekable();
                let slots: Vec<_> = values
                    .iter()
                    .enumerate()
                    .map(
                        |(after, value)| match kept.next_if(|(_, new)| *new == after) {
                            Some((old, _)) => Slot::Keep(old),
                            None => Slot::Add(None, value),
                        },
                    )
                    .collect();
                self.arrange(node, &slots, inline);
            }
            _ => {
                let formatting = Formatting {
                    inline: inline || self.formatting.inline,
                    ..self.formatting.clone()
                };
                let indent = trivia::line_indent(self.text, node.span.start);
                let spelled = render::value(value, &formatting, indent);
                self.edits.push(TextEdit::replace(node.span(), spelled));
            }
        }
    }

    /// Changes the entries of a container to those of the slots.
    ///
    /// `inline` says whether the container is inside another one that is on one line.
    pub(super) fn arrange(&mut self, container: &Node, slots: &[Slot<'_>], inline: bool) {
        let spans = entry_spans(container);
        let inner = inline || (!spans.is_empty() && on_one_line(self.text, container));
        let mut before: Option<usize> = None;
        let mut adds: Vec<(Option<&str>, &Value)> = Vec::new();
        for slot in slots {
            match slot {
                Slot::Add(key, value) => adds.push((*key, value)),
                Slot::Keep(index) | Slot::Change(index, _) => {
                    let gap = Gap {
                        container,
                        spans: &spans,
                        before,
                        after: Some(*index),
                    };
                    self.gap(gap, std::mem::take(&mut adds), inner);
                    before = Some(*index);
                }
            }
            if let Slot::Change(index, value) = slot
                && let Some(node) = value_of(container, *index)
            {
                self.change(node, value, inner);
            }
        }
        self.gap(
            Gap {
                container,
                spans: &spans,
                before,
                after: None,
            },
            adds,
            inner,
        );
    }

    /// Removes and adds the entries between two kept ones. New entries replace removed ones as far
    /// as possible.
    fn gap(&mut self, mut gap: Gap<'_>, adds: Vec<(Option<&str>, &Value)>, inline: bool) {
        let first = gap.before.map_or(0, |before| before + 1);
        let end = gap.after.unwrap_or(gap.spans.len());
        let mut adds = adds.into_iter();
        let mut removed = first..end;
        for index in first..end {
            let Some((key, value)) = adds.next() else {
                break;
            };
            match (key, value_of(gap.container, index), gap.spans.get(index)) {
                (None, Some(node), _) => self.change(node, value, inline),
                (Some(key), _, Some(span)) => {
                    let formatting = self.formatting.within(self.text, gap.container);
                    let indent = trivia::line_indent(self.text, span.start);
                    let spelled = render::member(key, value, &formatting, indent);
                    self.edits.push(TextEdit::replace(span.clone(), spelled));
                }
                _ => {}
            }
            gap.before = Some(index);
            removed.start = index + 1;
        }
        let adds: Vec<_> = adds.collect();
        if !removed.is_empty() {
            self.cut(&gap, removed);
        } else if !adds.is_empty() {
            self.add(&gap, &adds, inline);
        }
    }

    /// Removes consecutive entries with their commas and, if they have their own lines, those lines.
    fn cut(&mut self, gap: &Gap<'_>, run: Range<usize>) {
        let text = self.text;
        let (Some(first), Some(last)) = (gap.spans.get(run.start), gap.spans.get(run.end - 1))
        else {
            return;
        };
        let comma = trivia::comma_after(text, last.end);
        let end = comma.map_or(last.end, |comma| comma + 1);
        let own_line = trivia::indent_of(text, first.start).is_some();
        let line = trivia::line_start(text, first.start);
        let rest = trivia::rest_of_line(text, end);
        let comma_before = gap
            .before()
            .and_then(|before| trivia::comma_after(text, before.end));

        let range = match (gap.before(), gap.after(), rest) {
            (None, None, _)
                if is_whitespace(text, gap.inner_start()..first.start)
                    && is_whitespace(text, end..gap.inner_end()) =>
            {
                gap.inner_start()..gap.inner_end()
            }
            (Some(_), Some(_), Some(_)) if !own_line => {
                comma_before.map_or(first.start, |comma| comma + 1)..end
            }
            (_, Some(after), None) => first.start..after.start,
            (_, Some(after), _) if !own_line => first.start..after.start,
            (_, None, Some(rest)) if own_line => line..trivia::after_newline(text, rest),
            (_, Some(_), Some(rest)) => line..trivia::after_newline(text, rest),
            (Some(before), None, _)
                if comma.is_none()
                    && comma_before.is_some_and(|comma| is_whitespace(text, before.end..comma))
                    && !own_line =>
            {
                before.end..end
            }
            (Some(_), None, _) if own_line => before_newline(text, line)..end,
            (Some(_), None, _) => comma_before.map_or(first.start, |comma| comma + 1)..end,
            (None, None, _) => first.start..end,
        };
        if let (Some(dangling), None, None) = (comma_before, gap.after(), comma)
            && dangling < range.start
        {
            self.edits.push(TextEdit::remove(dangling..dangling + 1));
        }
        self.edits.push(TextEdit::remove(range));
    }

    /// Inserts new entries in the formatting of their neighbours.
    fn add(&mut self, gap: &Gap<'_>, adds: &[(Option<&str>, &Value)], inline: bool) {
        let text = self.text;
        let formatting = self.formatting.within(text, gap.container);
        let formatting = Formatting {
            inline: formatting.inline || inline,
            ..formatting
        };
        let own_line = match (gap.before(), gap.after()) {
            (None, None) => return self.fill(gap, adds, &formatting),
            (Some(before), None) => trivia::indent_of(text, before.start),
            (None, Some(after)) => trivia::indent_of(text, after.start),
            (Some(before), Some(after)) => trivia::indent_of(text, after.start)
                .map(|indent| trivia::indent_of(text, before.start).unwrap_or(indent)),
        };
        let near = gap.before().or(gap.after()).map_or(0, |span| span.start);
        let indent = own_line.unwrap_or_else(|| trivia::line_indent(text, near));
        let entries: Vec<_> = adds
            .iter()
            .map(|(key, value)| spell(*key, value, &formatting, indent))
            .collect();
        let lead = match own_line {
            Some(indent) => format!("{}{indent}", formatting.newline),
            None => formatting.after_comma.clone(),
        };

        match (gap.before(), gap.after()) {
            (Some(before), after) => {
                let comma = trivia::comma_after(text, before.end);
                let end = comma.map_or(before.end, |comma| comma + 1);
                let at = own_line
                    .and_then(|_| trivia::rest_of_line(text, end))
                    .unwrap_or(end);
                let mut spelled = entries
                    .iter()
                    .map(|entry| format!("{lead}{entry}"))
                    .collect::<Vec<_>>()
                    .join(",");
                if comma.is_none() {
                    self.edits.push(TextEdit::insert(before.end, ","));
                }
                if after.is_some() {
                    spelled.push(',');
                }
                self.edits.push(TextEdit::insert(at, spelled));
            }
            (None, Some(after)) => {
                let line = own_line.and_then(|_| trivia::rest_of_line(text, gap.inner_start()));
                let edit = match line {
                    Some(at) => TextEdit::insert(
                        at,
                        entries
                            .iter()
                            .map(|entry| format!("{lead}{entry},"))
                            .collect::<String>(),
                    ),
                    None => TextEdit::insert(
                        after.start,
                        entries
                            .iter()
                            .map(|entry| format!("{entry},{lead}"))
                            .collect::<String>(),
                    ),
                };
                self.edits.push(edit);
            }
            (None, None) => {}
        }
    }

    /// Writes the first entries of an empty container.
    fn fill(&mut self, gap: &Gap<'_>, adds: &[(Option<&str>, &Value)], formatting: &Formatting) {
        let scalars = adds
            .iter()
            .all(|(key, value)| key.is_none() && render::is_scalar(value));
        let inline = formatting.inline || (scalars && formatting.inline_lists);
        let indent = trivia::line_indent(self.text, gap.container.span.start);
        let inner = if inline {
            indent.to_owned()
        } else {
            render::deeper(formatting, indent)
        };
        let entries: Vec<_> = adds
            .iter()
            .map(|(key, value)| spell(*key, value, formatting, &inner))
            .collect();
        let inner = gap.inner_start()..gap.inner_end();
        let padding = if scalars {
            ""
        } else {
            formatting.padding.as_str()
        };
        let spelled = render::inside(&entries, padding, inline, formatting, indent);
        let inner = if is_whitespace(self.text, inner.clone()) {
            inner
        } else {
            inner.start..inner.start
        };
        self.edits.push(TextEdit::replace(inner, spelled));
    }
}

fn spell(key: Option<&str>, value: &Value, formatting: &Formatting, indent: &str) -> String {
    match key {
        Some(key) => render::member(key, value, formatting, indent),
        None => render::value(value, formatting, indent),
    }
}

fn value_of(container: &Node, index: usize) -> Option<&Node> {
    match container.kind() {
        NodeKind::Object(members) => members.get(index).map(super::Member::value),
        NodeKind::Array(items) => items.get(index),
        _ => None,
    }
}

fn is_whitespace(text: &str, range: Range<usize>) -> bool {
    text.get(range)
        .is_some_and(|between| between.trim().is_empty())
}

/// The end of the previous line, before its newline.
fn before_newline(text: &str, line: usize) -> usize {
    let before = text.get(..line).unwrap_or_default();
    let cut = before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(['\n', '\r']));
    cut.unwrap_or(before).len()
}
