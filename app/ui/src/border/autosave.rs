//! Keeps the open pack in the browser's storage: shortly after each change, only what changed.
//!
//! Drafts are written one after the other. One that is left before its pause is over is written at
//! once, so that nothing is lost by closing a pack or opening another.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{Pack, Severity};

use super::storage::{self, Draft};
use super::{clock, worker};
use crate::workspace::{Message, Saved, Workspace};

/// How long to wait for further changes, in milliseconds.
const PAUSE: u32 = 400;

/// What is to be written, and what is known to be written.
#[derive(Default)]
struct Desk {
    /// The packs as they lie in the storage, by draft.
    known: BTreeMap<String, Pack>,
    /// Drafts that are still to be written, at most one job each.
    waiting: Vec<Job>,
    /// Whether jobs are being done.
    busy: bool,
    /// Runs out when the pause after a change is over.
    pause: Option<Timeout>,
}

/// A draft that is to be written.
struct Job {
    row: Draft,
    pack: Pack,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Says that a draft lies in the storage as this pack, so that only later changes are written.
pub(crate) fn is_kept(draft: String, pack: Pack) {
    DESK.with_borrow_mut(|desk| desk.known.insert(draft, pack));
}

/// Saves every change of the open pack, and its number of problems.
pub(crate) fn start(workspace: Workspace) {
    Effect::new(move || {
        workspace.revision.track();
        workspace.judged.track();
        if workspace.draft.with(Option::is_some) {
            let pause = Timeout::new(PAUSE, move || flush(workspace));
            DESK.with_borrow_mut(|desk| desk.pause = Some(pause));
        }
    });
    // The tab may be closed or reloaded within the pause.
    let leaving = window_event_listener(ev::pagehide, move |_| flush(workspace));
    std::mem::forget(leaving);
}

/// Writes the open pack now if it waits for its pause to be over.
pub(crate) fn flush(workspace: Workspace) {
    let waits = DESK.with_borrow_mut(|desk| desk.pause.take().is_some());
    let draft = workspace.draft.get_untracked();
    if let (true, Some(draft)) = (waits, draft) {
        let pack = workspace.pack.get_untracked();
        let job = Job {
            row: describe(workspace, draft, &pack),
            pack,
        };
        let starts = DESK.with_borrow_mut(|desk| {
            desk.waiting.retain(|other| other.row.id != job.row.id);
            desk.waiting.push(job);
            !std::mem::replace(&mut desk.busy, true)
        });
        if starts {
            spawn_local(work(workspace));
        }
    }
}

/// Does all jobs, one after the other.
async fn work(workspace: Workspace) {
    while let Some((job, known)) = DESK.with_borrow_mut(Desk::next) {
        let changed = worker::differences(&known, &job.pack);
        let id = job.row.id.clone();
        let saved = storage::save(&job.row, changed).await;
        let is_latest = workspace.draft.get_untracked().as_ref() == Some(&id)
            && workspace.pack.with_untracked(|now| *now == job.pack);
        let kept = if saved.is_ok() { job.pack } else { known };
        DESK.with_borrow_mut(|desk| desk.known.insert(id, kept));
        match saved {
            Ok(()) if is_latest => workspace.saved.set(Saved::Yes),
            Ok(()) => {}
            Err(error) => report(workspace, &error),
        }
    }
}

/// Tells once that the storage does not take the pack, and says so in the bar as long as it is so.
fn report(workspace: Workspace, error: &storage::StorageError) {
    let told = matches!(workspace.saved.get_untracked(), Saved::Failed(_));
    workspace.saved.set(Saved::Failed(error.to_string()));
    if !told {
        workspace.tell(Message::error(error.to_string()));
    }
}

impl Desk {
    /// The next job, with the pack that the storage has for its draft; `None` ends the work.
    fn next(&mut self) -> Option<(Job, Pack)> {
        if self.waiting.is_empty() {
            self.busy = false;
            return None;
        }
        let job = self.waiting.remove(0);
        let known = self.known.remove(&job.row.id).unwrap_or_default();
        Some((job, known))
    }
}

/// The row of the start page for the open pack.
fn describe(workspace: Workspace, id: String, pack: &Pack) -> Draft {
    let manifest = pack.manifest();
    let name = manifest.name().unwrap_or_default();
    let count = |severity| untrack(move || workspace.count(severity));
    Draft {
        id,
        title: manifest
            .display_name()
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| name.clone()),
        name,
        version: manifest.version().unwrap_or_default(),
        problems: (count(Severity::Error), count(Severity::Warning)),
        changed: clock::now(),
    }
}
