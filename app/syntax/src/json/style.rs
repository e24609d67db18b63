//! How a JSON text is written, so that what is added looks like its neighbours.

use super::Json;
use super::node::{Kind, Member, Node};
use super::trivia;
use crate::margin::newline;

/// What stands before and after a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colon {
    pub(super) before: String,
    pub(super) after: String,
}

/// The look of new text.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// The ending of lines.
    pub(super) newline: &'static str,
    /// One step of indentation.
    pub(super) unit: String,
    pub(super) colon: Colon,
    /// What stands after a comma on one line.
    pub(super) gap: String,
    /// What stands inside the brackets of an object on one line.
    pub(super) padding: String,
    /// Whether objects stand on one line.
    pub(super) inline: bool,
    /// Whether arrays of scalars stand on one line.
    pub(super) inline_lists: bool,
}

impl Look {
    /// The look of a whole text.
    pub(super) fn of(json: &Json) -> Self {
        let text = json.text();
        let mut survey = Survey {
            text,
            colons: Vec::new(),
            lists: Vec::new(),
            units: Vec::new(),
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
            gap: " ".to_owned(),
            padding: String::new(),
            inline: false,
        }
    }

    /// The look of what is added to a container, where its entries show one.
    pub(super) fn within(&self, text: &str, container: &Node) -> Self {
        let mut look = self.clone();
        let spans = entry_spans(container);
        if let Some(gap) = gap_after_comma(text, &spans) {
            look.gap = gap.to_owned();
        }
        if let Some(padding) = spans
            .first()
            .and_then(|first| blanks(text, container.span.start + 1, first.start))
        {
            look.padding = padding.to_owned();
        }
        look.inline |= !spans.is_empty() && on_one_line(text, container);
        match container.kind() {
            Kind::Object(members) => {
                look.colon = most_common(colons(text, members)).unwrap_or(look.colon);
            }
            Kind::Array(items) => {
                let like = items
                    .iter()
                    .rev()
                    .find(|item| item.members().is_some_and(|members| !members.is_empty()));
                if let Some(like) = like {
                    let sibling = self.within(text, like);
                    look.inline |= sibling.inline;
                    look.padding = sibling.padding;
                    look.colon = sibling.colon;
                }
            }
            _ => {}
        }
        look
    }
}

/// Whether a value has no newline in it.
pub(super) fn on_one_line(text: &str, node: &Node) -> bool {
    !text
        .get(node.span())
        .unwrap_or_default()
        .contains(['\n', '\r'])
}

/// The bytes of each member, key included, or of each item.
pub(super) fn entry_spans(container: &Node) -> Vec<std::ops::Range<usize>> {
    match container.kind() {
        Kind::Object(members) => members.iter().map(Member::span).collect(),
        Kind::Array(items) => items.iter().map(Node::span).collect(),
        _ => Vec::new(),
    }
}

struct Survey<'t> {
    text: &'t str,
    colons: Vec<Colon>,
    /// For each array of scalars, whether it stands on one line.
    lists: Vec<bool>,
    /// What the first entry of each object and array is indented beyond its container's line.
    units: Vec<&'t str>,
}

impl<'t> Survey<'t> {
    fn visit(&mut self, node: &Node) {
        let first = entry_spans(node).first().map(|span| span.start);
        self.units
            .extend(first.and_then(|first| unit_between(self.text, node.span.start, first)));
        match node.kind() {
            Kind::Object(members) => {
                self.colons.extend(colons(self.text, members));
                members.iter().for_each(|member| self.visit(member.value()));
            }
            Kind::Array(items) => {
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

/// What the first entry of a container is indented beyond the container's own line.
fn unit_between(text: &str, container: usize, entry: usize) -> Option<&str> {
    let indent = trivia::indent_of(text, entry)?;
    let unit = indent.strip_prefix(trivia::line_indent(text, container))?;
    (!unit.is_empty()).then_some(unit)
}

fn colons(text: &str, members: &[Member]) -> Vec<Colon> {
    let spelled = members.iter().filter_map(|member| {
        let colon = member.colon()?;
        Some(Colon {
            before: blanks(text, member.key_span.end, colon)?.to_owned(),
            after: blanks(text, colon + 1, member.value.span.start)?.to_owned(),
        })
    });
    spelled.collect()
}

/// The text between two bytes, if it is blank and on one line.
fn blanks(text: &str, start: usize, end: usize) -> Option<&str> {
    text.get(start..end)
        .filter(|between| between.bytes().all(|byte| matches!(byte, b' ' | b'\t')))
}

fn gap_after_comma<'t>(text: &'t str, spans: &[std::ops::Range<usize>]) -> Option<&'t str> {
    spans.windows(2).find_map(|pair| {
        let [before, after] = pair else { return None };
        blanks(
            text,
            trivia::comma_after(text, before.end)? + 1,
            after.start,
        )
    })
}

/// The most frequent of several; of equals the first.
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
