//! Keeps the open pack and its history in the browser's storage: shortly after each change, and only
//! what changed.
//!
//! Drafts are written one after the other. One that is left before its pause is over is written at
//! once, and stays open until that is done, so that nothing is lost by closing a pack or opening
//! another.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{History, Pack, Severity};

use super::storage::{self, Draft, Loaded, Saving, StorageError};
use super::{clock, tabs};
use crate::workspace::{Judged, Message, Saved, Workspace};

/// How long to wait for further changes, in milliseconds.
const PAUSE: f64 = 400.0;

/// How long to wait at most after a change, in milliseconds.
const LONGEST: f64 = 800.0;

/// A draft as it lies in the storage.
#[derive(Default)]
struct Known {
    /// Its row; nothing where it is not there.
    row: Option<Draft>,
    pack: Pack,
    /// Nothing where steps are there that cannot be read.
    history: Option<History>,
}

/// What is to be written, and what is known to be written.
#[derive(Default)]
struct Desk {
    /// The drafts as they lie in the storage.
    known: BTreeMap<String, Known>,
    /// Drafts that are still to be written, at most one job each.
    waiting: Vec<Job>,
    /// Whether jobs are being done.
    busy: bool,
    /// Runs out when the pause after a change is over.
    pause: Option<Timeout>,
    /// When the first change was made that is not yet on its way.
    since: Option<f64>,
    /// The draft that was made last of changes that only this tab had.
    apart: String,
}

