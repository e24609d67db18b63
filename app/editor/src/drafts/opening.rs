//! Opening a draft: it is locked, loaded once nothing is being written, and shown once the pack that
//! is open is left.

use std::sync::Arc;

use pack_model::deployment::Cluster;
use pack_model::{History, Pack, Session};

use super::kept::{Loaded, Saved, StorageError};
use super::next::Next;
use super::under_way::{Opening, Stage, WhereLocked};
use crate::drafts::comparing::Comparing;
use crate::editor::Editor;
use crate::effect::{Effect, Focus, ListFor, Purpose, Timer};
use crate::message::Message;
use crate::question::{About, Question};
use crate::workers::rendering::Rendering;

/// How long to wait for saves before a draft is loaded, in milliseconds.
const PATIENCE: u32 = 2_000;

impl Editor {
    /// Opens a pack under a draft's key, in place of the one that is open. What was asked about that
    /// one is not asked any more.
    pub(crate) fn open(&mut self, draft: String, pack: Pack, history: History) {
        self.forget_told();
        self.close_question();
        self.dialog = None;
        let revision = self.revision() + 1;
        self.judged = Arc::default();
        self.rendering = Rendering::default();
        self.cluster = Cluster::default();
        self.comparing = Comparing::default();
        self.saved = Saved::Pending;
        self.location.reset();
        let folder = self.folder_of(&pack);
        self.folders.turn_to(folder);
        self.session = Session::reopen(pack, history, revision);
        self.first_revision = revision;
        self.draft = Some(draft);
        if self.is_ready {
            self.effect(Effect::Focus(Focus::Section));
        }
    }

    /// Takes away what was told and said of a pack that is being left.
    pub(crate) fn forget_told(&mut self) {
        self.messages.forget_pack();
        self.said.clear();
    }

    /// Opens a draft, unless another tab has it: then the user is asked.
    pub(crate) fn open_draft(&mut self, draft: String, messages: Vec<Message>) {
        self.lock_and_open(draft, WhereLocked::Ask, messages);
    }

    /// Opens the draft that was open last, which nobody asked for, unless another tab has it.
    pub(crate) fn open_last(&mut self, draft: String) {
        self.lock_and_open(draft, WhereLocked::Stay, Vec::new());
    }

    /// Opens a draft in this tab, even if another tab has it.
    pub(crate) fn take_over(&mut self, draft: String, messages: Vec<Message>) {
        self.lock_and_open(draft, WhereLocked::Take, messages);
    }

    fn lock_and_open(&mut self, draft: String, then: WhereLocked, messages: Vec<Message>) {
        if self.drafts.locks.has(&draft) {
            return self.begin_opening(Stage::WaitingToLoad { draft }, messages);
        }
        self.effect(Effect::Lock {
            draft: draft.clone(),
            steal: then == WhereLocked::Take,
        });
        self.begin_opening(Stage::Locking { draft, then }, messages);
    }

    /// Opens a copy of a draft.
    pub(crate) fn open_copy(&mut self, from: String, messages: Vec<Message>, now: f64) {
        let to = self.drafts.new_key(now);
        self.effect(Effect::Copy {
            from,
            to: to.clone(),
            changed: now,
        });
        self.begin_opening(Stage::Copying { to }, messages);
    }

    pub(super) fn begin_opening(&mut self, stage: Stage, messages: Vec<Message>) {
        if matches!(
            stage,
            Stage::WaitingToLoad { .. } | Stage::WaitingToFind { .. }
        ) {
            self.effect(Effect::StartTimer(Timer::Opening, PATIENCE));
        }
        let replaced = self.drafts.opening.replace(Opening { stage, messages });
        if replaced.is_some_and(|replaced| replaced.is_joining()) {
            self.tell_not_joined();
        }
    }

    /// Goes on with opening the draft whose lock this tab has now, if it was waited for.
    pub(super) fn go_on_opening_locked(&mut self, granted: &str) {
        match self.drafts.opening.take() {
            Some(Opening {
                stage: Stage::Locking { draft, .. },
                messages,
            }) if draft == granted => {
                self.begin_opening(Stage::WaitingToLoad { draft }, messages);
            }
            other => self.drafts.opening = other,
        }
    }

    /// Takes note that another tab has the draft that is to be opened. Gives whether there is one.
    pub(super) fn opening_is_refused(&mut self, refused: &str) -> bool {
        match self.drafts.opening.take() {
            Some(Opening {
                stage: Stage::Locking { draft, then },
                messages,
            }) if draft == refused => {
                match then {
                    // A save says which one it follows, so nothing is overwritten without a lock.
                    WhereLocked::Take => {
                        self.begin_opening(Stage::WaitingToLoad { draft }, messages);
                    }
                    WhereLocked::Ask => {
                        self.ask_before_opening(draft, messages);
                        self.end_opening();
                    }
                    WhereLocked::Stay => self.end_opening(),
                }
                true
            }
            other => {
                self.drafts.opening = other;
                false
            }
        }
    }

    fn ask_before_opening(&mut self, draft: String, messages: Vec<Message>) {
        let question = Question::new(
            "This draft is open in another tab",
            "Only one tab can save a draft. If you continue here, the other tab stops saving.",
        )
        .answer("take", "Continue here")
        .answer("copy", "Open a copy")
        .answer("no", "Cancel");
        self.ask(About::OpenElsewhere(draft, messages), question);
    }

