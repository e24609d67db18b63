//! Leaving a pack: it stays open until all of it is saved. Where it cannot be saved, the user is
//! asked.

use pack_model::History;
use pack_model::presets::full_ids;

use super::journal::Replayed;
use super::kept::Loaded;
use super::next::{Fresh, Next};
use super::under_way::Leaving;
use crate::editor::Editor;
use crate::effect::{Effect, Focus, Timer};
use crate::files::folder::Folder;
use crate::message::Message;
use crate::question::{About, Question};

/// How long to wait for the storage before the user is asked, in milliseconds.
const PATIENCE: u32 = 10_000;

impl Editor {
    /// Goes on to something else once all of the open pack is saved.
    pub(crate) fn leave(&mut self, next: Next, now: f64) {
        // What was asked for last is what is done.
        self.stop_leaving();
        self.fix_before_leaving();
        if !self.is_unsaved() {
            self.save_now(now);
            return self.go_on_to(next, now);
        }
        // What failed before may work by now.
        self.save_soon(now);
        self.save_now(now);
        self.drafts.leaving = Some(Leaving {
            next,
            copy: None,
            is_copy_failed: false,
        });
        self.effect(Effect::StartTimer(Timer::Leaving, PATIENCE));
    }

    /// Whether the open pack is being left, or the user is asked whether it may be.
    pub(crate) fn is_leaving(&self) -> bool {
        self.drafts.leaving.is_some() || matches!(self.asked, Some(About::Leaving(_)))
    }

    /// Stays in the open pack, if it is being left.
    pub(crate) fn stop_leaving(&mut self) {
        if self.drafts.leaving.take().is_some() {
            self.effect(Effect::StopTimer(Timer::Leaving));
        }
        if matches!(self.asked, Some(About::Leaving(_))) {
            self.close_question();
        }
    }

    /// Goes on with leaving now that no save is under way.
    pub(super) fn go_on_leaving(&mut self, now: f64) {
        let Some(leaving) = &self.drafts.leaving else {
            return;
        };
        let (is_copy_failed, copy) = (leaving.is_copy_failed, leaving.copy.clone());
        if !self.is_unsaved() {
            self.end_leaving(now);
        } else if self.is_elsewhere() && !is_copy_failed {
            // More may have been typed since it was written, which belongs into the same copy.
            let copy = copy.unwrap_or_else(|| self.drafts.new_key(now));
            if let Some(leaving) = &mut self.drafts.leaving {
                leaving.copy = Some(copy.clone());
            }
            self.drafts.apart = Some(copy.clone());
            self.write_as(copy, now);
        } else if self.drafts.save_queue.has_pause() && !self.is_elsewhere() {
            // More was typed meanwhile.
            self.save_now(now);
        } else {
            self.ask_before_leaving();
        }
    }

    /// All of the pack is saved.
    fn end_leaving(&mut self, now: f64) {
        let Some(leaving) = self.drafts.leaving.take() else {
            return;
        };
        self.effect(Effect::StopTimer(Timer::Leaving));
        let is_copied = self.is_elsewhere();
        self.close_question();
        if is_copied {
            self.forget_own_journal();
        }
        self.go_on_to(leaving.next, now);
        if is_copied {
            let text = "The changes in this tab were saved as a copy in your drafts.";
            self.tell(Message::info(text).of_the_page());
        }
    }

    /// Takes note that a draft could not be written, in case it is the copy of what only this tab has.
    pub(super) fn copy_failed(&mut self, draft: &str) {
        if self.drafts.apart.as_deref() == Some(draft)
            && let Some(leaving) = &mut self.drafts.leaving
        {
            leaving.is_copy_failed = true;
        }
    }

    /// Asks before the open pack is left with changes that the storage does not take.
    pub(crate) fn ask_before_leaving(&mut self) {
        let Some(leaving) = self.drafts.leaving.take() else {
            return;
        };
        self.effect(Effect::StopTimer(Timer::Leaving));
        let question = Question::new(
            "Your latest changes are not saved",
            "The browser could not save them, so they are lost if you leave without saving.",
        )
        .answer("stay", "Cancel")
        .answer("download", "Download and leave")
        .answer("leave", "Leave without saving");
        self.ask(About::Leaving(leaving.next), question);
    }

    /// Leaves the open pack without what is not saved of it, as the user wants.
    pub(crate) fn leave_without(&mut self, next: Next, now: f64) {
        // Otherwise a pack that is opened only after a search would ask about this one again.
        self.draft = None;
        self.go_on_to(next, now);
    }

    /// Leaves the open pack for something else, whatever is saved of it.
    fn go_on_to(&mut self, next: Next, now: f64) {
        match next {
            Next::Start => {
                self.forget_told();
                self.messages.forget_infos();
                self.close_question();
                self.draft = None;
                self.dialog = None;
                self.folders.turn_to(None);
                self.effect(Effect::Focus(Focus::Start));
                self.stop_opening();
            }
            Next::New(fresh) => self.open_fresh(*fresh, now),
            Next::Version => {
                let fresh = Fresh::next_version_of(self.pack());
                self.open_fresh(fresh, now);
            }
            Next::Draft(loaded, messages) => {
                let replayed = loaded.replayed();
                self.drafts.save_queue.note_loaded(&loaded, &replayed);
                let Loaded {
                    draft,
                    pack,
                    history,
                    place,
                    folder,
                    ..
                } = *loaded;
                let Replayed {
                    state,
                    saved,
                    aside,
                    ..
                } = replayed;
                let (pack, history) = state.unwrap_or((pack, history));
                self.open(draft.id.clone(), pack, history.unwrap_or_default());
                if let Some(folder) = folder.filter(|_| self.folders.open.is_none()) {
                    self.folders.open = Some(Folder::of_draft(&folder, self.pack()));
                }
                self.cluster = draft.cluster;
                let chosen = std::mem::take(&mut self.cluster.presets);
                self.cluster.presets = full_ids(self.pack(), chosen);
                self.arrive(&draft.id, place);
                messages.into_iter().for_each(|message| self.tell(message));
                self.end_opening();
                self.forget_journals(draft.id.clone(), saved);
                self.ask_about_aside(draft.id, aside);
            }
            Next::Reload => self.effect(Effect::Reload),
            Next::CameIn(pack, notices) => self.find_alike(*pack, notices),
        }
    }

    /// Opens a pack as a new draft.
    fn open_fresh(&mut self, fresh: Fresh, now: f64) {
        let draft = self.drafts.new_key(now);
        self.open(draft, fresh.pack, History::default());
        if let Some(place) = fresh.place {
            self.location.show(&place);
        }
        for message in fresh.messages {
            self.tell(message);
        }
        self.stop_opening();
    }
}