/// A draft that is to be written.
struct Job {
    row: Draft,
    pack: Pack,
    history: History,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Says how a draft lies in the storage, so that only later changes are written.
pub(crate) fn is_kept(loaded: &Loaded) {
    let known = Known {
        row: Some(loaded.draft.clone()),
        pack: loaded.pack.clone(),
        history: loaded.history.clone(),
    };
    DESK.with_borrow_mut(|desk| desk.known.insert(loaded.draft.id.clone(), known));
}

/// Saves every change of the open pack, and its number of problems.
pub(crate) fn start(workspace: Workspace) {
    Effect::new(move || {
        workspace.revision.track();
        if workspace.draft.with(Option::is_some) {
            let is_saved = |saved: &Saved| *saved == Saved::Yes;
            if workspace.saved.with_untracked(is_saved) {
                workspace.saved.set(Saved::Pending);
            }
            wait(workspace);
        }
    });
    Effect::new(move || {
        workspace.judged.track();
        if workspace.draft.with_untracked(Option::is_some) {
            wait(workspace);
        }
    });
    // The tab may be closed, reloaded or put to sleep within the pause.
    let leaving = window_event_listener(ev::pagehide, move |_| flush(workspace));
    std::mem::forget(leaving);
    let hiding = window_event_listener(ev::visibilitychange, move |_| flush(workspace));
    std::mem::forget(hiding);
    let asking = window_event_listener(ev::beforeunload, move |event| {
        if workspace.is_open_untracked() && is_unsaved(workspace) {
            flush(workspace);
            event.prevent_default();
        }
    });
    std::mem::forget(asking);
}

/// Writes the open pack once changes pause, or before the first of them has waited too long.
fn wait(workspace: Workspace) {
    DESK.with_borrow_mut(|desk| {
        let now = clock::now();
        let since = *desk.since.get_or_insert(now);
        let left = (since + LONGEST - now).clamp(0.0, PAUSE);
        desk.pause = Some(Timeout::new(left as u32, move || flush(workspace)));
    });
}

/// Whether the open pack has changes that are not in the storage.
pub(crate) fn is_unsaved(workspace: Workspace) -> bool {
    let Some(draft) = workspace.draft.get_untracked() else {
        return false;
    };
    let is_elsewhere = is_elsewhere(workspace);
    workspace.pack.with_untracked(|pack| {
        DESK.with_borrow(|desk| {
            let has = |draft: &String| {
                let known = desk.known.get(draft);
                known.is_some_and(|known| known.pack == *pack)
            };
            !(has(&draft) || is_elsewhere && has(&desk.apart))
        })
    })
}

/// Whether another tab has the open draft.
fn is_elsewhere(workspace: Workspace) -> bool {
    let is_elsewhere = |saved: &Saved| *saved == Saved::Elsewhere;
    workspace.saved.with_untracked(is_elsewhere)
}

/// Writes the open pack now if it waits for its pause to be over, unless another tab has it.
pub(crate) fn flush(workspace: Workspace) {
    let waits = DESK.with_borrow_mut(|desk| {
        desk.since = None;
        desk.pause.take().is_some()
    });
    let draft = workspace.draft.get_untracked();
    if let (true, Some(draft)) = (waits, draft)
        && !is_elsewhere(workspace)
    {
        enqueue(workspace, draft);
    }
}

/// Does what ends the work on the open pack, once all of it is saved. Where it cannot be saved, the
/// user is asked first.
pub(crate) fn leave(workspace: Workspace, go: impl Fn() + Send + Sync + 'static) {
    leave_once_saved(workspace, Arc::new(go));
}

fn leave_once_saved(workspace: Workspace, go: Arc<dyn Fn() + Send + Sync>) {
    let is_unsaved = is_unsaved(workspace);
    if is_unsaved {
        // What failed before may work by now.
        wait(workspace);
    }
    flush(workspace);
    if is_unsaved {
        spawn_local(leave_unsaved(workspace, go));
    } else {
        go();
    }
}

async fn leave_unsaved(workspace: Workspace, go: Arc<dyn Fn() + Send + Sync>) {
    // More may be typed meanwhile, and a large pack may take longer than one wait.
    for _ in 0..5 {
        flush(workspace);
        idle().await;
    }
    // That another tab has the draft may have come out just now.
    let is_elsewhere = is_elsewhere(workspace);
    if is_elsewhere {
        keep_apart(workspace);
        idle().await;
    }
    if is_unsaved(workspace) {
        tabs::ask_before_leaving(workspace, go);
        return;
    }
    if is_elsewhere {
        let text = "The changes of this tab are kept as a copy in your drafts.";
        workspace.tell(Message::info(text).of_the_page());
    }
    workspace.question.set(None);
    go();
}

/// Has changes that only this tab has, in a draft that another tab saves, kept as a copy.
fn keep_apart(workspace: Workspace) {
    if is_unsaved(workspace) {
        let apart = storage::new_id();
        DESK.with_borrow_mut(|desk| desk.apart.clone_from(&apart));
        enqueue(workspace, apart);
    }
}

/// Waits until nothing is being written, for two seconds at most.
pub(crate) async fn idle() {
    for _ in 0..100 {
        if !DESK.with_borrow(|desk| desk.busy) {
            return;
        }
        clock::pause(20).await;
    }
}

/// Writes the open pack as a draft, after all that waits already.
fn enqueue(workspace: Workspace, draft: String) {
    let pack = workspace.pack.get_untracked();
    let history = workspace.history();
    let job = Job {
        row: describe(workspace, draft, &pack),
        pack,
        history,
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

/// Does all jobs, one after the other.
async fn work(workspace: Workspace) {
    while let Some((job, known)) = DESK.with_borrow_mut(Desk::next) {
        let id = job.row.id.clone();
        let (known, failed) = match write(&job, &known).await {
            Ok(known) => (known, None),
            Err(error) => (known, Some(error)),
        };
        DESK.with_borrow_mut(|desk| desk.known.insert(id.clone(), known));
        let is_open = workspace.draft.get_untracked().as_ref() == Some(&id);
        // Another tab may have taken the draft meanwhile.
        let is_ours = is_open && !is_elsewhere(workspace);
        match failed {
            None if is_ours && !is_unsaved(workspace) => workspace.saved.set(Saved::Yes),
            None => {}
            Some(StorageError::Elsewhere) if is_open => tabs::lost(workspace, &id),
            Some(StorageError::Elsewhere) => rescue(workspace, job),
            Some(error) => report(workspace, &error, is_ours),
        }
    }
}

/// Writes a draft, and gives what is known of it then.
async fn write(job: &Job, known: &Known) -> Result<Known, StorageError> {
    match save(job, known, true).await {
        // It was deleted in another tab, but goes on here.
        Err(StorageError::Gone) => save(job, &Known::default(), true).await,
        // The pack is worth more than its history.
        Err(StorageError::Full) if !job.history.is_empty() => save(job, known, false).await,
        outcome => outcome,
    }
}

async fn save(job: &Job, known: &Known, with_history: bool) -> Result<Known, StorageError> {
    let history = if with_history {
        job.history.clone()
    } else {
        History::default()
    };
    let before = known.history.as_ref().filter(|_| with_history);
    let saves = known.row.as_ref().map(|row| row.saves);
    let mut saving = Saving {
        draft: Draft {
            saves: saves.unwrap_or_default().saturating_add(1),
            ..job.row.clone()
        },
        before: saves,
        files: known.pack.differences(&job.pack),
        steps: match before {
            Some(before) => before.difference(&history),
            None => History::default().difference(&history),
        },
        forget: before.is_none(),
    };
    if let Some(row) = &known.row {
        if saving.files.is_empty() {
            saving.draft.changed = row.changed;
        }
        saving.draft.problems = saving.draft.problems.or(row.problems);
    }
    storage::save(&saving).await?;
    Ok(Known {
        row: Some(saving.draft),
        pack: job.pack.clone(),
        history: Some(history),
    })
}

/// Keeps a pack as a copy: it was left before it could be told that another tab saves its draft.
fn rescue(workspace: Workspace, mut job: Job) {
    job.row.id = storage::new_id();
    DESK.with_borrow_mut(|desk| desk.waiting.push(job));
    let text = "Another tab has saved this draft, so your changes here are kept as a copy.";
    workspace.tell(Message::info(text).of_the_page());
}

/// Tells once that the storage does not take a pack. If it is the open one, the bar says so as long
/// as it is so.
fn report(workspace: Workspace, error: &StorageError, is_ours: bool) {
    let told = matches!(workspace.saved.get_untracked(), Saved::Failed(_));
    if is_ours {
        workspace.saved.set(Saved::Failed(error.to_string()));
    }
    if !told {
        workspace.tell(Message::error(error.to_string()).of_the_page());
    }
}

impl Desk {
    /// The next job, with what the storage has of its draft; `None` ends the work.
    fn next(&mut self) -> Option<(Job, Known)> {
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
    let is_judged = |judged: &Judged| judged.revision.is_some();
    let is_judged = workspace.judged.with_untracked(is_judged);
    Draft {
        id,
        title: manifest
            .display_name()
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| name.clone()),
        name,
        version: manifest.version().unwrap_or_default(),
        problems: is_judged.then(|| (count(Severity::Error), count(Severity::Warning))),
        changed: clock::now(),
        saves: 0,
        origin: pack.origin().clone(),
    }
}
