//! One tab a draft: the browser's locks tell whether another tab of this page has it open.
//!
//! Where the browser has none, every lock is granted; a draft that two tabs save is still
//! overwritten by neither, since a save says which one it follows.

use std::collections::BTreeSet;

use super::kept::Saved;
use crate::asked::About;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::question::Question;

/// The drafts that this tab has.
#[derive(Debug, Default)]
pub(super) struct Locks {
    held: BTreeSet<String>,
}

impl Locks {
    pub(super) fn has(&self, draft: &str) -> bool {
        self.held.contains(draft)
    }
}

impl Editor {
    /// Has the open draft locked, and no other.
    pub(crate) fn lock_open_draft(&mut self) {
        let open = self.draft.clone();
        let others = self.drafts.locks.held.iter();
        let others: Vec<_> = others
            .filter(|held| Some(*held) != open.as_ref())
            .cloned()
            .collect();
        for draft in others {
            self.unlock(&draft);
        }
        if let Some(draft) = open.filter(|draft| !self.drafts.locks.has(draft)) {
            self.effect(Effect::Lock {
                draft,
                steal: false,
            });
        }
    }

    /// Gives a draft free.
    pub(super) fn unlock(&mut self, draft: &str) {
        if self.drafts.locks.held.remove(draft) {
            self.effect(Effect::Unlock(draft.to_owned()));
        }
    }

    /// This tab has a draft.
    pub(crate) fn lock_granted(&mut self, draft: String) {
        self.drafts.locks.held.insert(draft.clone());
        if !self.go_on_opening_locked(&draft) && self.draft.as_ref() != Some(&draft) {
            // It was left, or another one was asked for since.
            self.unlock(&draft);
        }
    }

    /// Another tab has a draft.
    pub(crate) fn lock_refused(&mut self, draft: &str) {
        if !self.opening_is_refused(draft) && self.draft.as_deref() == Some(draft) {
            self.lose_draft();
        }
    }

    /// Another tab took a draft.
    pub(crate) fn lock_lost(&mut self, draft: &str) {
        if self.drafts.locks.held.remove(draft) && self.draft.as_deref() == Some(draft) {
            self.lose_draft();
        }
    }

    /// Another tab has the open draft, which is not saved from here any more.
    pub(super) fn lose_draft(&mut self) {
        self.saved = Saved::Elsewhere;
        // A pack that is being left is kept as a copy without a question.
        if self.drafts.leaving.is_none() {
            self.ask_what_now();
        }
    }

    /// Asks what to do with the open draft, which another tab has.
    pub(crate) fn ask_what_now(&mut self) {
        let text = if self.is_unsaved() {
            "Only the other tab saves it now. Changes that are only in this tab are saved as a copy."
        } else {
            "Only the other tab saves it now."
        };
        let question = Question::new("This draft is being edited in another tab", text)
            .answer("copy", "Open a copy")
            .answer("take", "Continue here")
            .answer("leave", "Go to start page");
        self.ask(About::Lost, question);
    }

    /// Makes the open pack, with its history, a draft of its own.
    pub(crate) fn go_on_as_copy(&mut self, now: f64) {
        self.saved = Saved::Pending;
        self.draft = Some(self.drafts.new_key(now));
    }
}
