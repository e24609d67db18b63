//! Resolves paths to values, and finds what prevents a change there.

use std::ops::Range;

use crate::pointer::array_index;
use crate::yaml::Yaml;
use crate::yaml::node::{MapEntry, Node, NodeKind, Style};
use crate::{Lines, Pointer, Refusal};

/// The result of following a path in the first document.
#[derive(Debug, Clone)]
pub(super) struct Resolved<'y> {
    /// The values on the path, from the root to the resolved value.
    pub(super) chain: Vec<&'y Node>,
    /// The indices of the entries and items on the path.
    pub(super) steps: Vec<usize>,
    /// The part of the path that exists.
    pub(super) pointer: Pointer,
    /// The keys and indices after it that do not exist.
    pub(super) rest: Vec<String>,
}

impl<'y> Resolved<'y> {
    /// The resolved value.
    pub(super) fn node(&self) -> Option<&'y Node> {
        self.chain.last().copied()
    }

    /// The map or sequence that contains the value, and the value's index there.
    pub(super) fn parent(&self) -> Option<(&'y Node, usize)> {
        let above = self.chain.len().checked_sub(2)?;
        Some((self.chain.get(above)?, *self.steps.last()?))
    }

    /// The same path without its last step.
    pub(super) fn above(&self) -> Self {
        let mut above = self.clone();
        above.chain.pop();
        above.steps.pop();
        above.pointer = self.pointer.parent().unwrap_or_default();
        above
    }
}

impl Yaml {
    /// Refuses a broken text, whose index may be incomplete.
    pub(super) fn require_unbroken(&self) -> Result<(), Refusal> {
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
                || "The file cannot be read to its end.".to_owned(),
                |problem| problem.message.clone(),
            ),
        })
    }

    /// Follows a path as far as it exists.
    ///
    /// # Errors
    /// If the text is broken, or the path leads into an alias.
    pub(super) fn resolve(&self, pointer: &Pointer) -> Result<Resolved<'_>, Refusal> {
        self.require_unbroken()?;
        let mut resolved = Resolved {
            chain: self.root().into_iter().collect(),
            steps: Vec::new(),
            pointer: Pointer::root(),
            rest: pointer.tokens().to_vec(),
        };
        while let (Some(node), Some(token)) = (resolved.node(), resolved.rest.first()) {
            if matches!(node.kind(), NodeKind::Alias(_)) {
                return Err(self.alias(node, resolved.pointer));
            }
            let Some((step, next)) = step(node, token) else {
                break;
            };
            resolved.chain.push(next);
            resolved.steps.push(step);
            resolved.pointer = resolved.pointer.child(token);
            resolved.rest.remove(0);
        }
        Ok(resolved)
    }

    /// Follows a path to an existing value.
    ///
    /// # Errors
    /// As for [`Yaml::resolve`], and if there is no value at the path, or it comes from a merge
    /// key.
    pub(super) fn resolve_existing(&self, pointer: &Pointer) -> Result<Resolved<'_>, Refusal> {
        let resolved = self.resolve(pointer)?;
        match (resolved.node(), resolved.rest.first()) {
            (Some(_), None) => Ok(resolved),
            (Some(map), Some(token)) if self.merges(map, token) => {
                Err(Refusal::Merged(resolved.pointer.child(token)))
            }
            _ => Err(Refusal::Missing(pointer.clone())),
        }
    }

    /// Whether a map gets a key from another one through `<<`.
    pub(crate) fn merges(&self, map: &Node, key: &str) -> bool {
        let merged = map.entry("<<").filter(|entry| {
            let plain = Style::Plain;
            matches!(entry.key_node().kind(), NodeKind::Scalar { style, .. } if *style == plain)
        });
        let Some(source) = merged.map(MapEntry::value) else {
            return false;
        };
        let sources = source.items().unwrap_or(std::slice::from_ref(source));
        sources.iter().any(|source| {
            let map = match source.kind() {
                NodeKind::Alias(anchor) => self.anchored(*anchor),
                _ => Some(source),
            };
            // A map cannot contain an alias of itself, so this recursion ends.
            map.is_some_and(|map| map.entry(key).is_some() || self.merges(map, key))
        })
    }

    /// The refusal of a change at an alias.
    pub(super) fn alias(&self, node: &Node, pointer: Pointer) -> Refusal {
        let alias = self.text.get(node.span()).unwrap_or_default().to_owned();
        Refusal::Alias { pointer, alias }
    }

    /// The refusal of a change that would also change aliases: a value on the path, or one in the
    /// `removed` bytes, has an anchor that aliases refer to.
    pub(super) fn shared(
        &self,
        resolved: &Resolved<'_>,
        removed: &[Range<usize>],
    ) -> Option<Refusal> {
        let mut aliases = Vec::new();
        if let Some(root) = self.root() {
            walk(root, &mut |node| {
                if let NodeKind::Alias(anchor) = node.kind() {
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
        let tokens = resolved.pointer.tokens().iter();
        for (node, token) in resolved.chain.iter().zip(tokens.map(Some).chain([None])) {
            if let Some(anchor) = of(node) {
                return Some(Refusal::Shared { pointer, anchor });
            }
            pointer = token.map_or(pointer.clone(), |token| pointer.child(token));
        }
        let goes = |node: &Node| {
            removed
                .iter()
                .any(|removed| removed.contains(&node.span.start))
        };
        let mut anchor = None;
        walk(resolved.node()?, &mut |node| {
            anchor = anchor.take().or_else(|| of(node).filter(|_| goes(node)));
        });
        let pointer = resolved.pointer.clone();
        anchor.map(|anchor| Refusal::Shared { pointer, anchor })
    }

    fn anchored(&self, anchor: usize) -> Option<&Node> {
        let mut stack: Vec<&Node> = self.documents.iter().collect();
        while let Some(node) = stack.pop() {
            if node.anchor == Some(anchor) {
                return Some(node);
            }
            match node.kind() {
                NodeKind::Map(entries) => stack.extend(
                    entries
                        .iter()
                        .flat_map(|entry| [entry.key_node(), entry.value()]),
                ),
                NodeKind::Seq(items) => stack.extend(items),
                _ => {}
            }
        }
        None
    }
}

/// The index and the value of the entry or item with a key or index. Of duplicates, the last one
/// counts.
fn step<'y>(node: &'y Node, token: &str) -> Option<(usize, &'y Node)> {
    match node.kind() {
        NodeKind::Map(entries) => {
            let index = entries.place_of(token)?;
            entries.get(index).map(|entry| (index, entry.value()))
        }
        NodeKind::Seq(items) => {
            let index = array_index(token)?;
            items.get(index).map(|item| (index, item))
        }
        _ => None,
    }
}

fn walk(node: &Node, visit: &mut impl FnMut(&Node)) {
    visit(node);
    match node.kind() {
        NodeKind::Map(entries) => {
            for entry in entries {
                walk(entry.key_node(), visit);
                walk(entry.value(), visit);
            }
        }
        NodeKind::Seq(items) => items.iter().for_each(|item| walk(item, visit)),
        _ => {}
    }
}
