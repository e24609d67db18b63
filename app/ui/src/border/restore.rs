//! Opens the pack that was open when the page was left.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{autosave, preferences, storage};
use crate::later::Later;
use crate::workspace::{Message, Workspace};

/// The preference that names the open draft; absent on the start page.
const OPEN: &str = "open";

/// Reopens the draft that was open, unless the start page is asked for, then says that the page
/// answers clicks.
pub(crate) fn reopen(workspace: Workspace, later: Later, start: bool) {
    let last = preferences::get::<String>(OPEN).filter(|_| !start);
    spawn_local(async move {
        if let Some(id) = last {
            match later.load().await {
                Ok(rooms) => {
                    if let Err(error) = (rooms.open_draft)(workspace, id).await {
                        workspace.tell(Message::error(error.to_string()));
                    }
                }
                Err(error) => workspace.tell(Message::error(error.to_string())),
            }
        }
        remember(workspace);
        mark_ready();
        // Whoever needs it tells what failed; here it is only fetched early.
        let _ = later.load().await;
    });
}

/// Opens a draft from the browser's storage. A draft without files is gone, and is passed over.
pub(crate) async fn open(workspace: Workspace, id: String) -> Result<(), storage::StorageError> {
    let pack = storage::load(&id).await?;
    if pack.files().next().is_some() {
        autosave::is_kept(id.clone(), pack.clone());
        workspace.open(id, pack);
    }
    Ok(())
}

/// Remembers which draft is open.
fn remember(workspace: Workspace) {
    Effect::new(move || preferences::set(OPEN, workspace.draft.get()));
}

/// Tells tests and people that the page answers.
fn mark_ready() {
    if let Some(root) = document().document_element() {
        let set = root.set_attribute("data-ready", "");
        debug_assert!(set.is_ok(), "the attribute's name is legal");
    }
}
