//! Writing the journal of the open pack, a moment after a change and before it is saved, and what
//! becomes of journals that fit nothing.

use pack_model::Pack;

use crate::drafts::kept::StorageError;
use crate::drafts::save_queue::Journaling;
use crate::editor::Editor;
use crate::effect::{Effect, Timer};
use crate::files::download::Download;
use crate::question::{About, Question};

/// How long the first change waits for further ones, in milliseconds: two keys of a fast typist. A change is lost
/// if the tab is killed within that, and the time that it takes to write it.
const PAUSE: u32 = 180;

/// How far the journal of the open pack is.
#[derive(Debug, Default)]
pub(in crate::drafts) struct JournalState {
    /// Whether the pause timer runs.
    is_waiting: bool,
    /// What is being written: the draft and its pack.
    writing: Option<(String, Pack)>,
    /// Whether more is to be written after that.
    is_behind: bool,
    /// What was written last.
    kept: Option<(String, Pack)>,
}

impl Editor {
    /// Has the journal written soon.
    pub(crate) fn journal_soon(&mut self) {
        if !self.drafts.journal.is_waiting {
            self.drafts.journal.is_waiting = true;
            self.effect(Effect::StartTimer(Timer::Journal, PAUSE));
        }
    }

    /// Writes the journal now if it waits for its pause to be over.
    pub(crate) fn journal_now(&mut self, now: f64) {
        if !std::mem::take(&mut self.drafts.journal.is_waiting) {
            return;
        }
        self.effect(Effect::StopTimer(Timer::Journal));
        if self.drafts.journal.writing.is_some() {
            self.drafts.journal.is_behind = true;
        } else {
            self.write_journal(now);
        }
    }

    fn write_journal(&mut self, now: f64) {
        let Some(draft) = self.draft.clone().filter(|_| !self.is_elsewhere()) else {
            return;
        };
        let (pack, history) = (self.pack().clone(), self.history());
        let kept = self.drafts.journal.kept.as_ref();
        let is_other_said = kept.is_some_and(|(of, kept)| *of == draft && *kept != pack);
        let state = (&pack, &history);
        let queue = &self.drafts.save_queue;
        match queue.journal(&draft, state, is_other_said, now) {
            Journaling::Nothing => {}
            Journaling::Save => self.save_now(now),
            Journaling::Row(journal) => {
                self.drafts.journal.writing = Some((draft, pack));
                self.effect(Effect::Journal(journal));
            }
        }
    }

    /// The journal was written, or not: then the save that follows tells why.
    pub(crate) fn journal_done(&mut self, result: Result<(), StorageError>, now: f64) {
        let journal = &mut self.drafts.journal;
        let written = journal.writing.take();
        if result.is_ok() {
            journal.kept = written;
        }
        if std::mem::take(&mut journal.is_behind) {
            self.write_journal(now);
        }
    }

    /// Whether closing the page would lose changes of the open pack: neither the storage nor the journal
    /// has them.
    pub fn is_at_risk(&self) -> bool {
        let (kept, pack) = (self.drafts.journal.kept.as_ref(), self.pack());
        let is_kept = self.draft.as_deref().is_some_and(|draft| {
            kept.is_some_and(|(of, kept)| of == draft && kept == pack)
                || self.drafts.save_queue.writes_again(draft, pack)
        });
        self.is_unsaved() && (self.is_elsewhere() || !is_kept)
    }

    /// Asks what is to be done with changes of a draft that could not be put back.
    pub(in crate::drafts) fn ask_about_aside(&mut self, draft: String, aside: Vec<(u32, String)>) {
        if aside.is_empty() {
            return;
        }
        let question = Question::new(
            "Some changes do not fit this draft",
            "They were made in another tab before the draft was saved as it is now. Download them as text to compare, or discard them.",
        )
        .answer("download", "Download changes")
        .answer("discard", "Discard")
        .answer("later", "Decide later");
        self.ask(About::Aside(draft, aside), question);
    }

    /// Offers changes that were put aside as a text.
    pub(crate) fn download_aside(&mut self, draft: String, aside: Vec<(u32, String)>) {
        let (tabs, texts): (Vec<u32>, Vec<String>) = aside.into_iter().unzip();
        let name = self.pack().manifest().name().unwrap_or_default();
        self.downloads.push_back(Download::Aside(draft, tabs));
        self.effect(Effect::Download {
            name: format!("{name}-changes.txt"),
            media_type: "text/plain",
            bytes: texts.join("\n").into_bytes().into(),
        });
    }

    /// Removes what the journal says of the open pack, which the user does not want to be saved.
    pub(crate) fn forget_own_journal(&mut self) {
        if let Some(draft) = self.draft.clone() {
            self.forget_journals(draft, vec![self.drafts.save_queue.tab()]);
        }
    }

    /// Removes journals of a draft from the storage.
    pub(crate) fn forget_journals(&mut self, draft: String, tabs: Vec<u32>) {
        if !tabs.is_empty() {
            self.effect(Effect::ForgetJournals {
                draft,
                tabs,
                unless_after: None,
            });
        }
    }
}
