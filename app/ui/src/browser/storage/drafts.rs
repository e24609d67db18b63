//! Drafts in the browser's IndexedDB: a row a draft, a row a file, and a row a step of its history; and
//! the journals of what is not saved yet.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use idb::{Query, Transaction, TransactionMode};
use js_sys::Reflect;
use pack_editor::{Draft, Journal, Loaded, SaveId, Saving, StorageError};
use pack_model::edit::history::NumberedStep;
use pack_model::{File, FilePath, History, Pack};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::database::{
    ALL, Connections, DRAFTS, FILES, Outcome, SAVED, STEPS, all_of, finish_or_abort, key,
};
use super::whole::{Portions, Whole, delete_whole, whole, write_whole};
use super::{folder, journal, last_place};
use crate::browser::folder::FolderHandles;

/// A file of a draft, as stored in the database.
#[derive(Serialize, Deserialize)]
struct FileRow {
    draft: String,
    path: FilePath,
    file: File,
}

/// A step of a draft's history, as stored in the database.
#[derive(Serialize, Deserialize)]
struct StepRow {
    draft: String,
    number: u64,
    #[serde(rename = "kept")]
    step: NumberedStep,
}

/// The drafts in this browser. Copies share the state of the database.
#[derive(Clone, Default)]
pub(crate) struct Drafts {
    connections: Connections,
    /// The rows of drafts that were deleted and can be put back.
    deleted: Rc<RefCell<BTreeMap<String, Whole>>>,
    /// The folders that drafts are saved in.
    folders: FolderHandles,
}

impl Drafts {
    /// Looks from now on after what is under way when the page is left.
    pub(crate) fn follow_page(&self) {
        self.connections.follow_page();
    }

    /// The folders that the user gave this tab, or another one with a draft that this tab has opened.
    pub(crate) fn folders(&self) -> FolderHandles {
        self.folders.clone()
    }

    /// The rows of all drafts. One that cannot be read hides no other.
    pub(crate) async fn list(&self) -> Outcome<Vec<Draft>> {
        let mode = TransactionMode::ReadOnly;
        let transaction = self.connections.begin(SAVED, mode).await?;
        let rows = transaction
            .object_store(DRAFTS)?
            .get_all(None, None)?
            .await?;
        Ok(rows.into_iter().map(draft_of).collect())
    }

    /// A draft with all that belongs to it, if it is there.
    pub(crate) async fn load(&self, id: &str) -> Outcome<Option<Loaded>> {
        let transaction = self
            .connections
            .begin(ALL, TransactionMode::ReadOnly)
            .await?;
        let Some(whole) = whole(&transaction, id).await? else {
            return Ok(None);
        };
        let mut pack = Pack::default();
        let mut unread = 0;
        for row in whole.files {
            match serde_wasm_bindgen::from_value::<FileRow>(row) {
                Ok(row) => _ = pack.put(row.path, Some(row.file)),
                Err(_) => unread += 1,
            }
        }
        let steps = whole.steps.into_iter().map(|row| {
            let row: StepRow = serde_wasm_bindgen::from_value(row)?;
            Ok(row.step)
        });
        let steps: Result<Vec<NumberedStep>, serde_wasm_bindgen::Error> = steps.collect();
        let draft = draft_of(whole.draft);
        pack.set_origin(draft.origin.clone());
        let folder = whole
            .folder
            .and_then(|row| folder::read(&row, &self.folders));
        Ok(Some(Loaded {
            draft,
            pack,
            unread,
            history: steps.ok().map(History::of),
            journals: whole.journals.into_iter().map(journal::found).collect(),
            place: last_place::of_draft(id),
            folder,
        }))
    }

