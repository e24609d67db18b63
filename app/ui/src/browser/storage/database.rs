//! The browser's IndexedDB: how it is opened and brought up to date, and what can go wrong with it.
//!
//! A connection is closed as soon as its one transaction has begun, which the browser still lets
//! end. So a newer version of the page in another tab finds nothing in its way.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use idb::{
    Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Transaction, TransactionMode,
};
use leptos::task::spawn_local;
use pack_editor::StorageError;
use wasm_bindgen::JsValue;

use crate::browser::clock;

const NAME: &str = "pack-editor";
/// Version 1 had no steps, and version 2 no folders.
const VERSION: u32 = 3;

/// How long to wait for another tab that is in the way, in milliseconds.
const PATIENCE: u32 = 1_000;

/// The store of what the start page shows of drafts, by `id`.
pub(super) const DRAFTS: &str = "drafts";
/// The store of files, by `draft` and `path`.
pub(super) const FILES: &str = "files";
/// The store of histories, a step a row, by `draft` and `number`.
pub(super) const STEPS: &str = "steps";
/// The store of the folders on disk that drafts are saved in, by `draft`.
pub(super) const FOLDERS: &str = "folders";

/// Why the browser did not keep or give a draft: a [`StorageError`] that the libraries' errors
/// become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) StorageError);

impl From<Failure> for StorageError {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self(error)
    }
}

impl From<idb::Error> for Failure {
    fn from(error: idb::Error) -> Self {
        Self::of(error.to_string())
    }
}

impl From<serde_wasm_bindgen::Error> for Failure {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self(StorageError::Unavailable(error.to_string()))
    }
}

impl Failure {
    /// The error that the browser's words for it stand for; they have the exception's name in them.
    fn of(words: String) -> Self {
        Self(if words.contains("QuotaExceeded") {
            StorageError::Full
        } else if words.contains("VersionError") {
            StorageError::Newer
        } else {
            StorageError::Unavailable(words)
        })
    }
}

pub(super) type Outcome<T> = Result<T, Failure>;

/// The database, with what this tab knows about it. Copies share that state.
#[derive(Clone, Default)]
pub(super) struct Connections {
    /// Whether another tab is known to be in the way.
    is_blocked: Rc<Cell<bool>>,
}

impl Connections {
    /// Begins a transaction over all stores.
    pub(super) async fn begin(&self, mode: TransactionMode) -> Outcome<Transaction> {
        let database = self.open().await?;
        let transaction = database.transaction(&[DRAFTS, FILES, STEPS, FOLDERS], mode);
        database.close();
        Ok(transaction?)
    }

    async fn open(&self) -> Outcome<Database> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            // A failed upgrade fails the opening too, which is reported there.
            let _ = event.database().map(|database| upgrade(&database));
        });
        let (tell, known) = (self.is_blocked.clone(), &self.is_blocked);
        request.on_blocked(move |_| tell.set(true));
        // The other tab may need only a moment to finish. The browser handles these requests one after the other, so a blocked one also blocks all later ones, which get no event.
        let blocked = pin!(async {
            loop {
                clock::pause(PATIENCE).await;
                if known.get() {
                    return;
                }
            }
        });
        match select(request.into_future(), blocked).await {
            Either::Left((opened, _)) => {
                known.set(false);
                Ok(opened?)
            }
            Either::Right((_, opening)) => {
                // Opening continues when the other tab is closed, but nobody should have to wait for that.
                let known = self.is_blocked.clone();
                spawn_local(async move {
                    if let Ok(database) = opening.await {
                        known.set(false);
                        database.close();
                    }
                });
                Err(StorageError::Blocked.into())
            }
        }
    }
}

/// Waits until all that a transaction wrote is kept.
pub(super) async fn finish(mut transaction: Transaction) -> Outcome<()> {
    let (sender, outcome) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let tell = move |is_kept| {
        if let Some(sender) = sender.take() {
            // Whoever waits is below.
            let _ = sender.send(is_kept);
        }
    };
    let tell_kept = tell.clone();
    transaction.on_complete(move |_| tell_kept(true));
    // A full storage makes itself known here and nowhere else.
    transaction.on_abort(move |_| tell(false));
    let transaction = transaction.commit()?;
    if outcome.await == Ok(true) {
        return Ok(());
    }
    Err(ended(&transaction)
        .unwrap_or_else(|| Failure::of("the browser stopped writing".to_owned())))
}

/// Why the browser ended a transaction before its time, if it did.
pub(super) fn ended(transaction: &Transaction) -> Option<Failure> {
    let error = transaction.error()?;
    Some(Failure::of(format!(
        "{}: {}",
        error.name(),
        error.message()
    )))
}

/// Adds what a database of an earlier version does not have; what it has stays as it is.
fn upgrade(database: &Database) -> Result<(), idb::Error> {
    let names = database.store_names();
    let add = |name: &str, key| {
        if names.iter().any(|there| there == name) {
            return Ok(None);
        }
        let mut store = ObjectStoreParams::new();
        store.key_path(Some(key));
        database.create_object_store(name, store).map(Some)
    };
    add(DRAFTS, KeyPath::new_single("id"))?;
    add(FILES, KeyPath::new_array(["draft", "path"]))?;
    add(STEPS, KeyPath::new_array(["draft", "number"]))?;
    add(FOLDERS, KeyPath::new_single("draft"))?;
    Ok(())
}

/// The key of a row that belongs to a draft.
pub(super) fn key(draft: &str, rest: &JsValue) -> JsValue {
    js_sys::Array::of2(&draft.into(), rest).into()
}

/// All rows that belong to a draft: in IndexedDB's order, lists come after everything else.
pub(super) fn all_of(draft: &str) -> Outcome<idb::KeyRange> {
    let first = js_sys::Array::of1(&draft.into());
    let last = js_sys::Array::of2(&draft.into(), &js_sys::Array::new());
    Ok(idb::KeyRange::bound(&first, &last, None, None)?)
}
