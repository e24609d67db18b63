//! Saving: shortly after each change, at once where the page may go, and never over what another tab
//! has saved.

use pack_model::{Pack, Severity};

use super::kept::{Draft, Saved, Saving, StorageError};
use super::save_queue::{Done, Job};
use crate::editor::Editor;
use crate::effect::{Effect, Timer};
use crate::message::Message;

/// The rule whose findings are what a template left open.
const UNFINISHED: &str = "template-unfinished";

impl Editor {
    /// Has the open pack written once changes pause, or before the first of them has waited too long.
    pub(crate) fn save_soon(&mut self, now: f64) {
        let left = self.drafts.save_queue.wait(now);
        self.effect(Effect::StartTimer(Timer::Pause, left));
    }

    /// Whether the open pack has changes that are not in the storage, but perhaps in the journal.
    pub fn is_unsaved(&self) -> bool {
        let Some(draft) = &self.draft else {
            return false;
        };
        let has = |draft: &String| self.drafts.save_queue.has(draft, self.pack());
        let is_apart = self.is_elsewhere() && self.drafts.apart.as_ref().is_some_and(has);
        !has(draft) && !is_apart
    }

    /// Whether another tab has the open draft.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.saved == Saved::Elsewhere
    }

    /// Writes the open pack now if it waits for its pause to be over, unless another tab has it.
    pub(crate) fn save_now(&mut self, now: f64) {
        if !self.drafts.save_queue.take_pause() {
            return;
        }
        self.effect(Effect::StopTimer(Timer::Pause));
        if let Some(draft) = self.draft.clone().filter(|_| !self.is_elsewhere()) {
            self.write_as(draft, now);
        }
    }

    /// Writes the open pack as a draft, after all that waits already.
    pub(super) fn write_as(&mut self, draft: String, now: f64) {
        let (pack, history) = (self.pack().clone(), self.history());
        let is_open = self.draft.as_ref() == Some(&draft);
        let folder = self.folders.open.as_ref().filter(|_| is_open);
        let folder = folder.map(|folder| folder.kept(&pack));
        let row = self.row(draft, &pack, now);
        self.write(Job {
            row,
            pack,
            history,
            folder,
        });
    }

    /// Writes a draft after all that waits already.
    pub(super) fn write(&mut self, job: Job) {
        let saving = self.drafts.save_queue.enqueue(job);
        self.begin_save(saving.map(Box::new));
    }

    fn begin_save(&mut self, saving: Option<Box<Saving>>) {
        if let Some(saving) = saving {
            self.effect(Effect::Save(saving));
        }
    }

    /// Takes note of how the save under way has ended.
    pub(crate) fn save_done(&mut self, result: Result<(), StorageError>, now: f64) {
        let (job, error) = match self.drafts.save_queue.done(result) {
            None => return,
            Some(Done::Again(saving)) => return self.begin_save(Some(saving)),
            Some(Done::Over { job, error, saved }) => {
                if let Some((save, tabs)) = saved {
                    self.effect(Effect::ForgetJournals {
                        draft: job.row.id.clone(),
                        tabs,
                        unless_after: Some(save),
                    });
                }
                (job, error)
            }
        };
        let is_adopted = self.saved_to_adopt(&job.row.id, error.as_ref(), now);
        if self.drafts.save_queue.is_idle() {
            self.list_drafts();
        }
        let is_open = self.draft.as_ref() == Some(&job.row.id);
        // Another tab may have taken the draft meanwhile.
        let is_ours = is_open && !self.is_elsewhere();
        match error {
            None if is_ours && !self.is_unsaved() => self.saved = Saved::Yes,
            None => {}
            // That is told once all of them were tried.
            Some(_) if is_adopted => {}
            Some(StorageError::Elsewhere) if is_open => self.lose_draft(),
            Some(StorageError::Elsewhere) => self.keep_as_copy(job, now),
            Some(error) => {
                self.copy_failed(&job.row.id);
                self.report(&error, is_ours);
            }
        }
        let next = self.drafts.save_queue.next().map(Box::new);
        self.begin_save(next);
    }

    /// Keeps a pack as a copy: it was left before it could be told that another tab saves its draft.
    fn keep_as_copy(&mut self, mut job: Box<Job>, now: f64) {
        job.row.id = self.drafts.new_key(now);
        job.folder = None;
        self.write(*job);
        let text =
            "Another tab saved this draft, so your changes in this tab were saved as a copy.";
        self.tell(Message::info(text).of_the_page());
    }

    /// Tells once that the storage does not take a pack. If it is the open one, the bar says so as
    /// long as it is so.
    fn report(&mut self, error: &StorageError, is_ours: bool) {
        let is_told = matches!(self.saved, Saved::Failed(_));
        if is_ours {
            self.saved = Saved::Failed(error.of_unsaved());
        }
        let text = error.of_unsaved();
        let is_shown = self.messages().iter().any(|message| message.text == text);
        if !is_told && !is_shown {
            self.tell(Message::error(text).of_the_page());
        }
    }

    /// The row of the start page for the open pack.
    fn row(&self, id: String, pack: &Pack, now: f64) -> Draft {
        let judged = &self.judged;
        let problems = judged.revision.map(|_| {
            (
                judged.count(Severity::Error),
                judged.count(Severity::Warning),
            )
        });
        let mut found = judged.diagnostics.iter();
        Draft {
            problems,
            cluster: self.cluster.clone(),
            is_unfinished: found.any(|found| found.rule == UNFINISHED),
            ..Draft::of(id, pack, now)
        }
    }
}
