//! Finds the place that a path names, and what stands in the way of a change there.

use std::ops::Range;

use super::Yaml;
use super::node::{Entry, Kind, Node, Style};
use crate::pointer::array_index;
use crate::{Lines, Pointer, Refusal};

/// How far a path leads in the first document.
#[derive(Debug, Clone)]
pub(super) struct Reach<'y> {
    /// The values on the way, from the root on. The last is the one that was reached.
    pub(super) chain: Vec<&'y Node>,
    /// The indices of the entries and items on the way.
    pub(super) steps: Vec<usize>,
    /// The part of the path that leads to something.
    pub(super) pointer: Pointer,
    /// The keys and indices that lead no further.
    pub(super) rest: Vec<String>,
}

impl<'y> Reach<'y> {
    /// The value that was reached.
    pub(super) fn node(&self) -> Option<&'y Node> {
        self.chain.last().copied()
    }

    /// The map or sequence that holds the value, and its index there.
    pub(super) fn holder(&self) -> Option<(&'y Node, usize)> {
        let above = self.chain.len().checked_sub(2)?;
        Some((self.chain.get(above)?, *self.steps.last()?))
    }

    /// The same way without its last step.
    pub(super) fn above(&self) -> Self {
        let mut above = self.clone();
        above.chain.pop();
        above.steps.pop();
        above.pointer = self.pointer.parent().unwrap_or_default();
        above
    }
}

impl Yaml {
    /// Refuses texts whose index may lack something.
    pub(super) fn sound(&self) -> Result<(), Refusal> {
        if !self.is_broken() {
            return Ok(());
        }
        let worst = self
            .problems
            .iter()
            .find(|problem| problem.kind != crate::ProblemKind::DuplicateKey);
        let start = worst.map_or(self.text.len(), |problem| problem.range.start);
        Err(Refusal::Broken {
            line: Lines::new(&self.text).position(start).line,
            message: worst.map_or_else(
                || "YAML cannot be read to its end.".to_owned(),
                |problem| problem.message.clone(),
            ),
        })
    }

    /// Follows a path as far as it leads.
    ///
    /// # Errors
    /// When the text is broken, or the path goes into an alias.
    pub(super) fn reach(&self, pointer: &Pointer) -> Result<Reach<'_>, Refusal> {
        self.sound()?;
        let mut reach = Reach {
            chain: self.root().into_iter().collect(),
            steps: Vec::new(),
            pointer: Pointer::root(),
            rest: pointer.tokens().to_vec(),
        };
        while let (Some(node), Some(token)) = (reach.node(), reach.rest.first()) {
            if matches!(node.kind(), Kind::Alias(_)) {
                return Err(self.alias(node, reach.pointer));
            }
            let Some((step, next)) = step(node, token) else {
                break;
            };
            reach.chain.push(next);
            reach.steps.push(step);
            reach.pointer = reach.pointer.child(token);
            reach.rest.remove(0);
        }
        Ok(reach)
    }

    /// Follows a path to a value that is there.
    ///
    /// # Errors
    /// As for [`Yaml::reach`], and when there is nothing at the path, or only by a merge key.
    pub(super) fn find(&self, pointer: &Pointer) -> Result<Reach<'_>, Refusal> {
        let reach = self.reach(pointer)?;
        match (reach.node(), reach.rest.first()) {
            (Some(_), None) => Ok(reach),
            (Some(map), Some(token)) if self.merges(map, token) => {
                Err(Refusal::Merged(reach.pointer.child(token)))
            }
            _ => Err(Refusal::Missing(pointer.clone())),
        }
    }

    /// Whether a map gets a key from another one through `<<`.
    pub(super) fn merges(&self, map: &Node, key: &str) -> bool {
        let merged = map.entry("<<").filter(|entry| {
            let plain = Style::Plain;
            matches!(entry.key_node().kind(), Kind::Scalar { style, .. } if *style == plain)
        });
        let Some(source) = merged.map(Entry::value) else {
            return false;
        };
        let sources = source.items().unwrap_or(std::slice::from_ref(source));
        sources.iter().any(|source| {
            let map = match source.kind() {
                Kind::Alias(anchor) => self.anchored(*anchor),
                _ => Some(source),
            };
            // A map that an anchor names may not hold its own alias, so this ends.
            map.is_some_and(|map| map.entry(key).is_some() || self.merges(map, key))
        })
    }

    /// The refusal of a change at an alias.
    pub(super) fn alias(&self, node: &Node, pointer: Pointer) -> Refusal {
        let alias = self.text.get(node.span()).unwrap_or_default().to_owned();
        Refusal::Alias { pointer, alias }
    }

    /// Why a change at a place touches others: a value on the way there, or one that goes with
    /// `gone` bytes, has an anchor that aliases refer to.
    pub(super) fn shared(&self, reach: &Reach<'_>, gone: &[Range<usize>]) -> Option<Refusal> {
        let mut aliases = Vec::new();
        if let Some(root) = self.root() {
            walk(root, &mut |node| {
                if let Kind::Alias(anchor) = node.kind() {
                    aliases.push((*anchor, node.span()));
                }
            });
        }
        let of = |node: &Node| {
            let (_, span) = aliases.iter().find(|(id, _)| node.anchor == Some(*id))?;
            let alias = self.text.get(span.clone()).unwrap_or_default();
            Some(alias.trim_start_matches('*').to_owned())
        };
        let mut pointer = Pointer::root();
        let tokens = reach.pointer.tokens().iter();
        for (node, token) in reach.chain.iter().zip(tokens.map(Some).chain([None])) {
            if let Some(anchor) = of(node) {
                return Some(Refusal::Shared { pointer, anchor });
            }
            pointer = token.map_or(pointer.clone(), |token| pointer.child(token));
        }
        let goes = |node: &Node| gone.iter().any(|gone| gone.contains(&node.span.start));
        let mut anchor = None;
        walk(reach.node()?, &mut |node| {
            anchor = anchor.take().or_else(|| of(node).filter(|_| goes(node)));
        });
        let pointer = reach.pointer.clone();
        anchor.map(|anchor| Refusal::Shared { pointer, anchor })
    }

    fn anchored(&self, anchor: usize) -> Option<&Node> {
        let mut stack: Vec<&Node> = self.documents.iter().collect();
        while let Some(node) = stack.pop() {
            if node.anchor == Some(anchor) {
                return Some(node);
            }
            match node.kind() {
                Kind::Map(entries) => stack.extend(
                    entries
                        .iter()
                        .flat_map(|entry| [entry.key_node(), entry.value()]),
                ),
                Kind::Seq(items) => stack.extend(items),
                _ => {}
            }
        }
        None
    }
}

/// The index of the entry or item of a key or index, and its value. Of duplicates the last counts.
fn step<'y>(node: &'y Node, token: &str) -> Option<(usize, &'y Node)> {
    match node.kind() {
        Kind::Map(entries) => {
            let index = entries
                .iter()
                .rposition(|entry| entry.key() == Some(token))?;
            entries.get(index).map(|entry| (index, entry.value()))
        }
        Kind::Seq(items) => {
            let index = array_index(token)?;
            items.get(index).map(|item| (index, item))
        }
        _ => None,
    }
}

fn walk(node: &Node, visit: &mut impl FnMut(&Node)) {
    visit(node);
    match node.kind() {
        Kind::Map(entries) => {
            for entry in entries {
                walk(entry.key_node(), visit);
                walk(entry.value(), visit);
            }
        }
        Kind::Seq(items) => items.iter().for_each(|item| walk(item, visit)),
        _ => {}
    }
}
