//! What is done with drafts on the start page. Each change of the storage is made whole or not at all,
//! and only once no save is under way, which may be of the same draft.

use std::sync::Arc;

use super::kept::StorageError;
use super::list::{DraftRow, DraftRows};
use crate::editor::Editor;
use crate::effect::{Effect, Focus, ListFor};

/// What is said where a draft was not copied.
const NOT_COPIED: &str = "Nothing was copied.";

/// What is said where a draft was not deleted.
const NOT_DELETED: &str = "Nothing was deleted.";

impl Editor {
    /// The drafts on the start page, once they were listed.
    pub fn draft_rows(&self) -> Option<&Arc<DraftRows>> {
        self.drafts.list.rows()
    }

    /// Has the drafts listed anew if they are shown.
    pub(super) fn list_drafts(&mut self) {
        if !self.is_open() {
            self.effect(Effect::List(ListFor::StartPage));
        }
    }

    /// Begins or ends the list of drafts, since a pack was closed or opened.
    pub(crate) fn show_drafts(&mut self) {
        self.drafts.list.forget();
        if self.is_open() {
            self.effect(Effect::ForgetDeleted);
        }
        self.list_drafts();
    }

    /// Makes another draft like one.
    pub(crate) fn duplicate(&mut self, from: String, now: f64) {
        let to = self.drafts.new_key(now);
        self.drafts.list.begin_copy(to.clone());
        self.drafts.waiting.push(Effect::Copy {
            from,
            to,
            changed: now,
        });
    }

    /// A copy was made for the list, or not.
    pub(super) fn duplicated(&mut self, to: &str, result: Result<bool, StorageError>) {
        if !self.drafts.list.end_copy(to) {
            return;
        }
        match result {
            Ok(true) => self.list_drafts(),
            Ok(false) => self.tell_failed(&StorageError::Gone, NOT_COPIED),
            Err(error) => self.tell_failed(&error, NOT_COPIED),
        }
    }

    /// Deletes a draft, which can be put back as long as the list is shown.
    pub(crate) fn delete(&mut self, draft: String) {
        if self.drafts.list.begin(&draft) {
            self.drafts.waiting.push(Effect::Delete(draft));
        }
    }

    /// A draft was deleted, or not.
    pub(crate) fn deleted(&mut self, draft: String, result: Result<bool, StorageError>) {
        self.drafts.list.end(&draft);
        match result {
            Ok(true) if self.is_open() => self.effect(Effect::ForgetDeleted),
            Ok(true) => {
                self.drafts.list.turn(&draft, DraftRow::Deleted);
                self.effect(Effect::Focus(Focus::Draft(draft)));
            }
            Ok(false) => self.tell_failed(&StorageError::Gone, NOT_DELETED),
            Err(error) => {
                self.tell_failed(&error, NOT_DELETED);
                self.list_drafts();
            }
        }
    }

    /// Puts back a draft that was deleted.
    pub(crate) fn put_back(&mut self, draft: String) {
        if self.drafts.list.begin(&draft) {
            self.drafts.waiting.push(Effect::PutBack(draft));
        }
    }

    /// A draft was put back, or not: it may be there again, since a tab that has it open saves it anew.
    pub(crate) fn put_back_done(&mut self, draft: String, result: Result<bool, StorageError>) {
        self.drafts.list.end(&draft);
        match result {
            Ok(is_put) => {
                self.drafts.list.turn(&draft, DraftRow::Stored);
                self.effect(Effect::Focus(Focus::Draft(draft)));
                if !is_put {
                    self.list_drafts();
                }
            }
            Err(error) => self.tell_failed(&error, "The draft was not put back."),
        }
    }

    /// Begins what has waited until no save is under way.
    pub(super) fn go_on_listing(&mut self) {
        for effect in std::mem::take(&mut self.drafts.waiting) {
            self.effect(effect);
        }
    }
}
