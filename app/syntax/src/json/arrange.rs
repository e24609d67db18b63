//! The edits that turn the entries of an object or array into others.
//!
//! Every change of a container is a list of slots: entries that stay, change or are new, in the
//! order that is wanted. Entries that no slot names are removed.

use std::ops::Range;

use serde_json::Value;

use super::node::{Kind, Node};
use super::style::{Look, entry_spans, on_one_line};
use super::{render, trivia};
use crate::{TextEdit, diff, place};

/// An entry of a container after the edit.
pub(super) enum Slot<'v> {
    /// The entry of this index stays. Indices of `Keep` and `Change` ascend.
    Keep(usize),
    /// The value of the entry of this index becomes another.
    Change(usize, &'v Value),
    /// A new entry, with its key in an object.
    Add(Option<&'v str>, &'v Value),
}

/// Collects the edits of one text.
pub(super) struct Arranger<'t> {
    pub(super) text: &'t str,
    pub(super) look: Look,
    pub(super) order: &'t [&'t str],
    pub(super) edits: Vec<TextEdit>,
}

/// A stretch of entries between two that stay.
struct Stretch<'a> {
    container: &'a Node,
    spans: &'a [Range<usize>],
    before: Option<usize>,
    after: Option<usize>,
}

impl Stretch<'_> {
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

