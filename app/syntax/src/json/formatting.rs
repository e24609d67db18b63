//! The formatting of a JSON text, so that new values look like their neighbours.

use super::Json;
use super::node::{Member, Node, NodeKind};
use super::trivia;
use crate::lines::newline;

/// So many values of a text tell its formatting.
const MOST: usize = 5_000;

/// The spaces before and after a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colon {
    pub(super) before: String,
    pub(super) after: String,
}

/// The formatting of new text.
#[derive(Debug, Clone)]
pub(super) struct Formatting {
    /// The line ending.
    pub(super) newline: &'static str,
    /// The indentation of one level.
    pub(super) unit: String,
    pub(super) colon: Colon,
    /// The space after a comma on one line.
    pub(super) after_comma: String,
    /// The space inside the brackets of an object on one line.
    pub(super) padding: String,
    /// Whether objects are on one line.
    pub(super) inline: bool,
    /// Whether arrays of scalars are on one line.
    pub(super) inline_lists: bool,
}

impl Formatting {
    /// The formatting of a whole text.
    pub(super) fn of(json: &Json) -> Self {
        let text = json.text();
        let mut survey = Survey {
            text,
            colons: Vec::new(),
            lists: Vec::new(),
            units: Vec::new(),
            left: MOST,
        };
        if let Some(root) = json.root() {
            survey.visit(root);
        }
        let inline = survey.lists.iter().filter(|inline| **inline).count();
        Self {
            newline: newline(text),
            inline_lists: inline * 2 >= survey.lists.len(),
            colon: most_common(survey.colons).unwrap_or(Colon {
                before: String::new(),
                after: " ".to_owned(),
            }),
            unit: most_common(survey.units).unwrap_or("  ").to_owned(),
            after_comma: " ".to_owned(),
            padding: String::new(),
            inline: false,
        }
    }

    /// The formatting of new entries of a container: that of its other entries, as far as it has
    /// some.
    pub(super) fn within(&self, text: &str, container: &Node) -> Self {
        let mut formatting = self.clone();
        let spans = entry_spans(container);
        if let Some(after_comma) = space_after_comma(text, &spans) {
            formatting.after_comma = after_comma.to_owned();
        }
        if let Some(padding) = spans
            .first()
            .and_then(|first| spaces_between(text, container.span.start + 1, first.start))
        {
            formatting.padding = padding.to_owned();
        }
        formatting.inline |= !spans.is_empty() && on_one_line(text, container);
        match container.kind() {
            NodeKind::Object(members) => {
                formatting.colon = most_common(colons(text, members)).unwrap_or(formatting.colon);
            }
            NodeKind::Array(items) => {
                let like = items
                    .iter()
                    .rev()
                    .find(|item| item.members().is_some_and(|members| !members.is_empty()));
                if let Some(like) = like {
                    let sibling = self.within(text, like);
                    formatting.inline |= sibling.inline;
                    formatting.padding = sibling.padding;
                    formatting.colon = sibling.colon;
                }
            }
            _ => {}
        }
        formatting
    }
}

/// Whether a value is on one line.
pub(super) fn on_one_line(text: &str, node: &Node) -> bool {
    !text
        .get(node.span())
        .unwrap_or_default()
        .contains(['\n', '\r'])
}

/// The bytes of each member (with its key) or item.
pub(super) fn entry_spans(container: &Node) -> Vec<std::ops::Range<usize>> {
    match container.kind() {
        NodeKind::Object(members) => members.iter().map(Member::span).collect(),
        NodeKind::Array(items) => items.iter().map(Node::span).collect(),
        _ => Vec::new(),
    }
}

/// The formatting of each part of a text, from which the most common one is chosen.
struct Survey<'t> {
    text: &'t str,
    colons: Vec<Colon>,
    /// For each array of scalars, whether it is on one line.
    lists: Vec<bool>,
    /// The indentation of the first entry of each container, relative to the container's line.
    units: Vec<&'t str>,
    /// How many values are still looked at.
    left: usize,
}

impl<'t> Survey<'t> {
    fn visit(&mut self, node: &Node) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let first = match node.kind() {
            NodeKind::Object(members) => members.first().map(|member| member.span().start),
            NodeKind::Array(items) => items.first().map(|item| item.span().start),
            _ => None,
        };
        self.units
            .extend(first.and_then(|first| unit_between(self.text, node.span.start, first)));
        match node.kind() {
            NodeKind::Object(members) => {
                self.colons.extend(colons(self.text, members));
                members.iter().for_each(|member| self.visit(member.value()));
            }
            NodeKind::Array(items) => {
                let scalars = items
                    .iter()
                    .all(|item| item.members().is_none() && item.items().is_none());
                if scalars && !items.is_empty() {
                    self.lists.push(on_one_line(self.text, node));
                }
                items.iter().for_each(|item| self.visit(item));
            }
            _ => {}
        }
    }
}

/// The indentation of a container's first entry, relative to the container's line.
fn unit_between(text: &str, container: usize, entry: usize) -> Option<&str> {
    // A line may be as long as the text, so it is looked at only if the entry is on another one.
    if !text.get(container..entry)?.contains(['\n', '\r']) {
        return None;
    }
    let indent = trivia::indent_of(text, entry)?;
    let unit = indent.strip_prefix(trivia::line_indent(text, container))?;
    (!unit.is_empty()).then_some(unit)
}

fn colons(text: &str, members: &[Member]) -> Vec<Colon> {
    let spelled = members.iter().take(MOST).filter_map(|member| {
        let colon = member.colon()?;
        Some(Colon {
            before: spaces_between(text, member.key_span.end, colon)?.to_owned(),
            after: spaces_between(text, colon + 1, member.value.span.start)?.to_owned(),
        })
    });
    spelled.collect()
}

/// The text between two bytes, if it is only spaces and tabs.
fn spaces_between(text: &str, start: usize, end: usize) -> Option<&str> {
    text.get(start..end)
        .filter(|between| between.bytes().all(|byte| matches!(byte, b' ' | b'\t')))
}

fn space_after_comma<'t>(text: &'t str, spans: &[std::ops::Range<usize>]) -> Option<&'t str> {
    spans.windows(2).find_map(|pair| {
        let [before, after] = pair else { return None };
        spaces_between(
            text,
            trivia::comma_after(text, before.end)? + 1,
            after.start,
        )
    })
}

/// The most frequent value. If several are equally frequent, the first of them.
fn most_common<T: PartialEq>(all: Vec<T>) -> Option<T> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for one in all {
        match counted.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counted.push((one, 1)),
        }
    }
    counted
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(one, _)| one)
}