    /// Some files of a draft; nothing where one is not there or cannot be read.
    pub(crate) async fn files<const N: usize>(
        &self,
        id: &str,
        paths: [&'static str; N],
    ) -> Outcome<[Option<File>; N]> {
        let mode = TransactionMode::ReadOnly;
        let transaction = self.connections.begin(SAVED, mode).await?;
        let store = transaction.object_store(FILES)?;
        let mut files = [const { None }; N];
        for (path, file) in paths.into_iter().zip(&mut files) {
            let row = store.get(Query::Key(key(id, &path.into())))?.await?;
            let row = row.and_then(|row| serde_wasm_bindgen::from_value(row).ok());
            *file = row.map(|row: FileRow| row.file);
        }
        Ok(files)
    }

    /// Writes what changed of a draft, all or nothing.
    ///
    /// # Errors
    ///
    /// [`StorageError::Elsewhere`] and [`StorageError::Gone`] if the row is not as it was, besides
    /// what the browser may say.
    pub(crate) async fn save(&self, saving: &Saving) -> Outcome<()> {
        let transaction = self
            .connections
            .begin(SAVED, TransactionMode::ReadWrite)
            .await?;
        let before = saves(&transaction, &saving.draft.id).await?;
        if before != saving.before {
            return Err(match before {
                Some(_) => StorageError::Elsewhere,
                None => StorageError::Gone,
            }
            .into());
        }
        let written = write(&transaction, saving).await;
        if let Some(kept) = &saving.folder {
            folder::write(&transaction, &saving.draft.id, kept, &self.folders);
        }
        finish_or_abort(transaction, written).await
    }

    /// Writes a journal in place of those that are part of it.
    pub(crate) async fn write_journal(&self, row: &Journal) -> Outcome<()> {
        journal::write(&self.connections, row).await
    }

    /// Removes the journals of some tabs, but for what follows a save.
    pub(crate) async fn forget_journals(&self, draft: &str, tabs: &[u32], unless: Option<SaveId>) {
        // What stays is found to be saved when the draft is loaded.
        let _ = journal::forget(&self.connections, draft, tabs, unless).await;
    }

    /// Copies a draft under another key, as changed at a time. Gives whether it was there.
    pub(crate) async fn copy(&self, from: &str, to: &str, changed: f64) -> Outcome<bool> {
        let transaction = self
            .connections
            .begin(ALL, TransactionMode::ReadOnly)
            .await?;
        match whole(&transaction, from).await? {
            Some(whole) => self.put(&whole.into_copy(to, changed)).await,
            None => Ok(false),
        }
    }

    /// Deletes a draft with all that belongs to it, which can be put back. Gives whether it was there.
    pub(crate) async fn delete(&self, id: &str) -> Outcome<bool> {
        let transaction = self
            .connections
            .begin(ALL, TransactionMode::ReadWrite)
            .await?;
        let Some(whole) = whole(&transaction, id).await? else {
            return Ok(false);
        };
        let deleted = delete_whole(&transaction, id);
        finish_or_abort(transaction, deleted).await?;
        self.deleted.borrow_mut().insert(id.to_owned(), whole);
        Ok(true)
    }

    /// Puts back a draft that was deleted, unless there is one of its key again. Gives whether it was
    /// put back.
    pub(crate) async fn put_back(&self, id: &str) -> Outcome<bool> {
        let Some(whole) = self.deleted.borrow_mut().remove(id) else {
            return Ok(false);
        };
        let put = self.put(&whole).await;
        if put.is_err() {
            self.deleted.borrow_mut().insert(id.to_owned(), whole);
        }
        put
    }

    /// Does not keep deleted drafts any more.
    pub(crate) fn forget_deleted(&self) {
        self.deleted.borrow_mut().clear();
    }

    /// Writes all rows of a draft, all or nothing, unless it is there. Gives whether it was written.
    async fn put(&self, whole: &Whole) -> Outcome<bool> {
        let transaction = self
            .connections
            .begin(ALL, TransactionMode::ReadWrite)
            .await?;
        let id = Reflect::get(&whole.draft, &"id".into()).unwrap_or_default();
        let there = transaction.object_store(DRAFTS)?.get(Query::Key(id))?;
        if there.await?.is_some() {
            return Ok(false);
        }
        let written = write_whole(&transaction, whole).await;
        finish_or_abort(transaction, written).await.map(|()| true)
    }
}

/// Asks the browser to write what changed of a draft.
async fn write(transaction: &Transaction, saving: &Saving) -> Outcome<()> {
    let mut portions = Portions::default();
    let id = &saving.draft.id;
    transaction
        .object_store(DRAFTS)?
        .put(&serde_wasm_bindgen::to_value(&saving.draft)?, None)?;
    let files = transaction.object_store(FILES)?;
    for (path, file) in &saving.files {
        match file {
            Some(file) => {
                let row = FileRow {
                    draft: id.clone(),
                    path: path.clone(),
                    file: file.clone(),
                };
                let size = file.size();
                let row = serde_wasm_bindgen::to_value(&row)?;
                portions.put(&files, &row, size).await?;
            }
            None => {
                files.delete(Query::Key(key(id, &path.as_str().into())))?;
            }
        }
    }
    let steps = transaction.object_store(STEPS)?;
    if saving.forget {
        steps.delete(all_of(id)?)?;
    }
    for number in &saving.steps.removed {
        steps.delete(Query::Key(key(id, &(*number as f64).into())))?;
    }
    for step in &saving.steps.added {
        let row = StepRow {
            draft: id.clone(),
            number: step.number,
            step: step.clone(),
        };
        let row = serde_wasm_bindgen::to_value(&row)?;
        portions.put(&steps, &row, 0).await?;
    }
    Ok(())
}

/// What a row of the start page says; where it cannot be read, what it is called, as far as it says that.
fn draft_of(row: JsValue) -> Draft {
    let text = |name: &str| {
        let value = Reflect::get(&row, &name.into()).unwrap_or_default();
        value.as_string().unwrap_or_default()
    };
    let (id, title) = (text("id"), text("title"));
    let (name, version) = (text("name"), text("version"));
    serde_wasm_bindgen::from_value(row).unwrap_or_else(|_| Draft::damaged(id, title, name, version))
}

/// How often a draft was saved; nothing where it is not there.
async fn saves(transaction: &Transaction, id: &str) -> Outcome<Option<u32>> {
    let row = transaction
        .object_store(DRAFTS)?
        .get(Query::Key(id.into()))?
        .await?;
    let saves = |row| Reflect::get(&row, &"saves".into()).ok()?.as_f64();
    // Rows of the first version do not count.
    Ok(row.map(|row| saves(row).unwrap_or_default() as u32))
}
