//! YAML: the text, an index of its values with their bytes, and its problems.
//!
//! The index comes from events with spans, and what a typed reader rejects beyond them is added.
//! Callers judge whether a text is YAML at all: a manifest with Go templates is not.

mod arrange;
mod chars;
mod comments;
mod data;
mod draft;
mod edit;
mod excerpt;
mod flow;
mod layout;
mod look;
mod node;
mod oracle;
mod order;
mod path;
mod read;
mod recent;
mod render;
mod replace;
mod scalar;
mod set;
mod span;
mod tabs;
mod terms;
mod unwrap;

#[cfg(test)]
mod edit_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod set_tests;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

pub use crate::Refusal;
pub use node::{Entry, Kind, Node, Style};
pub use tabs::Tab;

use crate::{Pointer, Problem, ProblemKind, TextEdit};
use data::Data;

/// A YAML text and what could be read of it.
#[derive(Debug, Clone)]
pub struct Yaml {
    text: Arc<str>,
    documents: Arc<[Node]>,
    problems: Vec<Problem>,
    complete: bool,
}

impl Yaml {
    /// Reads a text. It never fails: what cannot be read becomes a problem, and what was read
    /// before it remains.
    pub fn read(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        if let Some(known) = recent::yaml(&text) {
            return known;
        }
        let (yaml, data) = Self::reading(text, false);
        recent::keep(&yaml, data);
        yaml
    }

    /// Reads a text to look at it, not to judge or to change it: a part of the problems may be
    /// missing, and it takes little more than half as long.
    pub fn glance(text: impl Into<Arc<str>>) -> Self {
        Self::reading(text.into(), true).0
    }

    fn reading(text: Arc<str>, is_glance: bool) -> (Self, Option<Vec<Data>>) {
        let read::Reading {
            documents,
            problems,
            complete,
            data,
        } = read::read(&text, is_glance);
        let yaml = Self {
            text,
            documents: documents.into(),
            problems,
            complete,
        };
        (yaml, data)
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is wrong, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the index may lack something that the text holds, so that edits by path are unsafe.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.complete
            || self
                .problems
                .iter()
                .any(|problem| problem.kind != ProblemKind::DuplicateKey)
    }

    /// How many documents the text holds: 0 where it is empty or all comments.
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

    /// The value at a path in the first document. Of duplicate keys the last counts; aliases are
    /// not followed.
    #[must_use]
    pub fn get(&self, pointer: &Pointer) -> Option<&Node> {
        let mut tokens = pointer.tokens().iter();
        tokens.try_fold(self.root()?, |node, token| node.step(token))
    }

    /// Whether what is at a path in the first document stands there alone: no merge key brings it.
    #[must_use]
    pub fn owns(&self, pointer: &Pointer) -> bool {
        let map = pointer.parent().and_then(|above| self.get(&above));
        let merged = pointer.last().zip(map);
        self.get(pointer).is_some() && !merged.is_some_and(|(key, map)| self.merges(map, key))
    }

    /// The bytes of the key at a path in the first document, quotes included.
    #[must_use]
    pub fn key_span(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let map = self.get(&pointer.parent()?)?;
        map.entry(pointer.last()?).map(Entry::key_span)
    }

    /// The first document as plain data, with aliases and merge keys resolved: nothing where the
    /// typed reader rejects it, null where there is none.
    ///
    /// Keys that are no strings become their text, tags are dropped, and numbers that JSON cannot
    /// spell become null.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        if is_too_deep(&self.problems) {
            return None;
        }
        oracle::first_document(&self.text)
    }

    /// The ways to read the tabs that YAML rejects in indentation, likeliest first: those that make
    /// YAML of the text, and of those that mean the same the first.
    #[must_use]
    pub fn tab_readings(&self) -> Vec<Tab> {
        tabs::readings(self)
    }

    /// The edits that turn the tabs that YAML rejects in indentation into blanks.
    #[must_use]
    pub fn expand_tabs(&self, tab: Tab) -> Vec<TextEdit> {
        tabs::expand(self, tab)
    }
}

/// Whether values are nested deeper than any reader goes. The typed one takes a time to say so that
/// grows with the square of the depth, so it is not asked then.
fn is_too_deep(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.kind == ProblemKind::TooDeep)
}
