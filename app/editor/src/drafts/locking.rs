//! One tab a draft: the browser's locks tell whether another tab of this page has it open.
//!
//! Where the browser has none, every lock is granted; a draft that two tabs save is still
//! overwritten by neither, since a save says which one it follows.

use std::collections::BTreeSet;

use super::kept::Saved;
use super::next::Next;
use super::under_way::Opening;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::files::download::Download;
use crate::files::work::Waiting;
use crate::question::{About, Question};

/// The drafts that this tab has.
#[derive(Debug, Default)]
pub(super) struct Locks {
    held: BTreeSet<String>,
}

impl Locks {
    /// Whether this tab has a draft.
    pub(super) fn has(&self, draft: &str) -> bool {
        self.held.contains(draft)
    }

    /// Takes note that this tab has a draft.
    pub(super) fn add(&mut self, draft: String) {
        self.held.insert(draft);
    }

    /// Takes note that this tab does not have a draft any more. Gives whether it had it.
    pub(super) fn remove(&mut self, draft: &str) -> bool {
        self.held.remove(draft)
    }

    /// The drafts that this tab has and does not need.
    pub(super) fn without(&self, needed: &[&str]) -> Vec<String> {
        let is_needed = |draft: &&String| !needed.contains(&draft.as_str());
        self.held.iter().filter(is_needed).cloned().collect()
    }
}

impl Editor {
    /// Asks for the lock of the open draft.
    pub(crate) fn lock_open_draft(&mut self) {
        let open = self.draft.clone();
        if let Some(draft) = open.filter(|draft| !self.drafts.locks.has(draft)) {
            self.effect(Effect::Lock {
                draft,
                steal: false,
            });
        }
    }

    /// Gives all drafts free that are neither open nor about to be. A draft that this tab does not
    /// save any more counts as open only in the tab that saves it.
    pub(crate) fn unlock_others(&mut self) {
        let asked = match &self.asked {
            Some(About::Leaving(next)) => Some(next),
            _ => None,
        };
        let downloads = self.downloads.iter().filter_map(|download| match download {
            Download::Export { then, .. } => then.as_ref(),
            Download::Draft | Download::Aside(..) => None,
        });
        let leaving = self.drafts.leaving.iter().map(|leaving| &leaving.next);
        let waiting = self.waiting.iter().filter_map(Waiting::next);
        let next = leaving.chain(asked).chain(downloads).chain(waiting);
        let open = self.draft.as_deref().filter(|_| !self.is_elsewhere());
        let opening = self.drafts.opening.iter().filter_map(Opening::draft);
        let needed: Vec<&str> = next
            .filter_map(Next::draft)
            .chain(open)
            .chain(opening)
            .collect();
        for draft in self.drafts.locks.without(&needed) {
            self.drafts.locks.remove(&draft);
            self.effect(Effect::Unlock(draft));
        }
    }

    /// This tab has a draft. If it was left or another one was asked for since, it is given free
    /// again.
    pub(crate) fn lock_granted(&mut self, draft: String) {
        self.drafts.locks.add(draft.clone());
        self.go_on_opening_locked(&draft);
    }

    /// Another tab has a draft.
    pub(crate) fn lock_refused(&mut self, draft: &str) {
        if !self.opening_is_refused(draft) && self.draft.as_deref() == Some(draft) {
            self.lose_draft();
        }
    }

    /// Another tab took a draft.
    pub(crate) fn lock_lost(&mut self, draft: &str) {
        if self.drafts.locks.remove(draft) && self.draft.as_deref() == Some(draft) {
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
            "Only the other tab can save it now. Your unsaved changes here are saved as a copy when you choose one of these."
        } else {
            "Only the other tab can save it now."
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
        // Only one draft is saved in a folder.
        self.folders.turn_to(None);
        self.draft = Some(self.drafts.new_key(now));
    }
}
