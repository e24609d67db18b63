//! Builds the text edits of one change, and checks that they make exactly this change.

use std::ops::Range;
use std::sync::Arc;

use pack_once::sort::{sort, sort_by};

use super::resolve::Resolved;
use crate::text::Edits;
use crate::yaml::Yaml;
use crate::yaml::layout::comments::comments;
use crate::yaml::layout::{last_block_without_newline, text_start};
use crate::yaml::typed::Data;
use crate::yaml::write::Formatting;
use crate::{Refusal, TextEdit, apply};

/// The text edits of one change.
pub(super) struct EditBuilder<'y> {
    pub(super) yaml: &'y Yaml,
    pub(super) text: &'y str,
    pub(super) formatting: Formatting,
    /// The data of all documents before the change.
    pub(super) documents: Arc<Vec<Data>>,
    pub(super) edits: Vec<TextEdit>,
    /// The bytes that are removed, including comments.
    pub(super) removed: Vec<Range<usize>>,
    /// The comments in the text that is added.
    pub(super) added: Vec<String>,
    /// Whether the last line is removed. If it had no newline, the new last line must have none
    /// either.
    pub(super) ends_without_newline: bool,
}

impl<'y> EditBuilder<'y> {
    /// A builder without any edits, for a change at a resolved path.
    ///
    /// # Errors
    /// If the typed reader rejects the text.
    pub(super) fn new(yaml: &'y Yaml, resolved: &Resolved<'_>) -> Result<Self, Refusal> {
        let documents = yaml
            .typed()
            .ok_or_else(|| Refusal::SideEffects(resolved.pointer.clone()))?;
        Ok(Self {
            yaml,
            text: yaml.text(),
            formatting: Formatting::near(yaml.text(), &resolved.chain),
            documents,
            edits: Vec::new(),
            removed: Vec::new(),
            added: Vec::new(),
            ends_without_newline: false,
        })
    }

    /// The data at a path before the change.
    pub(super) fn data(&self, steps: &[usize]) -> Option<&Data> {
        self.documents.first()?.at(steps)
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.edits.push(TextEdit::insert(at, text));
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        let text = text.into();
        if self.text.get(range.clone()) != Some(text.as_str()) {
            self.edits.push(TextEdit::replace(range, text));
        }
    }

    /// Removes bytes, including the comments in them.
    pub(super) fn remove(&mut self, range: Range<usize>) {
        self.removed.push(range.clone());
        self.edits.push(TextEdit::remove(range));
    }

    /// The edits, if the text after them has the expected data and keeps the comments.
    ///
    /// `change_data` gets the data of the first document before the change, and changes it to the
    /// expected data. It also gets the data after the edits, and returns `None` if these are wrong.
    ///
    /// # Errors
    /// If the data or the comments are not as expected, for example because an alias refers to the
    /// changed value.
    pub(super) fn finish(
        mut self,
        resolved: &Resolved<'_>,
        change_data: &dyn Fn(&mut Data, &Data) -> Option<()>,
    ) -> Edits {
        self.sort();
        if self.ends_without_newline {
            self.drop_last_newline();
        }
        if self.is_exact(change_data) {
            return Ok(self.edits);
        }
        let plain = self.edits.clone();
        // A block scalar that ends with a newline needs one in the text if it becomes the last
        // value.
        self.end_with_newline();
        if self.is_exact(change_data) {
            return Ok(self.edits);
        }
        // A block scalar at the end of a text without a final newline must state that it has none,
        // now that lines follow it.
        self.edits = plain;
        self.strip_last_block();
        if self.is_exact(change_data) {
            return Ok(self.edits);
        }
        let shared = self.yaml.shared(resolved, &self.removed);
        Err(shared.unwrap_or_else(|| Refusal::SideEffects(resolved.pointer.clone())))
    }

    /// Removes the newline at the end of the text after the edits, which must be sorted.
    fn drop_last_newline(&mut self) {
        let mut end = self.text.len();
        let mut first = None;
        for (index, edit) in self.edits.iter_mut().enumerate().rev() {
            if edit.range.end != end {
                break;
            }
            if !edit.insert.is_empty() {
                let len = without_newline(&edit.insert).len();
                edit.insert.truncate(len);
                return;
            }
            end = edit.range.start;
            first = Some(index);
        }
        let before = self
            .text
            .get(text_start(self.text)..end)
            .unwrap_or_default();
        if let Some(edit) = first.and_then(|first| self.edits.get_mut(first)) {
            edit.range.start -= before.len() - without_newline(before).len();
        }
    }

    fn end_with_newline(&mut self) {
        let newline = self.formatting.newline;
        match self.edits.last_mut() {
            Some(edit) if edit.range.end == self.text.len() => edit.insert.push_str(newline),
            _ => self.insert(self.text.len(), newline),
        }
    }

    fn strip_last_block(&mut self) {
        let last = self.yaml.documents.last();
        let Some(block) = last.and_then(|root| last_block_without_newline(self.text, root)) else {
            return;
        };
        let spelled = self.text.get(block.span()).unwrap_or_default();
        let header = spelled.find(char::is_whitespace).unwrap_or(spelled.len());
        self.insert(block.span.start + header, "-");
        self.sort();
    }

    fn sort(&mut self) {
        let place = |edit: &TextEdit| (edit.range.start, edit.range.end);
        sort_by(&mut self.edits, &|one, other| place(one).cmp(&place(other)));
    }

    fn is_exact(&self, change_data: &dyn Fn(&mut Data, &Data) -> Option<()>) -> bool {
        let Ok(text) = apply(self.text, &self.edits) else {
            return false;
        };
        let mut intended = (*self.documents).clone();
        let Some(found) = Data::documents(&text) else {
            return false;
        };
        let applied = match (intended.first_mut(), found.first()) {
            (Some(before), Some(after)) => change_data(before, after),
            _ => None,
        };
        if applied.is_none() || intended != found {
            return false;
        }
        // The typed reader accepted the text just now, so this misses only keys that the reader
        // takes for the same.
        let mut after = Yaml::read_unverified(text);
        let duplicates = after.problems().is_empty() && found.iter().any(Data::has_duplicate_keys);
        // Readers treat any `<<` as a merge key, even in quotes, and reject it if its value is not
        // a map.
        let merges = !after.text().contains("<<") || after.value().is_some();
        let is_sound = !after.is_broken() && !duplicates && merges;
        let is_exact = is_sound && self.comments_after() == comment_texts(&after);
        if let Some(cache) = self.yaml.cache.as_ref().filter(|_| is_exact) {
            after.data = Some(Arc::new(found));
            cache.store(after);
        }
        is_exact
    }

    /// The expected comments of the text after the change, sorted.
    fn comments_after(&self) -> Vec<String> {
        let removed = |comment: &Range<usize>| {
            self.removed
                .iter()
                .any(|removed| removed.start <= comment.start && comment.end <= removed.end)
        };
        let kept = comments(self.yaml).into_iter().filter(|c| !removed(c));
        let spelled = kept.filter_map(|range| self.text.get(range).map(str::to_owned));
        let mut all: Vec<_> = spelled.chain(self.added.iter().cloned()).collect();
        sort(&mut all);
        all
    }
}

/// A text without the newline at its end.
pub(super) fn without_newline(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// The comments of a text, sorted.
pub(super) fn comment_texts(yaml: &Yaml) -> Vec<String> {
    let spelled = comments(yaml)
        .into_iter()
        .filter_map(|range| yaml.text().get(range).map(str::to_owned));
    let mut all: Vec<_> = spelled.collect();
    sort(&mut all);
    all
}
