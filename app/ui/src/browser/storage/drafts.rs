//! Drafts in the browser's IndexedDB: a row a draft, a row a file, and a row a step of its history.

use idb::{ObjectStore, Query, Transaction, TransactionMode};
use js_sys::Reflect;
use pack_editor::{Alike, Draft, Loaded, Saving, StorageError};
use pack_model::edit::history::NumberedStep;
use pack_model::{File, FilePath, History, Pack};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::database::{Connections, DRAFTS, FILES, Outcome, STEPS, all_of, ended, finish, key};
use super::last_place;
use crate::browser::clock;

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

/// A key for a new draft, which no other one in this browser has. Later ones sort behind it.
pub(crate) fn new_id() -> String {
    // The clock tells the drafts of one browser apart, and the number those of one moment.
    format!("{:x}-{:x}", clock::now() as u64, clock::random())
}

/// The drafts in this browser. Copies share the state of the database.
#[derive(Clone, Default)]
pub(crate) struct Drafts {
    connections: Connections,
}

impl Drafts {
    /// All drafts, the last changed first.
    pub(crate) async fn drafts(&self) -> Outcome<Vec<Draft>> {
        let transaction = self.connections.begin(TransactionMode::ReadOnly).await?;
        let rows = transaction
            .object_store(DRAFTS)?
            .get_all(None, None)?
            .await?;
        let mut drafts = rows
            .into_iter()
            .map(serde_wasm_bindgen::from_value)
            .collect::<Result<Vec<Draft>, _>>()?;
        drafts.sort_by(|a, b| b.changed.total_cmp(&a.changed));
        Ok(drafts)
    }

    /// A draft with all that belongs to it, if it is there.
    pub(crate) async fn load(&self, id: &str) -> Outcome<Option<Loaded>> {
        let Some(whole) = self.whole(id).await? else {
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
        Ok(Some(Loaded {
            draft,
            pack,
            history: steps.ok().map(History::of),
            place: last_place::of_draft(id),
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
        match write(&transaction, saving).await {
            Ok(()) => finish(transaction).await,
            Err(error) => {
                let error = ended(&transaction).unwrap_or(error);
                // What was written before that must not stay.
                let _ = transaction.abort();
                Err(error)
            }
        }
    }

    /// Copies a draft under another key. Gives whether it was there.
    pub(crate) async fn copy(&self, from: &str, to: &str) -> Outcome<bool> {
        match self.whole(from).await? {
            Some(whole) => self.put(&whole.into_copy(to)).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// Looks among the drafts for a pack. Drafts that cannot be read count as none.
    pub(crate) async fn alike(&self, pack: &Pack) -> Alike {
        let manifest = pack.manifest();
        let (name, version) = (manifest.name(), manifest.version());
        let mut found = Alike::Nothing;
        for draft in self.drafts().await.unwrap_or_default() {
            if Some(&draft.name) != name.as_ref() || Some(&draft.version) != version.as_ref() {
                continue;
            }
            found = Alike::Changed;
            if let Ok(Some(loaded)) = self.load(&draft.id).await
                && loaded.pack.files().eq(pack.files())
            {
                return Alike::Same(draft.id);
            }
        }
        found
    }

    /// All rows of a draft, if it is there.
    pub(crate) async fn whole(&self, id: &str) -> Outcome<Option<Whole>> {
        let transaction = self.connections.begin(TransactionMode::ReadOnly).await?;
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
        let Some(draft) = draft.await? else {
            return Ok(None);
        };
        Ok(Some(Whole {
            draft,
            files: files.await?,
            steps: steps.await?,
        }))
    }

    /// Writes all rows of a draft that is not there.
    pub(crate) async fn put(&self, whole: &Whole) -> Outcome<()> {
        let transaction = self.connections.begin(TransactionMode::ReadWrite).await?;
        transaction.object_store(DRAFTS)?.add(&whole.draft, None)?;
        let mut portions = Portions::default();
        for (store, rows) in [(FILES, &whole.files), (STEPS, &whole.steps)] {
            let store = transaction.object_store(store)?;
            for row in rows {
                portions.put(&store, row, 0).await?;
            }
        }
        finish(transaction).await
    }

    /// Removes a draft with all that belongs to it.
    pub(crate) async fn delete(&self, id: &str) -> Outcome<()> {
        let transaction = self.connections.begin(TransactionMode::ReadWrite).await?;
        transaction
            .object_store(DRAFTS)?
            .delete(Query::Key(id.into()))?;
        for store in [FILES, STEPS] {
            transaction.object_store(store)?.delete(all_of(id)?)?;
        }
        finish(transaction).await
    }
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
pub(crate) struct Whole {
    draft: JsValue,
    files: Vec<JsValue>,
    steps: Vec<JsValue>,
}

impl Whole {
    /// The same rows as those of another draft, saved now.
    pub(crate) fn into_copy(self, id: &str) -> Self {
        let set = |row: &JsValue, name: &str, value: JsValue| {
            // A row is a plain object, which takes any property.
            let _ = Reflect::set(row, &name.into(), &value);
        };
        set(&self.draft, "id", id.into());
        set(&self.draft, "changed", clock::now().into());
        for row in self.files.iter().chain(&self.steps) {
            set(row, "draft", id.into());
        }
        self
    }
}
