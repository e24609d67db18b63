//! Drafts in the browser's IndexedDB: a row a draft, a row a file, and a row a step of its history.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use idb::{ObjectStore, Query, Transaction, TransactionMode};
use js_sys::Reflect;
use pack_editor::{Draft, Loaded, Saving, StorageError};
use pack_model::edit::history::NumberedStep;
use pack_model::{File, FilePath, History, Pack};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::database::{
    Connections, DRAFTS, FILES, FOLDERS, Outcome, STEPS, all_of, ended, finish, key,
};
use super::{folder, last_place};
use crate::browser::folder::FolderHandles;

/// How many bytes are handed to the browser in one go.
const PORTION: usize = 256 << 10;

/// What a row costs beside the bytes in it, in bytes.
const ROW: usize = 4 << 10;

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
    /// The folders that the user gave this tab, or another one with a draft that this tab has opened.
    pub(crate) fn folders(&self) -> FolderHandles {
        self.folders.clone()
    }

    /// The rows of all drafts. A row that cannot be read is left out, so that it hides no other one.
    pub(crate) async fn list(&self) -> Outcome<Vec<Draft>> {
        let transaction = self.connections.begin(TransactionMode::ReadOnly).await?;
        let rows = transaction
            .object_store(DRAFTS)?
            .get_all(None, None)?
            .await?;
        let read = |row| match serde_wasm_bindgen::from_value(row) {
            Ok(draft) => Some(draft),
            Err(error) => {
                leptos::logging::warn!("a draft cannot be read, so it is not listed: {error}");
                None
            }
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// A draft with all that belongs to it, if it is there.
    pub(crate) async fn load(&self, id: &str) -> Outcome<Option<Loaded>> {
        let transaction = self.connections.begin(TransactionMode::ReadOnly).await?;
        let Some(whole) = whole(&transaction, id).await? else {
            return Ok(None);
        };
        let mut pack = Pack::default();
        for row in whole.files {
            let row: FileRow = serde_wasm_bindgen::from_value(row)?;
            pack.put(row.path, Some(row.file));
        }
        let steps = whole.steps.into_iter().map(|row| {
            let row: StepRow = serde_wasm_bindgen::from_value(row)?;
            Ok(row.step)
        });
        let steps: Result<Vec<NumberedStep>, serde_wasm_bindgen::Error> = steps.collect();
        let draft: Draft = serde_wasm_bindgen::from_value(whole.draft)?;
        pack.set_origin(draft.origin.clone());
        let folder = whole
            .folder
            .and_then(|row| folder::read(&row, &self.folders));
        Ok(Some(Loaded {
            draft,
            pack,
            history: steps.ok().map(History::of),
            place: last_place::of_draft(id),
            folder,
        }))
    }

    /// One file of a draft.
    pub(crate) async fn file(&self, id: &str, path: &'static str) -> Outcome<Option<File>> {
        let transaction = self.connections.begin(TransactionMode::ReadOnly).await?;
        let row = transaction
            .object_store(FILES)?
            .get(Query::Key(key(id, &path.into())))?
            .await?;
        let row: Option<FileRow> = row.map(serde_wasm_bindgen::from_value).transpose()?;
        Ok(row.map(|row| row.file))
    }

    /// Writes what changed of a draft, all or nothing.
    ///
    /// # Errors
    ///
    /// [`StorageError::Elsewhere`] and [`StorageError::Gone`] if the row is not as it was, besides
    /// what the browser may say.
    pub(crate) async fn save(&self, saving: &Saving) -> Outcome<()> {
        let transaction = self.connections.begin(TransactionMode::ReadWrite).await?;
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

    /// Copies a draft under another key, as changed at a time. Gives whether it was there.
    pub(crate) async fn copy(&self, from: &str, to: &str, changed: f64) -> Outcome<bool> {
        let transaction = self.connections.begin(TransactionMode::ReadOnly).await?;
        match whole(&transaction, from).await? {
            Some(whole) => self.put(&whole.into_copy(to, changed)).await,
            None => Ok(false),
        }
    }

    /// Deletes a draft with all that belongs to it, which can be put back. Gives whether it was there.
    pub(crate) async fn delete(&self, id: &str) -> Outcome<bool> {
        let transaction = self.connections.begin(TransactionMode::ReadWrite).await?;
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
        let transaction = self.connections.begin(TransactionMode::ReadWrite).await?;
        let id = Reflect::get(&whole.draft, &"id".into()).unwrap_or_default();
        let there = transaction.object_store(DRAFTS)?.get(Query::Key(id))?;
        if there.await?.is_some() {
            return Ok(false);
        }
        let written = write_whole(&transaction, whole).await;
        finish_or_abort(transaction, written).await.map(|()| true)
    }
}

/// Asks the browser to delete all rows of a draft.
fn delete_whole(transaction: &Transaction, id: &str) -> Outcome<()> {
    let drafts = transaction.object_store(DRAFTS)?;
    drafts.delete(Query::Key(id.into()))?;
    let folders = transaction.object_store(FOLDERS)?;
    folders.delete(Query::Key(id.into()))?;
    for store in [FILES, STEPS] {
        transaction.object_store(store)?.delete(all_of(id)?)?;
    }
    Ok(())
}

/// Waits until all that a transaction wrote is kept, or ends it without that where writing failed.
async fn finish_or_abort(transaction: Transaction, written: Outcome<()>) -> Outcome<()> {
    match written {
        Ok(()) => finish(transaction).await,
        Err(error) => {
            let error = ended(&transaction).unwrap_or(error);
            // What was written before that must not stay.
            let _ = transaction.abort();
            Err(error)
        }
    }
}

/// All rows of a draft, if it is there.
async fn whole(transaction: &Transaction, id: &str) -> Outcome<Option<Whole>> {
    let draft = transaction
        .object_store(DRAFTS)?
        .get(Query::Key(id.into()))?
        .into_future();
    let of_draft = || all_of(id).map(|range| Some(Query::KeyRange(range)));
    let files = transaction
        .object_store(FILES)?
        .get_all(of_draft()?, None)?
        .into_future();
    let steps = transaction
        .object_store(STEPS)?
        .get_all(of_draft()?, None)?
        .into_future();
    let folder = transaction
        .object_store(FOLDERS)?
        .get(Query::Key(id.into()))?
        .into_future();
    // The browser answers each request, also where there is no draft: none is dropped before.
    let (draft, files, steps, folder) = (draft.await, files.await, steps.await, folder.await);
    let (files, steps, folder) = (files?, steps?, folder?);
    Ok(draft?.map(|draft| Whole {
        draft,
        files,
        steps,
        folder,
    }))
}

/// Asks the browser to write all rows of a draft.
async fn write_whole(transaction: &Transaction, whole: &Whole) -> Outcome<()> {
    transaction.object_store(DRAFTS)?.add(&whole.draft, None)?;
    let mut portions = Portions::default();
    for (store, rows) in [(FILES, &whole.files), (STEPS, &whole.steps)] {
        let store = transaction.object_store(store)?;
        for row in rows {
            portions.put(&store, row, 0).await?;
        }
    }
    if let Some(row) = &whole.folder {
        transaction.object_store(FOLDERS)?.put(row, None)?;
    }
    Ok(())
}

/// Hands rows over a portion at a time. Between two portions the page answers what the user does.
#[derive(Default)]
struct Portions {
    /// The bytes of the portion so far.
    handed: usize,
}

impl Portions {
    async fn put(&mut self, store: &ObjectStore, row: &JsValue, bytes: usize) -> Outcome<()> {
        let request = store.put(row, None)?;
        self.handed += bytes + ROW;
        if self.handed > PORTION {
            self.handed = 0;
            request.await?;
        }
        Ok(())
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

/// The rows of a draft, as the browser has them.
struct Whole {
    draft: JsValue,
    files: Vec<JsValue>,
    steps: Vec<JsValue>,
    folder: Option<JsValue>,
}

impl Whole {
    /// The same rows as those of another draft, as changed at a time. Only one draft is saved in a folder.
    fn into_copy(mut self, id: &str, changed: f64) -> Self {
        self.folder = None;
        let set = |row: &JsValue, name: &str, value: JsValue| {
            // A row is a plain object, which takes any property.
            let _ = Reflect::set(row, &name.into(), &value);
        };
        set(&self.draft, "id", id.into());
        set(&self.draft, "changed", changed.into());
        for row in self.files.iter().chain(&self.steps) {
            set(row, "draft", id.into());
        }
        self
    }
}
