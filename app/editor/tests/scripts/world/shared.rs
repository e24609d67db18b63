//! What tabs share: a storage of drafts that can be full or broken, and a table of locks.

use std::collections::BTreeMap;

use pack_editor::{
    Draft, Effect, FoundJournal, Journal, KeptFolder, LastPlace, Loaded, SaveId, Saving,
    StorageError,
};
use pack_model::edit::history::NumberedStep;
use pack_model::{File, FilePath, History, Pack};

/// A draft as its rows.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) draft: Draft,
    pub(super) files: BTreeMap<FilePath, File>,
    pub(super) steps: BTreeMap<u64, NumberedStep>,
    pub(super) folder: Option<KeptFolder>,
    pub(super) journals: BTreeMap<u32, Result<Journal, String>>,
    /// Whether a file of it cannot be read.
    pub(super) is_damaged: bool,
}

/// What all tabs share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    pub(super) drafts: BTreeMap<String, Rows>,
    pub(super) places: BTreeMap<String, LastPlace>,
    /// The tab that has each draft.
    pub(super) locks: BTreeMap<String, usize>,
    /// How many bytes of files there is room for.
    pub(crate) room: Option<usize>,
    /// How many steps of a history there is room for.
    pub(crate) room_for_steps: Option<usize>,
    /// What every access fails with.
    pub(crate) broken: Option<StorageError>,
}

impl Shared {
    pub(super) fn is_there(&self) -> Result<(), StorageError> {
        self.broken.clone().map_or(Ok(()), Err)
    }

    pub(crate) fn load(&self, draft: &str) -> Result<Option<Loaded>, StorageError> {
        self.is_there()?;
        let Some(rows) = self.drafts.get(draft) else {
            return Ok(None);
        };
        let mut pack = Pack::default();
        for (path, file) in &rows.files {
            pack.put(path.clone(), Some(file.clone()));
        }
        pack.set_origin(rows.draft.origin.clone());
        let found = rows.journals.iter().map(|(tab, content)| FoundJournal {
            tab: *tab,
            content: content.clone(),
        });
        Ok(Some(Loaded {
            draft: rows.draft.clone(),
            pack,
            unread: usize::from(rows.is_damaged),
            history: Some(History::of(rows.steps.values().cloned().collect())),
            journals: found.collect(),
            place: self.places.get(draft).cloned(),
            folder: rows.folder.clone(),
        }))
    }

    pub(super) fn save(&mut self, saving: &Saving) -> Result<(), StorageError> {
        self.is_there()?;
        let id = &saving.draft.id;
        let rows = self.drafts.get(id);
        let saves = rows.map(|rows| rows.draft.saves);
        if saves != saving.before {
            return Err(match saves {
                Some(_) => StorageError::Elsewhere,
                None => StorageError::Gone,
            });
        }
        let mut rows = rows.cloned().unwrap_or_else(|| Rows {
            draft: saving.draft.clone(),
            files: BTreeMap::new(),
            steps: BTreeMap::new(),
            folder: None,
            journals: BTreeMap::new(),
            is_damaged: false,
        });
        rows.draft = saving.draft.clone();
        if let Some(folder) = &saving.folder {
            rows.folder = Some(folder.clone());
        }
        for (path, file) in &saving.files {
            match file {
                Some(file) => rows.files.insert(path.clone(), file.clone()),
                None => rows.files.remove(path),
            };
        }
        if saving.forget {
            rows.steps.clear();
        }
        for removed in &saving.steps.removed {
            rows.steps.remove(removed);
        }
        for added in &saving.steps.added {
            rows.steps.insert(added.number, added.clone());
        }
        let bytes: usize = rows.files.values().map(File::size).sum();
        let is_too_much = self.room.is_some_and(|room| bytes > room)
            || self
                .room_for_steps
                .is_some_and(|room| rows.steps.len() > room);
        if is_too_much {
            return Err(StorageError::Full);
        }
        self.drafts.insert(id.clone(), rows);
        Ok(())
    }

    /// The journals of a draft, by tab.
    pub(crate) fn journals(&self, draft: &str) -> &BTreeMap<u32, Result<Journal, String>> {
        &self.drafts[draft].journals
    }

    /// Has a draft have the journal of a tab.
    pub(crate) fn put_journal(&mut self, draft: &str, tab: u32, journal: Result<Journal, String>) {
        let rows = self.drafts.get_mut(draft).expect("the draft is there");
        rows.journals.insert(tab, journal);
    }

    /// Makes a file of a draft unreadable.
    pub(crate) fn damage(&mut self, draft: &str) {
        self.drafts
            .get_mut(draft)
            .expect("the draft is there")
            .is_damaged = true;
    }

    /// The keys of all drafts.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.drafts.keys().cloned().collect()
    }

    /// Saves what an effect says, without a word to the tab.
    pub(crate) fn save_unseen(&mut self, effect: &Effect) {
        if let Effect::Save(saving) = effect {
            self.save(saving).expect("there is room");
        }
    }

    /// Writes a journal in place of those that are part of it. Where the draft is gone, it goes too.
    pub(super) fn journal(&mut self, journal: Journal) -> Result<(), StorageError> {
        self.is_there()?;
        if let Some(rows) = self.drafts.get_mut(&journal.draft) {
            for tab in &journal.settled {
                rows.journals.remove(tab);
            }
            rows.journals.insert(journal.tab, Ok(journal));
        }
        Ok(())
    }

    pub(super) fn forget_journals(&mut self, draft: &str, tabs: &[u32], after: Option<SaveId>) {
        let Some(rows) = self.drafts.get_mut(draft) else {
            return;
        };
        rows.journals.retain(|tab, journal| {
            let follows = |journal: &Journal| {
                let mut entries = journal.entries.iter();
                entries.any(|entry| Some(entry.follows) == after)
            };
            !tabs.contains(tab) || journal.as_ref().is_ok_and(follows)
        });
    }

    pub(super) fn list(&self) -> Result<Vec<Draft>, StorageError> {
        self.is_there()?;
        Ok(self
            .drafts
            .values()
            .map(|rows| rows.draft.clone())
            .collect())
    }

    /// Adds a draft, if there is room.
    pub(super) fn add(&mut self, rows: Rows) -> Result<(), StorageError> {
        let bytes: usize = rows.files.values().map(File::size).sum();
        if self.room.is_some_and(|room| bytes > room) {
            return Err(StorageError::Full);
        }
        self.drafts.insert(rows.draft.id.clone(), rows);
        Ok(())
    }

    pub(super) fn copy(
        &mut self,
        from: &str,
        to: &str,
        changed: f64,
    ) -> Result<bool, StorageError> {
        self.is_there()?;
        let Some(mut rows) = self.drafts.get(from).cloned() else {
            return Ok(false);
        };
        to.clone_into(&mut rows.draft.id);
        rows.draft.changed = changed;
        rows.folder = None;
        self.add(rows).map(|()| true)
    }
}
