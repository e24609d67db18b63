//! An edit in the making: its text edits, and the proof that they do what was meant.

use std::ops::Range;
use std::rc::Rc;

use super::Yaml;
use super::comments::comments;
use super::data::Data;
use super::layout::{text_start, unended_block};
use super::look::Look;
use super::path::Reach;
use super::recent;
use crate::text::Edits;
use crate::{Refusal, TextEdit, apply};

/// The text edits of one change.
pub(super) struct Draft<'y> {
    pub(super) yaml: &'y Yaml,
    pub(super) text: &'y str,
    pub(super) look: Look,
    /// The data of all documents before the change.
    pub(super) documents: Rc<Vec<Data>>,
    pub(super) edits: Vec<TextEdit>,
    /// The bytes that go with what is removed, comments included.
    pub(super) gone: Vec<Range<usize>>,
    /// The comments that come with what is added.
    pub(super) added: Vec<String>,
    /// Whether the last line goes, which has no newline, so that the new last one gets none.
    pub(super) unended: bool,
}

impl<'y> Draft<'y> {
    /// A change at a place, which nothing has been written of yet.
    ///
    /// # Errors
    /// When the typed reader rejects the text.
    pub(super) fn new(yaml: &'y Yaml, reach: &Reach<'_>) -> Result<Self, Refusal> {
        let documents = recent::data(yaml.text())
            .or_else(|| Data::documents(yaml.text()).map(Rc::new))
            .ok_or_else(|| Refusal::Unfaithful(reach.pointer.clone()))?;
        Ok(Self {
            yaml,
            text: yaml.text(),
            look: Look::near(yaml.text(), &reach.chain),
            documents,
            edits: Vec::new(),
            gone: Vec::new(),
            added: Vec::new(),
            unended: false,
        })
    }

    /// The data at a place before the change.
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

    /// Removes bytes with the comments in them.
    pub(super) fn remove(&mut self, range: Range<usize>) {
        self.gone.push(range.clone());
        self.edits.push(TextEdit::remove(range));
    }

    /// The edits, if the text after them reads back as intended and keeps the comments.
    ///
    /// `intend` makes the intended data of the first document from the data before, or gives
    /// nothing where the data after, its second argument, is not as intended.
    ///
    /// # Errors
    /// When that is not so: because the place is used by aliases, or for another reason.
    pub(super) fn finish(
        mut self,
        reach: &Reach<'_>,
        intend: &dyn Fn(&mut Data, &Data) -> Option<()>,
    ) -> Edits {
        self.sort();
        if self.unended {
            self.drop_last_newline();
        }
        if self.is_faithful(intend) {
            return Ok(self.edits);
        }
        let plain = self.edits.clone();
        // A text that ends in a newline and comes to be the last of the file needs one there.
        self.end_with_newline();
        if self.is_faithful(intend) {
            return Ok(self.edits);
        }
        // A text that was the last, without a newline, must say that it still has none.
        self.edits = plain;
        self.strip_last_block();
        if self.is_faithful(intend) {
            return Ok(self.edits);
        }
        let shared = self.yaml.shared(reach, &self.gone);
        Err(shared.unwrap_or_else(|| Refusal::Unfaithful(reach.pointer.clone())))
    }

    /// Takes the newline off what comes to be the end of the text. The edits are sorted.
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
        let newline = self.look.newline;
        match self.edits.last_mut() {
            Some(edit) if edit.range.end == self.text.len() => edit.insert.push_str(newline),
            _ => self.insert(self.text.len(), newline),
        }
    }

    fn strip_last_block(&mut self) {
        let last = self.yaml.documents.last();
        let Some(block) = last.and_then(|root| unended_block(self.text, root)) else {
            return;
        };
        let spelled = self.text.get(block.span()).unwrap_or_default();
        let header = spelled.find(char::is_whitespace).unwrap_or(spelled.len());
        self.insert(block.span.start + header, "-");
        self.sort();
    }

    fn sort(&mut self) {
        crate::sort_by_key(&mut self.edits, |edit| (edit.range.start, edit.range.end));
    }

    fn is_faithful(&self, intend: &dyn Fn(&mut Data, &Data) -> Option<()>) -> bool {
        let Ok(text) = apply(self.text, &self.edits) else {
            return false;
        };
        let mut intended = (*self.documents).clone();
        let Some(found) = Data::documents(&text) else {
            return false;
        };
        let meant = match (intended.first_mut(), found.first()) {
            (Some(before), Some(after)) => intend(before, after),
            _ => None,
        };
        if meant.is_none() || intended != found {
            return false;
        }
        // The typed reader was just asked, so a glance shows all but keys that it takes for the same.
        let after = Yaml::glance(text);
        let twins = after.problems().is_empty() && found.iter().any(Data::has_twins);
        // Readers take any key of this name for a merge, in quotes too, and refuse what cannot be one.
        let merges = !after.text().contains("<<") || after.value().is_some();
        let is_sound = !after.is_broken() && !twins && merges;
        let is_faithful = is_sound && self.comments_after() == comment_texts(&after);
        if is_faithful {
            recent::keep(&after, Some(found));
        }
        is_faithful
    }

    /// The comments that the text has after the change, sorted.
    fn comments_after(&self) -> Vec<String> {
        let gone = |comment: &Range<usize>| {
            self.gone
                .iter()
                .any(|gone| gone.start <= comment.start && comment.end <= gone.end)
        };
        let kept = comments(self.yaml).into_iter().filter(|c| !gone(c));
        let spelled = kept.filter_map(|range| self.text.get(range).map(str::to_owned));
        let mut all: Vec<_> = spelled.chain(self.added.iter().cloned()).collect();
        crate::sort(&mut all);
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
    crate::sort(&mut all);
    all
}
