//! Lossless JSON: the text, an index of its values, its problems, and edits that keep the rest.

mod arrange;
mod edit;
mod node;
mod quoted;
mod read;
mod render;
mod scalar;
mod strict;
mod style;
mod trivia;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

pub use crate::Refusal;
pub use node::{Kind, Member, Node};

use crate::{Pointer, Problem, ProblemKind};

/// A JSON text and what could be read of it.
///
/// It has no problems exactly when serde_json accepts the text (without a byte order mark).
#[derive(Debug, Clone)]
pub struct Json {
    text: Arc<str>,
    root: Option<Node>,
    problems: Vec<Problem>,
}

/// A key that stands more than once in one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The object.
    pub object: Pointer,
    /// The key.
    pub key: String,
    /// The bytes of each spelling of the key, in their order. The last one counts.
    pub spans: Vec<Range<usize>>,
}

impl Json {
    /// Reads a text. It never fails: what cannot be read becomes a problem.
    pub fn read(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let (root, problems) = read::read(&text);
        Self {
            text,
            root,
            problems,
        }
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is wrong, in the order of the text. Nothing is said of what was read once the structure
    /// was a guess: it would mostly be a consequence.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the text starts with a byte order mark, which is kept and is no problem here.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.text.starts_with(crate::lines::BOM)
    }

    /// Whether the text is more than loose: there are problems other than trailing commas and comments.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.first_break().is_some()
    }

    /// The first fault that was met beside trailing commas and comments: a slip, or else the place
    /// from which on the structure is a guess.
    #[must_use]
    pub fn first_break(&self) -> Option<&Problem> {
        let slip = self
            .problems
            .iter()
            .find(|problem| problem.kind == ProblemKind::Slip);
        slip.or_else(|| self.guess())
    }

    /// The byte from which on the structure is a guess: values that end before it are certain. A
    /// container that is never closed makes a guess of all that it holds.
    #[must_use]
    pub fn guessed_from(&self) -> Option<usize> {
        Some(self.guess()?.range.start)
    }

    fn guess(&self) -> Option<&Problem> {
        self.problems
            .iter()
            .find(|problem| matches!(problem.kind, ProblemKind::Syntax | ProblemKind::TooDeep))
    }

    /// The outermost value, if there is any.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }

    /// The value at a path. Of duplicate keys the last counts.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Node> {
        self.root.as_ref()?.at(pointer)
    }

    /// All that could be read, as plain data: null for an empty text.
    #[must_use]
    pub fn value(&self) -> Value {
        self.root.as_ref().map_or(Value::Null, Node::to_value)
    }

    /// The bytes of the key at a path, quotes included. Array items and the root have none.
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let object = self.get(&pointer.parent()?)?;
        object.member(pointer.last()?).map(Member::key_span)
    }

    /// The string at a path, if there is one.
    #[must_use]
    pub fn string(&self, pointer: &Pointer) -> Option<String> {
        self.get(pointer)?.as_str().map(str::to_owned)
    }

    /// The keys that stand more than once in their object, outer objects first. Where a key stands
    /// twice, only its last value is looked into.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            collect_duplicates(root, &Pointer::root(), &mut found);
        }
        found
    }
}

fn collect_duplicates(node: &Node, here: &Pointer, found: &mut Vec<Duplicate>) {
    match node.kind() {
        Kind::Object(members) => {
            let mut places: HashMap<&str, usize> = HashMap::new();
            let mut keys: Vec<Vec<&Member>> = Vec::new();
            for member in members {
                let place = *places.entry(member.key()).or_insert(keys.len());
                match keys.get_mut(place) {
                    Some(same) => same.push(member),
                    None => keys.push(vec![member]),
                }
            }
            let twice = keys.iter().filter(|same| same.len() > 1);
            found.extend(twice.filter_map(|same| {
                Some(Duplicate {
                    object: here.clone(),
                    key: same.first()?.key().to_owned(),
                    spans: same.iter().map(|member| member.key_span()).collect(),
                })
            }));
            // A path leads into the last one alone.
            for member in keys.iter().filter_map(|same| same.last()) {
                collect_duplicates(member.value(), &here.child(member.key()), found);
            }
        }
        Kind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_duplicates(item, &here.item(index), found);
            }
        }
        _ => {}
    }
}
