//! Opening a draft: it is locked, loaded once nothing is being written, and shown once the pack that
//! is open is left. And opening a pack that came in, which may be a draft already.

use pack_model::Pack;

use super::kept::{Alike, Loaded, StorageError};
use super::leaving::{Fresh, Next};
use crate::asked::About;
use crate::editor::Editor;
use crate::effect::{Effect, Purpose, Timer};
use crate::message::Message;
use crate::question::Question;

/// How long to wait for saves before a draft is loaded, in milliseconds.
const PATIENCE: u32 = 2_000;

/// Something that is about to be opened.
#[derive(Debug)]
pub(super) struct Opening {
    /// How far it is.
    stage: Stage,
    /// What is said once it is open.
    messages: Vec<Message>,
}

/// How far an opening is.
#[derive(Debug)]
enum Stage {
    /// The draft's lock was asked for.
    Locking { draft: String, steal: bool },
    /// A copy of a draft is being made, under this key.
    Copying { to: String },
    /// Saves are under way, one of which may be the draft's.
    WaitingToLoad { draft: String },
    /// The draft is being loaded.
    Loading { draft: String },
    /// Saves are under way, one of which may be of the pack that came in.
    WaitingToFind { pack: Box<Pack> },
    /// The drafts are being searched for the pack that came in.
    Finding { pack: Box<Pack> },
}

impl Editor {
    /// Opens a draft, unless another tab has it: then the user is asked.
    pub(crate) fn open_draft(&mut self, draft: String, messages: Vec<Message>) {
        self.lock_and_open(draft, false, messages);
    }

    /// Opens a draft in this tab, even if another tab has it.
    pub(crate) fn take_over(&mut self, draft: String, messages: Vec<Message>) {
        self.lock_and_open(draft, true, messages);
    }

    fn lock_and_open(&mut self, draft: String, steal: bool, messages: Vec<Message>) {
        if self.drafts.locks.has(&draft) {
            return self.begin_opening(Stage::WaitingToLoad { draft }, messages);
        }
        self.effect(Effect::Lock {
            draft: draft.clone(),
            steal,
        });
        self.begin_opening(Stage::Locking { draft, steal }, messages);
    }

    /// Opens a copy of a draft.
    pub(crate) fn open_copy(&mut self, from: String, messages: Vec<Message>, now: f64) {
        let to = self.drafts.new_key(now);
        self.effect(Effect::Copy {
            from,
            to: to.clone(),
        });
        self.begin_opening(Stage::Copying { to }, messages);
    }

    /// Opens a pack that came in: as a new draft, or as the draft that holds just this pack.
    pub(super) fn find_alike(&mut self, pack: Pack, notices: Vec<String>) {
        let lines = notices.join("\n");
        let messages = (!lines.is_empty()).then(|| Message::info(lines));
        let pack = Box::new(pack);
        self.begin_opening(
            Stage::WaitingToFind { pack },
            messages.into_iter().collect(),
        );
    }

    fn begin_opening(&mut self, stage: Stage, messages: Vec<Message>) {
        if matches!(
            stage,
            Stage::WaitingToLoad { .. } | Stage::WaitingToFind { .. }
        ) {
            self.effect(Effect::StartTimer(Timer::Patience, PATIENCE));
        }
        self.drafts.opening = Some(Opening { stage, messages });
    }

    /// Goes on with opening the draft whose lock this tab has now. Gives whether it was waited for.
    pub(super) fn go_on_opening_locked(&mut self, granted: &str) -> bool {
        match self.drafts.opening.take() {
            Some(Opening {
                stage: Stage::Locking { draft, .. },
                messages,
            }) if draft == granted => {
                self.begin_opening(Stage::WaitingToLoad { draft }, messages);
                true
            }
            other => {
                self.drafts.opening = other;
                false
            }
        }
    }

