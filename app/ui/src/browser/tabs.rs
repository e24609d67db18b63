//! Two tabs and one draft: what each of them asks, so that neither overwrites the other. And what is
//! asked before changes go that only this tab has.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::Format;

use super::storage::StorageError;
use super::{autosave, restore, storage, tab_lock};
use crate::workspace::{Kind, Message, Question, Saved, Workspace};

/// Asks what to do with a draft that another tab has open.
pub(crate) fn ask_before_opening(workspace: Workspace, draft: String) {
    let take = {
        let draft = draft.clone();
        move || run(workspace, take_over(workspace, draft.clone()))
    };
    let copy = move || run(workspace, open_copy(workspace, draft.clone()));
    let question = Question::new(
        "This draft is open in another tab",
        "Only one tab can save a draft. Continue here, and the other tab stops saving; or work on a copy.",
    );
    workspace.question.set(Some(
        question
            .answer("take", "Go on here", take)
            .answer("copy", "Work on a copy", copy)
            .answer("no", "Not now", || ()),
    ));
}

/// Says that another tab has the open draft, which is not saved from here any more.
pub(crate) fn lost(workspace: Workspace, draft: &str) {
    if workspace.draft.get_untracked().as_deref() == Some(draft) {
        workspace.saved.set(Saved::Elsewhere);
        ask_after_losing(workspace);
    }
}

/// Asks what to do with the open draft, which another tab has.
pub(crate) fn ask_after_losing(workspace: Workspace) {
    let copy = move || go_on_as_copy(workspace);
    let take = move || {
        if let Some(draft) = workspace.draft.get_untracked() {
            run(workspace, take_over(workspace, draft));
        }
    };
    let text = if autosave::is_unsaved(workspace) {
        "That tab saves the draft from now on, and this one does not. Changes that are only in this tab are kept as a copy in any case."
    } else {
        "That tab saves the draft from now on, and this one does not."
    };
    let question = Question::new("This draft is edited in another tab", text);
    workspace.question.set(Some(
        question
            .answer("copy", "Work on a copy here", copy)
            .answer("take", "Take it back", take)
            .answer("leave", "Go to the start page", move || workspace.close()),
    ));
}

/// Asks before the open pack is left with changes that the storage does not take.
pub(crate) fn ask_before_leaving(workspace: Workspace, go: Arc<dyn Fn() + Send + Sync>) {
    let leave = move || {
        // Nothing of it is waited for any more.
        workspace.draft.set(None);
        go();
    };
    let download = {
        let leave = leave.clone();
        move || {
            workspace.export(Format::Zip);
            let is_done = |message: &Message| message.kind == Kind::Done;
            let last = |messages: &Vec<Message>| messages.last().is_some_and(is_done);
            if workspace.messages.with_untracked(last) {
                leave();
            }
        }
    };
    let question = Question::new(
        "Your latest changes are in this tab only",
        "The browser could not save them, so you lose them when you leave this pack.",
    );
    workspace.question.set(Some(
        question
            .answer("stay", "Stay", || ())
            .answer("download", "Download the pack, then leave", download)
            .answer("leave", "Leave without them", leave),
    ));
}

/// Makes the open pack, with its history, a draft of its own.
fn go_on_as_copy(workspace: Workspace) {
    workspace.saved.set(Saved::Pending);
    workspace.draft.set(Some(storage::new_id()));
}

/// Opens a draft in this tab, whoever has it.
async fn take_over(workspace: Workspace, draft: String) -> Result<(), StorageError> {
    tab_lock::take(workspace, &draft, true).await;
    restore::show(workspace, draft).await
}

/// Opens a copy of a draft.
async fn open_copy(workspace: Workspace, draft: String) -> Result<(), StorageError> {
    let whole = storage::whole(&draft).await?.ok_or(StorageError::Gone)?;
    let copy = storage::new_id();
    storage::put(&whole.into_copy(&copy)).await?;
    restore::show(workspace, copy).await
}

fn run(workspace: Workspace, work: impl Future<Output = Result<(), StorageError>> + 'static) {
    spawn_local(async move {
        if let Err(error) = work.await {
            workspace.tell(Message::error(error.to_string()));
        }
    });
}
