//! Moves an item of a list to another place in it.

use std::ops::Range;

use super::Yaml;
use super::data::Data;
use super::draft::Draft;
use super::flow;
use super::layout::{Block, is_flow};
use super::node::Node;
use crate::text::Edits;
use crate::{Pointer, Refusal};

impl Yaml {
    /// Moves an item of a list to another index, with the comments that belong to it; the items
    /// between close up. Blank lines and other comments between items stay.
    ///
    /// # Errors
    /// When the text is broken, there is no list, or an index is past its end.
    pub fn move_item(&self, list: &Pointer, from: usize, to: usize) -> Edits {
        let reach = self.find(list)?;
        let node = reach.node().ok_or_else(|| Refusal::Missing(list.clone()))?;
        let items = node.items().ok_or_else(|| match node.kind() {
            super::Kind::Alias(_) => self.alias(node, list.clone()),
            _ => Refusal::NotAnArray(list.clone()),
        })?;
        for index in [from, to] {
            if index >= items.len() {
                return Err(Refusal::OutOfRange {
                    pointer: list.clone(),
                    index,
                    len: items.len(),
                });
            }
        }
        let spans = spans(self.text(), node).ok_or_else(|| Refusal::Unfaithful(list.clone()))?;
        let mut order: Vec<usize> = (0..items.len()).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        let mut draft = Draft::new(self, &reach)?;
        for (source, span) in order.iter().zip(&spans) {
            let text = spans
                .get(*source)
                .and_then(|span| self.text().get(span.clone()));
            draft.replace(span.clone(), text.unwrap_or_default());
        }
        draft.finish(
            &reach,
            &|before, _| match before.at_mut(&reach.steps)?.bare_mut() {
                Data::Seq(items) => {
                    let moved = items.remove(from);
                    items.insert(to, moved);
                    Some(())
                }
                _ => None,
            },
        )
    }
}

/// The bytes that change places with each other: of lines, without the last newline.
fn spans(text: &str, list: &Node) -> Option<Vec<Range<usize>>> {
    if is_flow(text, list) {
        return Some(
            flow::parts(text, list)
                .iter()
                .map(|part| part.head..part.end)
                .collect(),
        );
    }
    let block = Block::of(text, list)?;
    let spans = block.parts.iter().map(|part| {
        // The first item after a dash has no lines for comments above it.
        let start = if block.compact { part.head } else { part.lead };
        let lines = text.get(start..part.tail).unwrap_or_default();
        start..start + lines.trim_end_matches(['\n', '\r']).len()
    });
    Some(spans.collect())
}