    /// Takes note that another tab has the draft that is to be opened. Gives whether there is one.
    pub(super) fn opening_is_refused(&mut self, refused: &str) -> bool {
        match self.drafts.opening.take() {
            Some(Opening {
                stage: Stage::Locking { draft, steal },
                messages,
            }) if draft == refused => {
                if steal {
                    // A save says which one it follows, so nothing is overwritten without a lock.
                    self.begin_opening(Stage::WaitingToLoad { draft }, messages);
                } else {
                    self.ask_before_opening(draft, messages);
                    self.end_opening();
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
    pub(super) fn go_on_opening(&mut self) {
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
                Stage::Finding { pack: pack.clone() },
                Effect::FindAlike(pack.clone()),
            ),
            _ => return,
        };
        opening.stage = stage;
        self.effect(Effect::StopTimer(Timer::Patience));
        self.effect(effect);
    }

    /// A copy was made, or not.
    pub(crate) fn copied(&mut self, to: String, result: Result<bool, StorageError>) {
        let is_awaited = |opening: &Opening| matches!(&opening.stage, Stage::Copying { to: awaited } if *awaited == to);
        let Some(opening) = self.drafts.opening.take_if(|opening| is_awaited(opening)) else {
            return;
        };
        match result {
            Ok(true) => self.begin_opening(Stage::WaitingToLoad { draft: to }, opening.messages),
            Ok(false) => self.opening_failed(&StorageError::Gone),
            Err(error) => self.opening_failed(&error),
        }
    }

    /// A draft was loaded to be opened, or not.
    pub(crate) fn loaded(
        &mut self,
        draft: &str,
        result: Result<Option<Box<Loaded>>, StorageError>,
        now: f64,
    ) {
        let is_awaited = |opening: &Opening| matches!(&opening.stage, Stage::Loading { draft: awaited } if awaited == draft);
        let Some(opening) = self.drafts.opening.take_if(|opening| is_awaited(opening)) else {
            return;
        };
        match result {
            Ok(Some(loaded)) => self.leave(Next::Draft(loaded, opening.messages), now),
            Ok(None) => self.draft_not_opened(draft, &StorageError::Gone),
            Err(error) => self.draft_not_opened(draft, &error),
        }
    }

    fn draft_not_opened(&mut self, draft: &str, error: &StorageError) {
        if self.draft.as_deref() != Some(draft) {
            self.unlock(draft);
        }
        self.opening_failed(error);
    }

    fn opening_failed(&mut self, error: &StorageError) {
        self.tell_failed(error);
        self.end_opening();
    }

    /// Tells why nothing could be done with a draft.
    pub(crate) fn tell_failed(&mut self, error: &StorageError) {
        if *error == StorageError::Gone {
            self.drafts.listed += 1;
        }
        self.tell(Message::error(error.to_string()));
    }

    /// Nothing is about to be opened any more. The first time, the page answers from then on.
    pub(super) fn end_opening(&mut self) {
        self.drafts.opening = None;
        self.become_ready();
    }

    /// The drafts were searched for the pack that came in.
    pub(crate) fn found_alike(&mut self, found: Alike, now: f64) {
        let is_awaited = |opening: &Opening| matches!(opening.stage, Stage::Finding { .. });
        let Some(Opening {
            stage: Stage::Finding { pack },
            mut messages,
        }) = self.drafts.opening.take_if(|opening| is_awaited(opening))
        else {
            return;
        };
        let about = match &found {
            Alike::Nothing => None,
            Alike::Changed => Some(
                "You already have a draft of this pack with changes. It was not changed: this pack was opened as a second draft.",
            ),
            Alike::Same(_) => Some("A draft of this pack already exists, so it was opened."),
        };
        if let Some(about) = about {
            messages.insert(0, Message::info(about));
        }
        match found {
            Alike::Same(draft) => self.open_draft(draft, messages),
            Alike::Nothing | Alike::Changed => {
                let fresh = Fresh {
                    pack: *pack,
                    place: None,
                    messages,
                };
                self.leave(Next::New(Box::new(fresh)), now);
            }
        }
    }

    /// Goes on now that no save is under way.
    pub(crate) fn go_on_idle(&mut self, now: f64) {
        if self.drafts.save_queue.is_idle() {
            self.go_on_leaving(now);
        }
        // Leaving may have begun another save, or another opening.
        if self.drafts.save_queue.is_idle() {
            self.go_on_opening();
        }
    }

    /// It was waited long enough for saves.
    pub(crate) fn patience_is_over(&mut self) {
        self.ask_before_leaving();
        self.go_on_opening();
    }
}