    /// Goes on with opening now that no save is under way.
    pub(crate) fn go_on_opening(&mut self) {
        let Some(opening) = &mut self.drafts.opening else {
            return;
        };
        let (stage, effect) = match &opening.stage {
            Stage::WaitingToLoad { draft } => {
                let draft = draft.clone();
                let purpose = Purpose::Open;
                (
                    Stage::Loading {
                        draft: draft.clone(),
                    },
                    Effect::Load { draft, purpose },
                )
            }
            Stage::WaitingToFind { pack } => (
                Stage::Listing { pack: pack.clone() },
                Effect::List(ListFor::CameIn),
            ),
            _ => return,
        };
        opening.stage = stage;
        self.effect(Effect::StopTimer(Timer::Opening));
        self.effect(effect);
    }

    /// A copy was made, or not.
    pub(crate) fn copied(&mut self, to: String, result: Result<bool, StorageError>) {
        let is_awaited = |opening: &Opening| matches!(&opening.stage, Stage::Copying { to: awaited } if *awaited == to);
        let Some(opening) = self.drafts.opening.take_if(|opening| is_awaited(opening)) else {
            return self.duplicated(&to, result);
        };
        match result {
            Ok(true) => self.begin_opening(Stage::WaitingToLoad { draft: to }, opening.messages),
            Ok(false) => self.opening_failed(&StorageError::Gone),
            Err(error) => self.opening_failed(&error),
        }
    }

    /// A draft was loaded, or not.
    pub(crate) fn loaded_for(
        &mut self,
        purpose: Purpose,
        draft: String,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        if purpose == Purpose::Open {
            return self.loaded(&draft, result, now);
        }
        let result = result.map(|found| found.map(|loaded| Box::new(loaded.up_to_date())));
        let result = match result {
            Ok(Some(loaded))
                if loaded.is_damaged()
                    && !matches!(purpose, Purpose::Download | Purpose::Bundle) =>
            {
                Err(StorageError::Damaged)
            }
            result => result,
        };
        match purpose {
            Purpose::NextVersion => self.loaded_for_next_version(result, now),
            Purpose::Download => self.loaded_for_download(result, now),
            Purpose::Bundle => self.loaded_to_bundle(result),
            Purpose::Adopt => self.loaded_to_adopt(result, now),
            Purpose::Changes => self.loaded_for_changes(&draft, result),
            Purpose::Compare | Purpose::Open => self.loaded_to_compare(draft, result, now),
        }
    }

    /// A draft was loaded to be opened, or not.
    fn loaded(&mut self, draft: &str, result: Result<Option<Box<Loaded>>, StorageError>, now: f64) {
        let is_awaited = |opening: &Opening| matches!(&opening.stage, Stage::Loading { draft: awaited } if awaited == draft);
        let Some(opening) = self.drafts.opening.take_if(|opening| is_awaited(opening)) else {
            return;
        };
        match result {
            Ok(Some(loaded)) if loaded.is_damaged() => {
                self.drafts.list.note_damaged(draft);
                self.opening_failed(&StorageError::Damaged);
            }
            Ok(Some(loaded)) => self.leave(Next::Draft(loaded, opening.messages), now),
            Ok(None) => self.opening_failed(&StorageError::Gone),
            Err(error) => self.opening_failed(&error),
        }
    }

    fn opening_failed(&mut self, error: &StorageError) {
        if !self.link_failed(error) {
            self.tell_failed(error, "The draft was not opened.");
        }
        self.end_opening();
    }

    /// Tells why nothing could be done with a draft, and what was not done.
    pub(crate) fn tell_failed(&mut self, error: &StorageError, not_done: &str) {
        let text = if *error == StorageError::Gone {
            self.list_drafts();
            format!("{error}.")
        } else if *error == StorageError::Damaged {
            self.list_drafts();
            format!(
                "{error}, so it was not opened. Download what can be read from its card, or delete it."
            )
        } else {
            format!("{error}. {not_done}")
        };
        self.tell(Message::error(text));
    }

    /// Nothing is about to be opened any more. The first time, the page answers from then on.
    pub(super) fn end_opening(&mut self) {
        self.drafts.opening = None;
        self.become_ready();
    }

    /// The user does not want the pack any more that is about to be opened, nor the image that is about
    /// to be the logo.
    pub(crate) fn work_stopped(&mut self) {
        self.making.stop();
        if self.is_opening() {
            self.waiting.retain(|waiting| !waiting.opens_pack());
            self.folders.stop_picking();
            self.stop_opening();
        }
    }

    /// Gives up what is about to be opened, with the address that led to it.
    pub(crate) fn stop_opening(&mut self) {
        self.address.link = None;
        self.end_opening();
    }

    /// Goes on now that no save is under way.
    pub(crate) fn go_on_idle(&mut self, now: f64) {
        if self.drafts.save_queue.is_idle() {
            self.go_on_leaving(now);
        }
        // Leaving may have begun another save, or another opening.
        if self.drafts.save_queue.is_idle() {
            self.go_on_opening();
            self.go_on_listing();
            let drafts = &mut self.drafts;
            let needed = [self.draft.as_deref(), drafts.apart.as_deref()];
            drafts.save_queue.forget_others(needed);
        }
    }
}
