//! Lossless YAML: a text, an index of its values, its problems, and edits that keep everything
//! else.
//!
//! The index comes from a parser of events with spans. Errors that only a typed reader finds are
//! added. Callers decide whether a text is YAML at all: a manifest with Go templates is not.

mod edit;
mod layout;
mod node;
mod read;
mod tabs;
mod typed;
mod write;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

pub use crate::Refusal;
pub use crate::cache::Cache;
pub use node::{MapEntry, Node, NodeKind, Style};
pub use tabs::Tab;

use crate::{Pointer, Problem, ProblemKind, TextEdit};
use typed::Data;

/// A YAML text with the values and problems that were read from it.
#[derive(Debug, Clone)]
pub struct Yaml {
    text: Arc<str>,
    documents: Arc<[Node]>,
    problems: Vec<Problem>,
    complete: bool,
    /// The typed reader's data, if it was asked and accepts the text.
    data: Option<Arc<Vec<Data>>>,
    /// What keeps the readings of this text and of those that edits lead to.
    cache: Option<Cache>,
}

impl Yaml {
    /// Reads a text. This never fails: text that cannot be read becomes a problem, and everything
    /// before it is kept.
    pub fn read(text: impl Into<Arc<str>>) -> Self {
        Self::reading(text.into(), false)
    }

    /// Reads a text without asking the typed reader, which takes little more than half as long.
    /// Some problems can be missing, so use it to show values, not to check or change them.
    pub fn read_unverified(text: impl Into<Arc<str>>) -> Self {
        Self::reading(text.into(), true)
    }

    /// The typed reader's data of all documents. `None` if it rejects the text.
    fn typed(&self) -> Option<Arc<Vec<Data>>> {
        let read = || Data::documents(&self.text).map(Arc::new);
        self.data.clone().or_else(read)
    }

    fn reading(text: Arc<str>, is_unverified: bool) -> Self {
        let read::Reading {
            documents,
            problems,
            complete,
            data,
        } = read::read(&text, is_unverified);
        Self {
            text,
            documents: documents.into(),
            problems,
            complete,
            data: data.map(Arc::new),
            cache: None,
        }
    }

    /// Whether it has the data of the typed reader.
    #[cfg(test)]
    pub(crate) fn is_typed(&self) -> bool {
        self.data.is_some()
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

    /// The problems, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the index can be incomplete, so that edits by path are unsafe.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.complete
            || self
                .problems
                .iter()
                .any(|problem| problem.kind != ProblemKind::DuplicateKey)
    }

    /// The number of documents: 0 if the text is empty or has only comments.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// The outermost value of a document, counted from 0.
    #[must_use]
    pub fn document(&self, index: usize) -> Option<&Node> {
        self.documents.get(index)
    }

    /// The outermost value of the first document.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.documents.first()
    }

    /// The value at a path in the first document. Of duplicate keys, the last one counts. Aliases
    /// are not followed.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Node> {
        let mut tokens = pointer.tokens().iter();
        tokens.try_fold(self.root()?, |node, token| node.step(token))
    }

    /// Whether the value at a path in the first document is only there, and no merge key provides
    /// it as well.
    #[must_use]
    pub fn owns(&self, pointer: &Pointer) -> bool {
        let map = pointer.parent().and_then(|above| self.get(&above));
        let merged = pointer.last().zip(map);
        self.get(pointer).is_some() && !merged.is_some_and(|(key, map)| self.merges(map, key))
    }

    /// The bytes of the key at a path in the first document, with its quotes.
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let map = self.get(&pointer.parent()?)?;
        map.entry(pointer.last()?).map(MapEntry::key_span)
    }

    /// The first document as plain data, with aliases and merge keys resolved. `None` if the typed
    /// reader rejects it, null if there is none.
    ///
    /// Keys that are not strings become their text, tags are dropped, and numbers that JSON cannot
    /// write become null.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        if is_too_deep(&self.problems) {
            return None;
        }
        typed::first_document(self)
    }

    /// The interpretations of the forbidden tabs that make the text valid YAML, the most likely
    /// first. Of those with the same meaning, only the first.
    #[must_use]
    pub fn tab_interpretations(&self) -> Vec<Tab> {
        tabs::interpretations(self)
    }

    /// The edits that replace the forbidden tabs by spaces.
    #[must_use]
    pub fn expand_tabs(&self, tab: Tab) -> Vec<TextEdit> {
        tabs::expand(self, tab)
    }
}

/// Whether values are nested deeper than any reader accepts. The typed reader is not asked then:
/// its time grows with the square of the depth.
fn is_too_deep(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.kind == ProblemKind::TooDeep)
}
