//! Lossless JSON: a text, an index of its values, its problems, and edits that keep everything else.

mod arrange;
mod data;
mod edit;
mod formatting;
mod node;
mod quoted;
mod read;
mod render;
mod scalar;
mod strict;
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
pub use data::{NotJson, number, value};
pub use node::{Member, Node, NodeKind};

use crate::cache::Cache;
use crate::{Pointer, Problem, ProblemKind};

/// A JSON text with the values and problems that were read from it.
///
/// It has no problems if and only if serde_json accepts the text (without a byte order mark).
#[derive(Debug, Clone)]
pub struct Json {
    text: Arc<str>,
    root: Option<Arc<Node>>,
    problems: Arc<[Problem]>,
    uncertain_from: Option<usize>,
    /// What keeps the readings of this text and of those that edits lead to.
    cache: Option<Cache>,
}

/// A key that occurs more than once in an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The object.
    pub object: Pointer,
    /// The key.
    pub key: String,
    /// The bytes of each occurrence of the key, in the order of the text. The last one counts.
    pub spans: Vec<Range<usize>>,
}

impl Json {
    /// Reads a text. This never fails: text that cannot be read becomes a problem.
    pub fn read(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let (root, problems, uncertain_from) = read::read(&text);
        Self {
            text,
            root: root.map(Arc::new),
            problems: problems.into(),
            uncertain_from,
            cache: None,
        }
    }

    /// The same, which keeps what edits of it lead to in a cache.
    pub(crate) fn with_cache(self, cache: Option<Cache>) -> Self {
        Self { cache, ..self }
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The problems, in the order of the text. The first one that makes the structure uncertain is
    /// the last one: later problems would mostly be consequences of it.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the text starts with a byte order mark. Edits keep it, and it is not a problem here.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.text.starts_with(crate::text::BOM)
    }

    /// Whether the text has errors other than trailing commas and comments.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.first_error().is_some()
    }

    /// The first error other than a trailing comma or a comment.
    #[must_use]
    pub fn first_error(&self) -> Option<&Problem> {
        let minor = self
            .problems
            .iter()
            .find(|problem| problem.kind == ProblemKind::MinorSyntax);
        minor.or_else(|| self.first_uncertain())
    }

    /// The byte from which on the structure is uncertain: values that end before it are certain.
    /// For a container that is never closed, this is its opening bracket.
    #[must_use]
    pub fn uncertain_from(&self) -> Option<usize> {
        self.uncertain_from
    }

    fn first_uncertain(&self) -> Option<&Problem> {
        self.problems
            .iter()
            .find(|problem| matches!(problem.kind, ProblemKind::Syntax | ProblemKind::TooDeep))
    }

    /// The outermost value. `None` if the text has none.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.root.as_deref()
    }

    /// The value at a path. Of duplicate keys, the last one counts.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Node> {
        self.root()?.at(pointer)
    }

    /// All values that could be read, as plain data: null for an empty text.
    #[must_use]
    pub fn value(&self) -> Value {
        self.root().map_or(Value::Null, Node::to_value)
    }

    /// The bytes of the key at a path, with its quotes. Array items and the root have no key.
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let object = self.get(&pointer.parent()?)?;
        object.member(pointer.last()?).map(Member::key_span)
    }

    /// The string at a path. `None` if there is no value or it is not a string.
    #[must_use]
    pub fn string(&self, pointer: &Pointer) -> Option<String> {
        self.get(pointer)?.as_str().map(str::to_owned)
    }

    /// The keys that occur more than once in their object, outer objects first. Of a duplicate
    /// key, only the last value is searched further.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut found = Vec::new();
        if let Some(root) = self.root() {
            collect_duplicates(root, &Pointer::root(), &mut found);
        }
        found
    }
}

fn collect_duplicates(node: &Node, here: &Pointer, found: &mut Vec<Duplicate>) {
    match node.kind() {
        NodeKind::Object(members) => {
            let mut groups: HashMap<&str, usize> = HashMap::new();
            let mut keys: Vec<Vec<&Member>> = Vec::new();
            for member in members {
                let group = *groups.entry(member.key()).or_insert(keys.len());
                match keys.get_mut(group) {
                    Some(same) => same.push(member),
                    None => keys.push(vec![member]),
                }
            }
            let duplicates = keys.iter().filter(|same| same.len() > 1);
            found.extend(duplicates.filter_map(|same| {
                Some(Duplicate {
                    object: here.clone(),
                    key: same.first()?.key().to_owned(),
                    spans: same.iter().map(|member| member.key_span()).collect(),
                })
            }));
            // A path always leads to the last one.
            for member in keys.iter().filter_map(|same| same.last()) {
                collect_duplicates(member.value(), &here.child(member.key()), found);
            }
        }
        NodeKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_duplicates(item, &here.item(index), found);
            }
        }
        _ => {}
    }
}
