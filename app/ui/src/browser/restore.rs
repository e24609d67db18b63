//! Opens the pack that was open when the page was left, and drafts that are asked for.

use gloo::storage::{SessionStorage, Storage};
use leptos::prelude::*;

use super::storage::StorageError;
use super::{autosave, last_place, preferences, storage, tab_lock, tabs};
use crate::workspace::Workspace;

/// The preference that names the open draft; absent on the start page.
const OPEN: &str = "open";

/// The same for this tab alone, where an empty name says that it is on the start page.
const OPEN_HERE: &str = "pack-editor.open";

/// Opens a draft from the browser's storage, unless another tab has it: then the user is asked.
pub(crate) async fn open(workspace: Workspace, id: String) -> Result<(), StorageError> {
    if tab_lock::take(workspace, &id, false).await {
        show(workspace, id).await
    } else {
        tabs::ask_before_opening(workspace, id);
        Ok(())
    }
}

/// Opens a draft that this tab has.
pub(crate) async fn show(workspace: Workspace, id: String) -> Result<(), StorageError> {
    // It may have been left a moment ago, and be on its way into the storage.
    autosave::idle().await;
    let loaded = storage::load(&id).await?.ok_or(StorageError::Gone)?;
    autosave::leave(workspace, move || {
        autosave::is_kept(&loaded);
        let history = loaded.history.clone().unwrap_or_default();
        workspace.reopen(id.clone(), loaded.pack.clone(), history);
        last_place::resume(workspace, &id);
    });
    Ok(())
}

/// The draft that was open here, or else the one that was open last.
pub(crate) fn last() -> Option<String> {
    match SessionStorage::get::<String>(OPEN_HERE) {
        Ok(here) => Some(here).filter(|id| !id.is_empty()),
        Err(_) => preferences::get::<String>(OPEN),
    }
}

/// Remembers which draft is open.
pub(crate) fn remember(workspace: Workspace) {
    Effect::new(move |before: Option<Option<String>>| {
        let open = workspace.draft.get();
        // Without it a reload opens what was open last, in whichever tab.
        let _ = SessionStorage::set(OPEN_HERE, open.clone().unwrap_or_default());
        let of_another_tab = |kept: &String| before.flatten().as_ref() != Some(kept);
        if open.is_some()
            || !preferences::get::<String>(OPEN).is_some_and(|kept| of_another_tab(&kept))
        {
            preferences::set(OPEN, open.clone());
        }
        open
    });
}

/// Tells tests and people that the page answers.
pub(crate) fn mark_ready() {
    if let Some(root) = document().document_element() {
        let set = root.set_attribute("data-ready", "");
        debug_assert!(set.is_ok(), "the attribute's name is legal");
    }
}