impl Arranger<'_> {
    /// Turns a value into another with as few changed bytes as its structure allows.
    pub(super) fn change(&mut self, node: &Node, value: &Value, inline: bool) {
        if node.to_value() == *value {
            return;
        }
        match (node.kind(), value) {
            (Kind::Object(members), Value::Object(map))
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
                    let at = place::place(&keys, key, self.order);
                    slots.insert(at, Slot::Add(Some(key), value));
                    keys.insert(at, key);
                }
                self.arrange(node, &slots, inline);
            }
            (Kind::Array(items), Value::Array(values)) => {
                let before: Vec<_> = items.iter().map(Node::to_value).collect();
                let mut kept = diff::common(&before, values).into_iter().peekable();
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
                let look = Look {
                    inline: inline || self.look.inline,
                    ..self.look.clone()
                };
                let indent = trivia::line_indent(self.text, node.span.start);
                let spelled = render::value(value, &look, indent);
                self.edits.push(TextEdit::replace(node.span(), spelled));
            }
        }
    }

    /// Brings the entries of a container into the order of the slots.
    ///
    /// `inline` says that the container stands in one that is on one line.
    pub(super) fn arrange(&mut self, container: &Node, slots: &[Slot<'_>], inline: bool) {
        let spans = entry_spans(container);
        let inner = inline || (!spans.is_empty() && on_one_line(self.text, container));
        let mut before: Option<usize> = None;
        let mut adds: Vec<(Option<&str>, &Value)> = Vec::new();
        for slot in slots {
            match slot {
                Slot::Add(key, value) => adds.push((*key, value)),
                Slot::Keep(index) | Slot::Change(index, _) => {
                    let stretch = Stretch {
                        container,
                        spans: &spans,
                        before,
                        after: Some(*index),
                    };
                    self.stretch(stretch, std::mem::take(&mut adds), inner);
                    before = Some(*index);
                }
            }
            if let Slot::Change(index, value) = slot
                && let Some(node) = value_of(container, *index)
            {
                self.change(node, value, inner);
            }
        }
        self.stretch(
            Stretch {
                container,
                spans: &spans,
                before,
                after: None,
            },
            adds,
            inner,
        );
    }

    /// Changes what stands between two entries that stay: new entries take the places of removed
    /// ones as far as these go.
    fn stretch(
        &mut self,
        mut stretch: Stretch<'_>,
        adds: Vec<(Option<&str>, &Value)>,
        inline: bool,
    ) {
        let first = stretch.before.map_or(0, |before| before + 1);
        let end = stretch.after.unwrap_or(stretch.spans.len());
        let mut adds = adds.into_iter();
        let mut removed = first..end;
        for index in first..end {
            let Some((key, value)) = adds.next() else {
                break;
            };
            match (
                key,
                value_of(stretch.container, index),
                stretch.spans.get(index),
            ) {
                (None, Some(node), _) => self.change(node, value, inline),
                (Some(key), _, Some(span)) => {
                    let look = self.look.within(self.text, stretch.container);
                    let indent = trivia::line_indent(self.text, span.start);
                    let spelled = render::member(key, value, &look, indent);
                    self.edits.push(TextEdit::replace(span.clone(), spelled));
                }
                _ => {}
            }
            stretch.before = Some(index);
            removed.start = index + 1;
        }
        let adds: Vec<_> = adds.collect();
        if !removed.is_empty() {
            self.cut(&stretch, removed);
        } else if !adds.is_empty() {
            self.add(&stretch, &adds, inline);
        }
    }

    /// Removes a run of entries with their commas and, where they have lines of their own, these.
    fn cut(&mut self, stretch: &Stretch<'_>, run: Range<usize>) {
        let text = self.text;
        let (Some(first), Some(last)) =
            (stretch.spans.get(run.start), stretch.spans.get(run.end - 1))
        else {
            return;
        };
        let comma = trivia::comma_after(text, last.end);
        let end = comma.map_or(last.end, |comma| comma + 1);
        let own_line = trivia::indent_of(text, first.start).is_some();
        let line = trivia::line_start(text, first.start);
        let rest = trivia::rest_of_line(text, end);
        let comma_before = stretch
            .before()
            .and_then(|before| trivia::comma_after(text, before.end));

        let range = match (stretch.before(), stretch.after(), rest) {
            (None, None, _)
                if blank(text, stretch.inner_start()..first.start)
                    && blank(text, end..stretch.inner_end()) =>
            {
                stretch.inner_start()..stretch.inner_end()
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
                    && comma_before.is_some_and(|comma| blank(text, before.end..comma))
                    && !own_line =>
            {
                before.end..end
            }
            (Some(_), None, _) if own_line => before_newline(text, line)..end,
            (Some(_), None, _) => comma_before.map_or(first.start, |comma| comma + 1)..end,
            (None, None, _) => first.start..end,
        };
        if let (Some(dangling), None, None) = (comma_before, stretch.after(), comma)
            && dangling < range.start
        {
            self.edits.push(TextEdit::remove(dangling..dangling + 1));
        }
        self.edits.push(TextEdit::remove(range));
    }

    /// Inserts new entries in the manner of their neighbours.
    fn add(&mut self, stretch: &Stretch<'_>, adds: &[(Option<&str>, &Value)], inline: bool) {
        let text = self.text;
        let look = self.look.within(text, stretch.container);
        let look = Look {
            inline: look.inline || inline,
            ..look
        };
        let own_line = match (stretch.before(), stretch.after()) {
            (None, None) => return self.fill(stretch, adds, &look),
            (Some(before), None) => trivia::indent_of(text, before.start),
            (None, Some(after)) => trivia::indent_of(text, after.start),
            (Some(before), Some(after)) => trivia::indent_of(text, after.start)
                .map(|indent| trivia::indent_of(text, before.start).unwrap_or(indent)),
        };
        let near = stretch
            .before()
            .or(stretch.after())
            .map_or(0, |span| span.start);
        let indent = own_line.unwrap_or_else(|| trivia::line_indent(text, near));
        let entries: Vec<_> = adds
            .iter()
            .map(|(key, value)| spell(*key, value, &look, indent))
            .collect();
        let lead = match own_line {
            Some(indent) => format!("{}{indent}", look.newline),
            None => look.gap.clone(),
        };

        match (stretch.before(), stretch.after()) {
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
                let line = own_line.and_then(|_| trivia::rest_of_line(text, stretch.inner_start()));
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
    fn fill(&mut self, stretch: &Stretch<'_>, adds: &[(Option<&str>, &Value)], look: &Look) {
        let scalars = adds
            .iter()
            .all(|(key, value)| key.is_none() && render::is_scalar(value));
        let inline = look.inline || (scalars && look.inline_lists);
        let indent = trivia::line_indent(self.text, stretch.container.span.start);
        let inner = if inline {
            indent.to_owned()
        } else {
            render::deeper(look, indent)
        };
        let entries: Vec<_> = adds
            .iter()
            .map(|(key, value)| spell(*key, value, look, &inner))
            .collect();
        let space = stretch.inner_start()..stretch.inner_end();
        let padding = if scalars { "" } else { look.padding.as_str() };
        let spelled = render::inside(&entries, padding, inline, look, indent);
        let space = if blank(self.text, space.clone()) {
            space
        } else {
            space.start..space.start
        };
        self.edits.push(TextEdit::replace(space, spelled));
    }
}

fn spell(key: Option<&str>, value: &Value, look: &Look, indent: &str) -> String {
    match key {
        Some(key) => render::member(key, value, look, indent),
        None => render::value(value, look, indent),
    }
}

fn value_of(container: &Node, index: usize) -> Option<&Node> {
    match container.kind() {
        Kind::Object(members) => members.get(index).map(super::Member::value),
        Kind::Array(items) => items.get(index),
        _ => None,
    }
}

fn blank(text: &str, range: Range<usize>) -> bool {
    text.get(range)
        .is_some_and(|between| between.trim().is_empty())
}

/// The byte before the newline that ends where a line starts.
fn before_newline(text: &str, line: usize) -> usize {
    let before = text.get(..line).unwrap_or_default();
    let cut = before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(['\n', '\r']));
    cut.unwrap_or(before).len()
}
