//! The browser's IndexedDB: how it is opened and brought up to date, and what can go wrong with it.
//!
//! A connection is kept, because a journal is written every few keys and opening takes longer than writing. It
//! is closed as soon as a newer version of the page in another tab asks for that, the database is deleted, or the
//! page is left: the browser still lets its transactions end.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use idb::request::OpenDatabaseRequest;
use idb::{
    Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Request, Transaction,
    TransactionMode,
};
use leptos::task::spawn_local;
use pack_editor::StorageError;
use wasm_bindgen::JsValue;
use web_sys::DomException;

use super::leaving::{Begun, when_kept};
use crate::browser::clock;

const NAME: &str = "pack-editor";
/// Version 1 had no steps, version 2 no folders, and version 3 no journals.
const VERSION: u32 = 4;

/// How long to wait for what is in the way, such as another tab, in milliseconds.
const PATIENCE: u32 = 1_000;
/// How many times as long to wait for a browser that says nothing.
const PAUSES: u32 = 10;

/// The store of what the start page shows of drafts, by `id`.
pub(super) const DRAFTS: &str = "drafts";
/// The store of files, by `draft` and `path`.
pub(super) const FILES: &str = "files";
/// The store of histories, a step a row, by `draft` and `number`.
pub(super) const STEPS: &str = "steps";
/// The store of the folders on disk that drafts are saved in, by `draft`.
pub(super) const FOLDERS: &str = "folders";
/// The store of journals, by `draft` and `tab`.
pub(super) const JOURNALS: &str = "journals";

/// The stores of what is saved of drafts.
pub(super) const SAVED: &[&str] = &[DRAFTS, FILES, STEPS, FOLDERS];
/// All stores.
pub(super) const ALL: &[&str] = &[DRAFTS, FILES, STEPS, FOLDERS, JOURNALS];

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

/// What keeps the browser from opening the database.
#[derive(Clone, Copy)]
enum Obstacle {
    /// A tab with an older version of the page.
    OtherTab,
    /// Something that the browser does not tell.
    Silence,
}

/// The database, with what this tab knows about it. Copies share that state.
#[derive(Clone, Default)]
pub(super) struct Connections {
    /// The connection, while it is open.
    kept: Rc<RefCell<Option<Database>>>,
    /// What is known to be in the way.
    obstacle: Rc<Cell<Option<Obstacle>>>,
    begun: Begun,
}

impl Connections {
    /// Looks from now on after what is under way when the page is left.
    pub(super) fn follow_page(&self) {
        self.begun.follow_page();
        // A page that is kept does not hear that another tab needs the connection gone.
        let kept = Rc::clone(&self.kept);
        when_kept(move || close(&kept));
    }

    /// Begins a transaction over some stores. Where two share none, neither waits for the other.
    pub(super) async fn begin(
        &self,
        stores: &[&str],
        mode: TransactionMode,
    ) -> Outcome<Transaction> {
        let kept = self
            .kept
            .borrow()
            .as_ref()
            .map(|kept| kept.transaction(stores, mode));
        let transaction = match kept {
            Some(Ok(transaction)) => transaction,
            // None is open, or the browser has ended it meanwhile.
            _ => {
                let database = self.open().await?;
                let transaction = database.transaction(stores, mode)?;
                self.keep(database);
                transaction
            }
        };
        let transaction = transaction.into();
        self.begun.add(&transaction);
        Ok(transaction.into())
    }

    /// Keeps a connection until something else needs it gone.
    fn keep(&self, mut database: Database) {
        let kept = Rc::clone(&self.kept);
        database.on_version_change(move |_| close(&kept));
        close(&self.kept);
        self.kept.replace(Some(database));
    }

    async fn open(&self) -> Outcome<Database> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            // A failed upgrade fails the opening too, which is reported there.
            let _ = event.database().map(|database| upgrade(&database));
        });
        let (tell, known) = (self.obstacle.clone(), &self.obstacle);
        request.on_blocked(move |_| tell.set(Some(Obstacle::OtherTab)));
        // The other tab may need only a moment to finish. The browser handles these requests one after the other, so a blocked one also blocks all later ones, which get no event.
        let blocked = pin!(async {
            for _ in 0..PAUSES {
                clock::pause(PATIENCE).await;
                if known.get().is_some() {
                    break;
                }
            }
            known.get().unwrap_or(Obstacle::Silence)
        });
        match select(Box::pin(opened(request)), blocked).await {
            Either::Left((opened, _)) => {
                known.set(None);
                opened
            }
            Either::Right((obstacle, opening)) => {
                known.set(Some(obstacle));
                // Opening continues when nothing is in the way any more, but nobody should have to wait for that.
                let known = self.obstacle.clone();
                spawn_local(async move {
                    if let Ok(database) = opening.await {
                        known.set(None);
                        database.close();
                    }
                });
                let error = match obstacle {
                    Obstacle::OtherTab => StorageError::Blocked,
                    Obstacle::Silence => StorageError::Silent,
                };
                Err(error.into())
            }
        }
    }
}

/// Closes a connection, if one is open.
fn close(kept: &RefCell<Option<Database>>) {
    if let Some(database) = kept.take() {
        database.close();
    }
}

/// The database that a request opens. The library's own future gives up its four closures to the page for
/// good, each time.
async fn opened(mut request: OpenDatabaseRequest) -> Outcome<Database> {
    let (tell, outcome) = teller();
    let tell_opened = tell.clone();
    request.on_success(move |_| tell_opened(true));
    request.on_error(move |_| tell(false));
    match outcome.await {
        Ok(true) => Ok(request.database()?),
        _ => Err(failed(request.error()?)
            .unwrap_or_else(|| Failure::of("the browser opened no database".to_owned()))),
    }
}

/// What tells an outcome once, and what waits for it.
fn teller() -> (impl Fn(bool) + Clone + 'static, oneshot::Receiver<bool>) {
    let (sender, outcome) = oneshot::channel();
    let sender = Rc::new(Cell::new(Some(sender)));
    let tell = move |is_done| {
        if let Some(sender) = sender.take() {
            // Nobody waits any more where the receiver is gone.
            let _ = sender.send(is_done);
        }
    };
    (tell, outcome)
}

/// Waits until all that a transaction wrote is kept.
async fn finish(mut transaction: Transaction) -> Outcome<()> {
    let (tell, outcome) = teller();
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

/// Waits until all that a transaction wrote is kept, or ends it without that where writing failed.
pub(super) async fn finish_or_abort(transaction: Transaction, written: Outcome<()>) -> Outcome<()> {
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

/// Why the browser ended a transaction before its time, if it did.
fn ended(transaction: &Transaction) -> Option<Failure> {
    failed(transaction.error())
}

/// The failure that an exception of the browser tells.
fn failed(error: Option<DomException>) -> Option<Failure> {
    let error = error?;
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
    add(JOURNALS, KeyPath::new_array(["draft", "tab"]))?;
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
