//! The journals of drafts, a row a tab. They are read with the draft, and written apart from it: no save
//! under way holds them up.

use idb::{Query, Transaction, TransactionMode};
use js_sys::{JSON, Reflect};
use pack_editor::{FoundJournal, Journal, SaveId};
use wasm_bindgen::JsValue;

use super::database::{Connections, JOURNALS, Outcome, finish_or_abort, key};

/// Writes a journal in place of those that are part of it.
pub(super) async fn write(connections: &Connections, journal: &Journal) -> Outcome<()> {
    let mode = TransactionMode::ReadWrite;
    let transaction = connections.begin(&[JOURNALS], mode).await?;
    let written = put(&transaction, journal);
    finish_or_abort(transaction, written).await
}

fn put(transaction: &Transaction, journal: &Journal) -> Outcome<()> {
    let store = transaction.object_store(JOURNALS)?;
    for tab in &journal.settled {
        store.delete(Query::Key(key(&journal.draft, &(*tab).into())))?;
    }
    store.put(&serde_wasm_bindgen::to_value(journal)?, None)?;
    Ok(())
}

/// Removes the journals of some tabs, but for what follows a save.
pub(super) async fn forget(
    connections: &Connections,
    draft: &str,
    tabs: &[u32],
    unless: Option<SaveId>,
) -> Outcome<()> {
    let mode = TransactionMode::ReadWrite;
    let transaction = connections.begin(&[JOURNALS], mode).await?;
    let store = transaction.object_store(JOURNALS)?;
    for tab in tabs {
        let key = || Query::Key(key(draft, &(*tab).into()));
        let Some(row) = store.get(key())?.await? else {
            continue;
        };
        let follows = |journal: &Journal| {
            let mut entries = journal.entries.iter();
            entries.any(|entry| Some(entry.follows) == unless)
        };
        let row: Result<Journal, _> = serde_wasm_bindgen::from_value(row);
        if !row.is_ok_and(|journal| follows(&journal)) {
            store.delete(key())?;
        }
    }
    finish_or_abort(transaction, Ok(())).await
}

/// What a row says; the row as text where it cannot be read.
pub(super) fn found(row: JsValue) -> FoundJournal {
    let tab = Reflect::get(&row, &"tab".into()).unwrap_or_default();
    let text = JSON::stringify(&row).map(String::from).unwrap_or_default();
    FoundJournal {
        tab: tab.as_f64().unwrap_or_default() as u32,
        content: serde_wasm_bindgen::from_value(row).map_err(|_| text),
    }
}
