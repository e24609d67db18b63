//! Adds and removes entries of maps and sequences in brackets.

use serde_json::Value;

use super::builder::EditBuilder;
use crate::lines::{indent_of, line_end, line_start, next_line};
use crate::yaml::layout::{after_properties, colon, comments, is_flow};
use crate::yaml::node::{Node, NodeKind};
use crate::yaml::write::render;

/// The positions in bytes of one entry in brackets.
#[derive(Debug, Clone)]
pub(super) struct FlowPart {
    /// Its first character.
    pub(super) start: usize,
    /// The position for its value.
    pub(super) value_at: usize,
    /// The end of its value.
    pub(super) end: usize,
    /// The comma after it.
    pub(super) comma: Option<usize>,
}

impl FlowPart {
    /// The end of the entry with its comma.
    fn full_end(&self) -> usize {
        self.comma.map_or(self.end, |comma| comma + 1)
    }
}

/// The entries of a map or sequence in brackets. A map with one entry in a sequence can be without
/// braces.
pub(super) fn parts(text: &str, node: &Node) -> Vec<FlowPart> {
    let entries: Vec<(Option<&Node>, &Node)> = match node.kind() {
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (Some(entry.key_node()), entry.value()))
            .collect(),
        NodeKind::Seq(items) => items.iter().map(|item| (None, item)).collect(),
        _ => Vec::new(),
    };
    let mut at = node.span.start + usize::from(is_flow(text, node));
    let mut parts = Vec::new();
    for (key, value) in entries {
        let start = skip(text, at);
        let value_at = match key {
            Some(key) => colon(text, key.span.end).map_or(key.span.end, |colon| colon + 1),
            None => start,
        };
        let value_at = after_properties(text, value_at, value);
        let end = if value.span.is_empty() {
            value_at
        } else {
            value.span.end
        };
        let next = skip(text, end);
        let comma = (text.as_bytes().get(next) == Some(&b',')).then_some(next);
        at = comma.map_or(end, |comma| comma + 1);
        parts.push(FlowPart {
            start,
            value_at,
            end,
            comma,
        });
    }
    parts
}

/// The first byte at or after `at` that is neither whitespace nor part of a comment.
fn skip(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start().len();
        if !rest.trim_start().starts_with('#') || !comments::starts(text, at) {
            return at;
        }
        at = line_end(text, at);
    }
}

impl EditBuilder<'_> {
    /// Removes the entries whose index is not in `kept`, which is not empty.
    pub(super) fn remove_in_brackets(&mut self, parts: &[FlowPart], kept: &[usize]) {
        let last_kept = kept.iter().max().copied().unwrap_or_default();
        let stays = |index: usize| kept.contains(&index);
        let mut gap = false;
        for (index, part) in parts.iter().enumerate().filter(|(index, _)| !stays(*index)) {
            let rest = self
                .text
                .get(part.full_end()..line_end(self.text, part.full_end()));
            let ends_line = rest.is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.is_empty() || rest.starts_with('#')
            });
            if indent_of(self.text, part.start).is_some() && ends_line {
                let lines =
                    line_start(self.text, part.start)..next_line(self.text, part.full_end());
                self.remove(lines);
                gap |= index > last_kept;
            } else if let Some(next) = parts.get(index + 1).filter(|_| index < last_kept) {
                self.remove(part.start..next.start);
            } else if let Some(before) = index.checked_sub(1).and_then(|before| parts.get(before)) {
                self.remove(before.end..part.end);
            }
        }
        let ends_without_newline = parts.last().is_some_and(|part| part.comma.is_none());
        if let Some(comma) = parts.get(last_kept).and_then(|part| part.comma)
            && gap
            && ends_without_newline
        {
            self.remove(comma..comma + 1);
        }
    }

    /// Adds entries after the entry with an index, or before all entries.
    pub(super) fn add_in_brackets(
        &mut self,
        parts: &[FlowPart],
        after: Option<usize>,
        adds: &[(Option<&str>, &Value)],
    ) {
        let entries: Vec<_> = adds
            .iter()
            .map(|(key, value)| render::flow_entry(*key, value, &self.formatting))
            .collect();
        let near = parts.get(after.unwrap_or_default());
        let own_line = near.and_then(|part| indent_of(self.text, part.start));
        let gap = match own_line {
            Some(indent) => format!("{}{indent}", self.formatting.newline),
            None => " ".to_owned(),
        };
        match (after, near) {
            (Some(_), Some(part)) => {
                let list: String = entries
                    .iter()
                    .map(|entry| format!(",{gap}{entry}"))
                    .collect();
                let rest = self
                    .text
                    .get(part.full_end()..line_end(self.text, part.full_end()));
                let comment = rest.is_some_and(|rest| rest.trim_start().starts_with('#'));
                if own_line.is_none() || !comment {
                    self.insert(part.end, list);
                    return;
                }
                // The comment stays with the previous entry.
                let mut list = entries
                    .iter()
                    .map(|entry| format!("{gap}{entry}"))
                    .collect::<Vec<_>>()
                    .join(",");
                if part.comma.is_some() {
                    list.push(',');
                } else {
                    self.insert(part.end, ",");
                }
                self.insert(line_end(self.text, part.full_end()), list);
            }
            (None, Some(part)) => {
                let list: String = entries
                    .iter()
                    .map(|entry| format!("{entry},{gap}"))
                    .collect();
                self.insert(part.start, list);
            }
            _ => {}
        }
    }
}
