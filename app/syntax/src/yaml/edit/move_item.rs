//! Moves an item of a list, or an entry of a map, to another position there.

use std::ops::Range;

use super::builder::EditBuilder;
use super::flow;
use crate::text::Edits;
use crate::yaml::Yaml;
use crate::yaml::layout::{Block, is_flow};
use crate::yaml::node::{Node, NodeKind};
use crate::yaml::typed::Data;
use crate::{Pointer, Refusal};

impl Yaml {
    /// Moves an item of a list, or an entry of a map, to another index, together with its comments. Blank
    /// lines and other comments between the items stay.
    ///
    /// # Errors
    /// If the text is broken, there is no list or map, or an index is beyond its end.
    pub fn move_item(&self, list: &Pointer, from: usize, to: usize) -> Edits {
        let resolved = self.resolve_existing(list)?;
        let node = resolved
            .node()
            .ok_or_else(|| Refusal::Missing(list.clone()))?;
        let len = match node.kind() {
            NodeKind::Seq(items) => items.len(),
            NodeKind::Map(entries) => entries.len(),
            NodeKind::Alias(_) => return Err(self.alias(node, list.clone())),
            NodeKind::Scalar { .. } => return Err(Refusal::NotAnArray(list.clone())),
        };
        for index in [from, to] {
            if index >= len {
                return Err(Refusal::OutOfRange {
                    pointer: list.clone(),
                    index,
                    len,
                });
            }
        }
        let spans = spans(self.text(), node).ok_or_else(|| Refusal::SideEffects(list.clone()))?;
        let mut order: Vec<usize> = (0..len).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        let mut builder = EditBuilder::new(self, &resolved)?;
        for (source, span) in order.iter().zip(&spans) {
            let text = spans
                .get(*source)
                .and_then(|span| self.text().get(span.clone()));
            builder.replace(span.clone(), text.unwrap_or_default());
        }
        builder.finish(
            &resolved,
            &|before, _| match before.at_mut(&resolved.steps)?.untagged_mut() {
                Data::Seq(items) => {
                    let moved = items.remove(from);
                    items.insert(to, moved);
                    Some(())
                }
                Data::Map(entries) => {
                    let moved = entries.remove(from);
                    entries.insert(to, moved);
                    Some(())
                }
                _ => None,
            },
        )
    }
}

/// The bytes of each item that move. Whole lines are without their last newline.
fn spans(text: &str, list: &Node) -> Option<Vec<Range<usize>>> {
    if is_flow(text, list) {
        return Some(
            flow::parts(text, list)
                .iter()
                .map(|part| part.start..part.end)
                .collect(),
        );
    }
    let block = Block::of(text, list)?;
    let spans = block.parts.iter().map(|part| {
        // A compact first item has no comment lines above it.
        let start = if block.compact {
            part.start
        } else {
            part.lines_start
        };
        let lines = text.get(start..part.lines_end).unwrap_or_default();
        start..start + lines.trim_end_matches(['\n', '\r']).len()
    });
    Some(spans.collect())
}
