//! The journal of a draft: what was changed since it was saved, as one small row a tab. It is written
//! within a fraction of a second and the draft itself later, so that a tab that is killed loses its last keys at
//! most.
//!
//! A journal says which save it follows. When a draft is loaded, the one that fits is put onto what was
//! saved; one that fits nothing is put aside for the user.

pub(super) mod writing;

use std::fmt::Write;

use pack_model::edit::Delta;
use pack_model::{Edit, History, Pack};
use serde::{Deserialize, Serialize};

use super::kept::{Draft, Loaded};

/// Tells one save of a draft from all others of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveId {
    /// The number of saves with this one.
    pub saves: u32,
    /// The tab that saved.
    pub tab: u32,
}

impl Draft {
    /// The save that wrote this row.
    pub fn save_id(&self) -> SaveId {
        SaveId {
            saves: self.saves,
            tab: self.tab,
        }
    }
}

/// What a tab has changed of a draft since a save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    /// The draft's key.
    pub draft: String,
    /// The tab that wrote it.
    pub tab: u32,
    /// When it was written, in milliseconds since 1970.
    pub changed: f64,
    /// The changes since the last save, and since the one that is under way.
    pub entries: Vec<JournalEntry>,
    /// The tabs whose journals are part of this one, and go.
    #[serde(skip)]
    pub settled: Vec<u32>,
}

/// The changes from what a save has written to the pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The save.
    pub follows: SaveId,
    /// The changes.
    pub delta: Delta,
}

impl Journal {
    fn after(&self, save: SaveId) -> Option<&JournalEntry> {
        self.entries.iter().find(|entry| entry.follows == save)
    }

    /// Whether a later save of the same tab has written what it says.
    fn is_saved_by(&self, save: SaveId) -> bool {
        let is_older = |entry: &JournalEntry| entry.follows.saves < save.saves;
        self.tab == save.tab && self.entries.iter().all(is_older)
    }

    /// What it says, for a reader.
    fn written(&self) -> String {
        let mut text = String::new();
        let edits = self.entries.first().map(|entry| &entry.delta.edits);
        for edit in edits.into_iter().flatten() {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "── {}", edit.path());
            match edit {
                Edit::Text { edits, .. } => {
                    for edit in edits {
                        let (start, end) = (edit.range.start, edit.range.end);
                        let _ = writeln!(text, "bytes {start} to {end} became:\n{}", edit.insert);
                    }
                }
                Edit::Put { file: None, .. } => text.push_str("was removed\n"),
                Edit::Put {
                    file: Some(file), ..
                } => match file.text() {
                    Some(content) => {
                        let _ = writeln!(text, "became:\n{content}");
                    }
                    None => text.push_str("became a file that is no text\n"),
                },
            }
        }
        text
    }
}

/// A journal as it was found in the storage: what it says, or the row as text where it is damaged.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundJournal {
    /// The tab that wrote it.
    pub tab: u32,
    /// What it says.
    pub content: Result<Journal, String>,
}

/// A loaded draft with what its journals say.
#[derive(Debug, Default)]
pub(crate) struct Replayed {
    /// The pack and its history with the changes of a journal, if one fits.
    pub(crate) state: Option<(Pack, Option<History>)>,
    /// The tabs whose journals are part of that.
    pub(super) settled: Vec<u32>,
    /// The tabs whose journals are part of what was saved.
    pub(super) saved: Vec<u32>,
    /// The tabs whose journals fit nothing, with what they say.
    pub(super) aside: Vec<(u32, String)>,
}

impl Loaded {
    /// Whether not all of it can be read.
    pub(crate) fn is_damaged(&self) -> bool {
        self.unread > 0 || self.draft.is_damaged
    }

    /// Puts the newest journal that fits onto the pack.
    pub(super) fn replayed(&self) -> Replayed {
        let mut replayed = Replayed::default();
        let save = self.draft.save_id();
        let mut newest = f64::NEG_INFINITY;
        for found in &self.journals {
            let journal = match &found.content {
                Ok(journal) if journal.is_saved_by(save) => {
                    replayed.saved.push(found.tab);
                    continue;
                }
                Ok(journal) => journal,
                Err(text) => {
                    replayed.aside.push((found.tab, text.clone()));
                    continue;
                }
            };
            let state = journal
                .after(save)
                .and_then(|entry| entry.delta.onto(&self.pack, self.history.as_ref()));
            match state {
                Some(state) if journal.changed > newest => {
                    newest = journal.changed;
                    replayed.state = Some(state);
                    for tab in replayed.settled.drain(..) {
                        replayed.aside.push((tab, self.says(tab)));
                    }
                    replayed.settled.push(found.tab);
                }
                _ => replayed.aside.push((found.tab, journal.written())),
            }
        }
        replayed
    }

    /// The same in place of the pack.
    pub(crate) fn up_to_date(mut self) -> Self {
        if let Some((pack, history)) = self.replayed().state {
            self.pack = pack;
            self.history = history;
        }
        self
    }

    fn says(&self, tab: u32) -> String {
        let mut found = self.journals.iter();
        let found = found.find(|found| found.tab == tab);
        let journal = found.and_then(|found| found.content.as_ref().ok());
        journal.map(Journal::written).unwrap_or_default()
    }
}
