//! Keeps the open pack in the browser's storage: shortly after each change, only what changed.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{Pack, Severity};

use super::storage::{self, Draft};
use super::{clock, worker};
use crate::workspace::{Message, Saved, Workspace};

/// How long to wait for further changes, in milliseconds.
const PAUSE: u32 = 400;

/// What of the open draft is known to be in the storage.
#[derive(Default)]
struct Kept {
    draft: Option<String>,
    pack: Pack,
    /// Whether a write is under way; another one waits for it.
    writing: bool,
    timer: Option<Timeout>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// Says that a draft lies in the storage as this pack, so that only later changes are written.
pub(crate) fn is_kept(draft: String, pack: Pack) {
    KEPT.with_borrow_mut(|kept| {
        kept.draft = Some(draft);
        kept.pack = pack;
    });
}

/// Saves every change of the open pack, and its number of problems.
pub(crate) fn start(workspace: Workspace) {
    Effect::new(move || {
        workspace.revision.track();
        workspace.judged.track();
        if workspace.draft.with(Option::is_some) {
            plan(workspace);
        }
    });
}

/// Writes after a pause, however many changes come in it.
fn plan(workspace: Workspace) {
    KEPT.with_borrow_mut(|kept| {
        kept.timer = Some(Timeout::new(PAUSE, move || spawn_local(write(workspace))));
    });
}

/// Writes what is not in the storage yet.
async fn write(workspace: Workspace) {
    let Some(draft) = workspace.draft.get_untracked() else {
        return;
    };
    let pack = workspace.pack.get_untracked();
    let known = KEPT.with_borrow_mut(|kept| {
        if std::mem::replace(&mut kept.writing, true) {
            return None;
        }
        let same = kept.draft.as_ref() == Some(&draft);
        Some(if same {
            kept.pack.clone()
        } else {
            Pack::default()
        })
    });
    let Some(known) = known else {
        return plan(workspace);
    };
    let changed = worker::differences(&known, &pack);
    let saved = storage::save(&describe(workspace, &draft, &pack), changed).await;
    let revision_is_old = workspace.pack.with_untracked(|now| *now != pack);
    KEPT.with_borrow_mut(|kept| {
        kept.writing = false;
        if saved.is_ok() {
            kept.draft = Some(draft);
            kept.pack = pack;
        }
    });
    match saved {
        Ok(()) if revision_is_old => plan(workspace),
        Ok(()) => workspace.saved.set(Saved::Yes),
        Err(error) => {
            let told = matches!(workspace.saved.get_untracked(), Saved::Failed(_));
            workspace.saved.set(Saved::Failed(error.to_string()));
            if !told {
                workspace.tell(Message::error(error.to_string()));
            }
        }
    }
}

/// The row of the start page for the open pack.
fn describe(workspace: Workspace, id: &str, pack: &Pack) -> Draft {
    let manifest = pack.manifest();
    let name = manifest.name().unwrap_or_default();
    let count = |severity| untrack(move || workspace.count(severity));
    Draft {
        id: id.to_owned(),
        title: manifest
            .display_name()
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| name.clone()),
        name,
        version: manifest.version().unwrap_or_default(),
        problems: (count(Severity::Error), count(Severity::Warning)),
        changed: clock::now(),
        open: true,
    }
}
