//! A draft as the browser has it: all its rows, which are copied, deleted and put back without a look into
//! them.

use idb::{ObjectStore, Query, Transaction};
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::database::{DRAFTS, FILES, FOLDERS, JOURNALS, Outcome, STEPS, all_of};

/// How many bytes are handed to the browser in one go.
const PORTION: usize = 256 << 10;

/// What a row costs beside the bytes in it, in bytes.
const ROW: usize = 4 << 10;

/// The rows of a draft, as the browser has them.
pub(super) struct Whole {
    pub(super) draft: JsValue,
    pub(super) files: Vec<JsValue>,
    pub(super) steps: Vec<JsValue>,
    pub(super) folder: Option<JsValue>,
    pub(super) journals: Vec<JsValue>,
}

impl Whole {
    /// The same rows as those of another draft, as changed at a time. Only one draft is saved in a folder.
    pub(super) fn into_copy(mut self, id: &str, changed: f64) -> Self {
        self.folder = None;
        let set = |row: &JsValue, name: &str, value: JsValue| {
            // A row is a plain object, which takes any property.
            let _ = Reflect::set(row, &name.into(), &value);
        };
        set(&self.draft, "id", id.into());
        set(&self.draft, "changed", changed.into());
        let rows = self.files.iter().chain(&self.steps);
        for row in rows.chain(&self.journals) {
            set(row, "draft", id.into());
        }
        self
    }
}

/// All rows of a draft, if it is there.
pub(super) async fn whole(transaction: &Transaction, id: &str) -> Outcome<Option<Whole>> {
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
    let journals = transaction
        .object_store(JOURNALS)?
        .get_all(of_draft()?, None)?
        .into_future();
    // The browser answers each request, also where there is no draft: none is dropped before.
    let (draft, files, steps) = (draft.await, files.await, steps.await);
    let (folder, journals) = (folder.await, journals.await);
    let (files, steps, folder, journals) = (files?, steps?, folder?, journals?);
    Ok(draft?.map(|draft| Whole {
        draft,
        files,
        steps,
        folder,
        journals,
    }))
}

/// Asks the browser to delete all rows of a draft.
pub(super) fn delete_whole(transaction: &Transaction, id: &str) -> Outcome<()> {
    let drafts = transaction.object_store(DRAFTS)?;
    drafts.delete(Query::Key(id.into()))?;
    let folders = transaction.object_store(FOLDERS)?;
    folders.delete(Query::Key(id.into()))?;
    for store in [FILES, STEPS, JOURNALS] {
        transaction.object_store(store)?.delete(all_of(id)?)?;
    }
    Ok(())
}

/// Asks the browser to write all rows of a draft.
pub(super) async fn write_whole(transaction: &Transaction, whole: &Whole) -> Outcome<()> {
    transaction.object_store(DRAFTS)?.add(&whole.draft, None)?;
    let mut portions = Portions::default();
    for (store, rows) in [
        (FILES, &whole.files),
        (STEPS, &whole.steps),
        (JOURNALS, &whole.journals),
    ] {
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
pub(super) struct Portions {
    /// The bytes of the portion so far.
    handed: usize,
}

impl Portions {
    pub(super) async fn put(
        &mut self,
        store: &ObjectStore,
        row: &JsValue,
        bytes: usize,
    ) -> Outcome<()> {
        let request = store.put(row, None)?;
        self.handed += bytes + ROW;
        if self.handed > PORTION {
            self.handed = 0;
            request.await?;
        }
        Ok(())
    }
}
