//! What is known to be in the storage, and what is still to be written. Drafts are written one after
//! the other, and each save writes only what changed.

use std::collections::BTreeMap;

use pack_model::edit::Delta;
use pack_model::{History, Pack};

use super::journal::{Journal, JournalEntry, Replayed, SaveId};
use super::kept::{Draft, Loaded, Saving, StorageError};
use crate::files::folder::KeptFolder;

/// How long further changes are waited for, in milliseconds.
const PAUSE: f64 = 400.0;

/// How long a change waits at most, in milliseconds. The journal has it long before that, and a save writes whole
/// files.
const LONGEST: f64 = 4_000.0;

/// The size from which a journal is not small any more, in bytes: then the draft is saved instead.
const LARGE: usize = 128 << 10;

/// A draft as it is in the storage.
#[derive(Debug, Default)]
struct Known {
    /// Its row; nothing where it is not there.
    row: Option<Draft>,
    pack: Pack,
    /// Nothing where steps are there that cannot be read.
    history: Option<History>,
    folder: Option<KeptFolder>,
    /// The tabs whose journals are part of the pack that was opened, and go with the next save.
    settled: Vec<u32>,
    /// The number of the last save that was tried. None has the number of another one, also where that
    /// failed: a journal tells them apart.
    tried: u32,
}

/// A draft that is to be written.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) row: Draft,
    pub(super) pack: Pack,
    pub(super) history: History,
    /// The folder that the pack is saved in.
    pub(super) folder: Option<KeptFolder>,
}

/// The job that is being done.
#[derive(Debug)]
struct Writing {
    job: Job,
    /// The draft before it.
    known: Known,
    with_history: bool,
    /// Its row afterwards.
    row: Draft,
}

/// What follows from the end of a save.
#[derive(Debug)]
pub(super) enum Done {
    /// It is tried again in another way.
    Again(Box<Saving>),
    /// The job is done, or failed.
    Over {
        job: Box<Job>,
        error: Option<StorageError>,
        /// The save, and the tabs whose journals are part of it.
        saved: Option<(SaveId, Vec<u32>)>,
    },
}

/// What is to be done for a draft that has changed.
#[derive(Debug)]
pub(super) enum Journaling {
    /// Nothing: it is in the storage.
    Nothing,
    /// It is to be saved: it is not there yet, or its journal would be large.
    Save,
    /// Its journal is to be written.
    Row(Box<Journal>),
}

/// The drafts on their way into the storage.
#[derive(Debug, Default)]
pub(super) struct SaveQueue {
    /// This tab.
    tab: u32,
    /// The drafts that this tab may still write. One that is opened later becomes known by that.
    known: BTreeMap<String, Known>,
    /// At most one job a draft.
    waiting: Vec<Job>,
    writing: Option<Writing>,
    /// When the first change was made that is not yet on its way; the pause timer runs while there is
    /// one.
    since: Option<f64>,
}

impl SaveQueue {
    /// The queue of a tab.
    pub(super) fn of(tab: u32) -> Self {
        Self {
            tab,
            ..Self::default()
        }
    }

    /// This tab.
    pub(super) fn tab(&self) -> u32 {
        self.tab
    }

    /// Takes note of a draft that was loaded, and of its journals, so that only later changes are written.
    pub(super) fn note_loaded(&mut self, loaded: &Loaded, replayed: &Replayed) {
        let known = Known {
            row: Some(loaded.draft.clone()),
            pack: loaded.pack.clone(),
            history: loaded.history.clone(),
            folder: loaded.folder.clone(),
            settled: replayed.settled.clone(),
            tried: loaded.draft.saves,
        };
        self.known.insert(loaded.draft.id.clone(), known);
    }

    /// Forgets all drafts but some, now that nothing is being written: else each that was opened or saved
    /// would stay in memory with its pack and its history.
    pub(super) fn forget_others(&mut self, needed: [Option<&str>; 2]) {
        self.known
            .retain(|draft, _| needed.contains(&Some(draft.as_str())));
    }

    /// Whether a pack is in the storage as this draft.
    pub(super) fn has(&self, draft: &str, pack: &Pack) -> bool {
        let known = self.known.get(draft);
        known.is_some_and(|known| known.pack == *pack)
    }

    /// Whether a pack that is in the storage is being written again as it is, with what has become of its
    /// row: then the storage has it, however that ends.
    pub(super) fn writes_again(&self, draft: &str, pack: &Pack) -> bool {
        self.writing.as_ref().is_some_and(|writing| {
            let stored = writing.known.row.is_some().then_some(&writing.known.pack);
            writing.row.id == draft && writing.job.pack == *pack && stored == Some(pack)
        })
    }

    /// Whether nothing is being written or waits to be.
    pub(super) fn is_idle(&self) -> bool {
        self.writing.is_none() && self.waiting.is_empty()
    }

    /// Takes note of a change. Gives after how many milliseconds it is to be written.
    pub(super) fn wait(&mut self, now: f64) -> u32 {
        let since = *self.since.get_or_insert(now);
        (since + LONGEST - now).clamp(0.0, PAUSE) as u32
    }

