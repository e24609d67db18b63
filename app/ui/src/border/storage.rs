//! Drafts in the browser's IndexedDB: a row a draft, and a row a file.

use idb::{
    Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams, Query, Transaction,
    TransactionMode,
};
use pack_model::{File, FilePath, Pack};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

const NAME: &str = "pack-editor";
const VERSION: u32 = 1;
const DRAFTS: &str = "drafts";
const FILES: &str = "files";
const BY_DRAFT: &str = "draft";

/// What the start page shows of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// Its key.
    pub(crate) id: String,
    /// The pack's display name, or its name.
    pub(crate) title: String,
    /// The pack's name.
    pub(crate) name: String,
    /// The pack's version.
    pub(crate) version: String,
    /// The number of errors and warnings when it was last saved.
    pub(crate) problems: (usize, usize),
    /// When it was last changed, in milliseconds since 1970.
    pub(crate) changed: f64,
}

/// A file of a draft as it lies in the database.
#[derive(Serialize, Deserialize)]
struct Row {
    draft: String,
    path: FilePath,
    file: File,
}

/// Why the browser did not keep or give a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StorageError {
    /// The disk or the share of this page is full.
    #[error(
        "The browser's storage is full, so the latest changes are only in this tab. Download the pack now, then delete drafts that you no longer need."
    )]
    Full,
    /// The browser keeps nothing, as in a private window, or failed.
    #[error(
        "This browser does not keep drafts here ({0}). Your work is only in this tab: download the pack before you close it."
    )]
    Unavailable(String),
}

impl From<idb::Error> for StorageError {
    fn from(error: idb::Error) -> Self {
        let text = error.to_string();
        if text.contains("QuotaExceeded") {
            Self::Full
        } else {
            Self::Unavailable(text)
        }
    }
}

impl From<serde_wasm_bindgen::Error> for StorageError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

type Outcome<T> = Result<T, StorageError>;

async fn open() -> Outcome<Database> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // A failed upgrade fails the opening too, which is reported there.
        let _ = event.database().map(|database| create_stores(&database));
    });
    Ok(request.await?)
}

fn create_stores(database: &Database) -> Result<(), idb::Error> {
    let mut drafts = ObjectStoreParams::new();
    drafts.key_path(Some(KeyPath::new_single("id")));
    database.create_object_store(DRAFTS, drafts)?;
    let mut files = ObjectStoreParams::new();
    files.key_path(Some(KeyPath::new_array(["draft", "path"])));
    let files = database.create_object_store(FILES, files)?;
    files.create_index(
        BY_DRAFT,
        KeyPath::new_single("draft"),
        Some(IndexParams::new()),
    )?;
    Ok(())
}

async fn begin(mode: TransactionMode) -> Outcome<Transaction> {
    Ok(open().await?.transaction(&[DRAFTS, FILES], mode)?)
}

/// All drafts, the last changed first.
pub(crate) async fn drafts() -> Outcome<Vec<Draft>> {
    let transaction = begin(TransactionMode::ReadOnly).await?;
    let rows = transaction
        .object_store(DRAFTS)?
        .get_all(None, None)?
        .await?;
    // A row that a later version wrote otherwise is left alone rather than shown wrongly.
    let mut drafts: Vec<Draft> = rows
        .into_iter()
        .filter_map(|row| serde_wasm_bindgen::from_value(row).ok())
        .collect();
    drafts.sort_by(|a, b| b.changed.total_cmp(&a.changed));
    Ok(drafts)
}

/// The pack of a draft, with all its files.
pub(crate) async fn load(id: &str) -> Outcome<Pack> {
    let transaction = begin(TransactionMode::ReadOnly).await?;
    let index = transaction.object_store(FILES)?.index(BY_DRAFT)?;
    let rows = index
        .get_all(Some(Query::Key(JsValue::from_str(id))), None)?
        .await?;
    let mut pack = Pack::default();
    for row in rows {
        let row: Row = serde_wasm_bindgen::from_value(row)?;
        pack.put(row.path, Some(row.file));
    }
    Ok(pack)
}

/// One file of a draft, without the others.
pub(crate) async fn file(id: &str, path: &'static str) -> Outcome<Option<File>> {
    let transaction = begin(TransactionMode::ReadOnly).await?;
    let key = file_key(id, &FilePath::of(path));
    let row = transaction
        .object_store(FILES)?
        .get(Query::Key(key))?
        .await?;
    let row: Option<Row> = row.map(serde_wasm_bindgen::from_value).transpose()?;
    Ok(row.map(|row| row.file))
}

/// Writes a draft's row and the files that changed, all or nothing.
pub(crate) async fn save(draft: &Draft, changed: Vec<(FilePath, Option<File>)>) -> Outcome<()> {
    let rows = changed
        .into_iter()
        .map(|(path, file)| match file {
            Some(file) => {
                let row = Row {
                    draft: draft.id.clone(),
                    path,
                    file,
                };
                Ok(Ok(serde_wasm_bindgen::to_value(&row)?))
            }
            None => Ok(Err(file_key(&draft.id, &path))),
        })
        .collect::<Outcome<Vec<_>>>()?;
    let transaction = begin(TransactionMode::ReadWrite).await?;
    transaction
        .object_store(DRAFTS)?
        .put(&serde_wasm_bindgen::to_value(draft)?, None)?;
    let files = transaction.object_store(FILES)?;
    for row in rows {
        match row {
            Ok(row) => {
                files.put(&row, None)?;
            }
            Err(key) => {
                files.delete(Query::Key(key))?;
            }
        }
    }
    transaction.commit()?.await?;
    Ok(())
}

/// Removes a draft with its files.
pub(crate) async fn delete(id: &str) -> Outcome<()> {
    let pack = load(id).await?;
    let transaction = begin(TransactionMode::ReadWrite).await?;
    transaction
        .object_store(DRAFTS)?
        .delete(Query::Key(JsValue::from_str(id)))?;
    let files = transaction.object_store(FILES)?;
    for (path, _) in pack.files() {
        files.delete(Query::Key(file_key(id, path)))?;
    }
    transaction.commit()?.await?;
    Ok(())
}

fn file_key(draft: &str, path: &FilePath) -> JsValue {
    js_sys::Array::of2(&draft.into(), &path.as_str().into()).into()
}
