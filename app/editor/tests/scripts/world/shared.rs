//! What tabs share: a storage of drafts that can be full or broken, and a table of locks.

use std::collections::BTreeMap;

use pack_editor::{Draft, KeptFolder, LastPlace, Loaded, Saving, StorageError};
use pack_model::edit::history::NumberedStep;
use pack_model::{File, FilePath, History, Pack};

/// A draft as its rows.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) draft: Draft,
    pub(super) files: BTreeMap<FilePath, File>,
    pub(super) steps: BTreeMap<u64, NumberedStep>,
    pub(super) folder: Option<KeptFolder>,
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
        Ok(Some(Loaded {
            draft: rows.draft.clone(),
            pack,
            history: Some(History::of(rows.steps.values().cloned().collect())),
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