    /// The journal of a draft whose pack has changed. Where it is again as it was saved, that is to be
    /// written too if a journal says something else.
    pub(super) fn journal(
        &self,
        draft: &str,
        (pack, history): (&Pack, &History),
        is_other_said: bool,
        now: f64,
    ) -> Journaling {
        let writing = self
            .writing
            .as_ref()
            .filter(|writing| writing.row.id == draft);
        let known = writing
            .map(|writing| &writing.known)
            .or(self.known.get(draft));
        // A journal is worth nothing without the save that it follows.
        let Some(known) = known.filter(|known| known.row.is_some()) else {
            return Journaling::Save;
        };
        let is_said = is_other_said || !known.settled.is_empty();
        if writing.is_none() && !is_said && known.pack == *pack {
            return Journaling::Nothing;
        }
        let none = History::default();
        let entry = |follows: SaveId, before: &Pack, steps: &History| JournalEntry {
            follows,
            delta: Delta::between((before, steps), (pack, history)),
        };
        let mut entries = Vec::new();
        if let Some(row) = &known.row {
            let steps = known.history.as_ref().unwrap_or(&none);
            entries.push(entry(row.save_id(), &known.pack, steps));
        }
        if let Some(writing) = writing {
            let steps = &writing.job.history;
            let steps = if writing.with_history { steps } else { &none };
            entries.push(entry(writing.row.save_id(), &writing.job.pack, steps));
        }
        if entries.iter().any(|entry| entry.delta.weight() > LARGE) {
            return Journaling::Save;
        }
        let settled = known.settled.clone();
        Journaling::Row(Box::new(Journal {
            draft: draft.to_owned(),
            tab: self.tab,
            changed: now,
            entries,
            settled: settled.into_iter().filter(|tab| *tab != self.tab).collect(),
        }))
    }

    /// Ends the pause that changes wait for. Gives whether there was one.
    pub(super) fn take_pause(&mut self) -> bool {
        self.since.take().is_some()
    }

    /// Whether changes wait for their pause to be over.
    pub(super) fn has_pause(&self) -> bool {
        self.since.is_some()
    }

    /// Has a draft written, after all that waits already. Gives what is to be written at once.
    pub(super) fn enqueue(&mut self, job: Job) -> Option<Saving> {
        self.waiting.retain(|other| other.row.id != job.row.id);
        self.waiting.push(job);
        self.next()
    }

    /// Begins the next job unless there is one under way.
    pub(super) fn next(&mut self) -> Option<Saving> {
        if self.writing.is_some() || self.waiting.is_empty() {
            return None;
        }
        let job = self.waiting.remove(0);
        let known = self.known.remove(&job.row.id).unwrap_or_default();
        Some(self.begin(job, known, true))
    }

    fn begin(&mut self, job: Job, known: Known, with_history: bool) -> Saving {
        let mut known = known;
        let saves = known.row.as_ref().map_or(0, |row| row.saves);
        known.tried = known.tried.max(saves).saturating_add(1);
        let saving = saving(&job, &known, with_history, self.tab);
        self.writing = Some(Writing {
            job,
            known,
            with_history,
            row: saving.draft.clone(),
        });
        saving
    }

    /// Takes note of how a save has ended; nothing where none was under way.
    pub(super) fn done(&mut self, result: Result<(), StorageError>) -> Option<Done> {
        let writing = self.writing.take()?;
        let Writing {
            job,
            known,
            with_history,
            row,
        } = writing;
        let mut saved = None;
        let (known, error) = match result {
            Ok(()) => {
                let mut settled = known.settled;
                settled.push(self.tab);
                saved = Some((row.save_id(), settled));
                let known = Known {
                    settled: Vec::new(),
                    tried: row.saves,
                    row: Some(row),
                    pack: job.pack.clone(),
                    history: Some(if with_history {
                        job.history.clone()
                    } else {
                        History::default()
                    }),
                    folder: job.folder.clone(),
                };
                (known, None)
            }
            // It was deleted in another tab, but goes on here.
            Err(StorageError::Gone) if known.row.is_some() => {
                let known = Known {
                    settled: known.settled,
                    tried: known.tried,
                    ..Known::default()
                };
                let saving = self.begin(job, known, with_history);
                return Some(Done::Again(Box::new(saving)));
            }
            // The pack is worth more than its history.
            Err(StorageError::Full) if with_history && !job.history.is_empty() => {
                let saving = self.begin(job, known, false);
                return Some(Done::Again(Box::new(saving)));
            }
            Err(error) => (known, Some(error)),
        };
        self.known.insert(job.row.id.clone(), known);
        let job = Box::new(job);
        Some(Done::Over { job, error, saved })
    }
}

/// What a job changes of a draft.
fn saving(job: &Job, known: &Known, with_history: bool, tab: u32) -> Saving {
    let history = if with_history {
        job.history.clone()
    } else {
        History::default()
    };
    let before = known.history.as_ref().filter(|_| with_history);
    let saves = known.row.as_ref().map(|row| row.saves);
    let mut saving = Saving {
        draft: Draft {
            saves: known.tried,
            tab,
            ..job.row.clone()
        },
        before: saves,
        files: known.pack.differences(&job.pack),
        steps: match before {
            Some(before) => before.difference(&history),
            None => History::default().difference(&history),
        },
        forget: before.is_none(),
        folder: job
            .folder
            .clone()
            .filter(|now| known.folder.as_ref() != Some(now)),
    };
    if let Some(row) = &known.row {
        if saving.files.is_empty() {
            saving.draft.changed = row.changed;
        }
        if saving.draft.problems.is_none() {
            saving.draft.problems = row.problems;
            saving.draft.is_unfinished = row.is_unfinished;
        }
    }
    saving
}
