//! The worker that judges: it gets what changed, and its findings are shown when they come.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use pack_model::checking::{Answer, Check, Request};
use pack_model::{File, FilePath, Pack};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ErrorEvent, MessageEvent, UrlSearchParams, Worker, WorkerOptions, WorkerType};

use super::clock;
use crate::workspace::{Judged, Message, Workspace};

/// The script that starts the worker.
const SCRIPT: &str = "checker.js";

/// A worker that runs the program of this page, whose addresses stand on the page's own script.
fn spawn() -> Option<Worker> {
    let script = document()
        .query_selector("script[data-module]")
        .ok()
        .flatten()?;
    let addresses = UrlSearchParams::new().ok()?;
    for name in ["module", "wasm"] {
        addresses.append(name, &script.get_attribute(&format!("data-{name}"))?);
    }
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let address = format!("{SCRIPT}?{}", String::from(addresses.to_string()));
    Worker::new_with_options(&address, &options).ok()
}

/// A conversation with the worker.
struct Conversation {
    worker: Worker,
    /// The draft and the pack that the worker knows.
    known: Option<(String, Pack)>,
    /// The revision that was the first of this draft.
    first: u64,
}

thread_local! {
    static CONVERSATION: RefCell<Option<Conversation>> = const { RefCell::new(None) };
}

/// Starts the worker and sends it every change from then on.
pub(crate) fn start(workspace: Workspace) {
    let Some(worker) = spawn() else {
        let text = "This browser does not start web workers, so the pack is not judged. \
            Editing and export work as usual.";
        workspace.tell(Message::error(text).of_the_page());
        return;
    };
    let ready = RwSignal::new(false);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        match serde_wasm_bindgen::from_value(event.data()) {
            Ok(Answer::Ready) => ready.set(true),
            Ok(Answer::Checked {
                revision,
                audience,
                diagnostics,
                located,
            }) => {
                // It may come after another pack was opened, or another audience was chosen.
                if revision >= first_revision() && audience == workspace.audience.get_untracked() {
                    let judged = Judged::new(revision, diagnostics, located);
                    workspace.judged.set(judged);
                }
            }
            Ok(Answer::Explained { rule, page }) => workspace.explained.set(Some((rule, page))),
            Err(error) => leptos::logging::warn!("the worker's answer could not be read: {error}"),
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let told = Rc::new(RefCell::new(false));
    let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |_| {
        if !told.replace(true) {
            let text = "The part of the page that judges the pack has stopped, so findings are \
                out of date. The pack itself is safe: download it if you like, and reload the page.";
            workspace.tell(Message::error(text).of_the_page());
        }
    });
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    CONVERSATION.set(Some(Conversation {
        worker,
        known: None,
        first: 0,
    }));

    let waits = StoredValue::new(false);
    Effect::new(move |opened: Option<Option<String>>| {
        workspace.revision.track();
        workspace.audience.track();
        let draft = workspace.draft.get();
        if !ready.get() || draft.is_none() {
            return None;
        }
        if opened.flatten() != draft {
            ask(workspace);
        } else if !waits.get_value() {
            // What was typed is painted first: the judge would take the processor from that.
            waits.set_value(true);
            clock::after_paint(move || {
                waits.set_value(false);
                ask(workspace);
            });
        }
        draft
    });
}

/// Asks for the findings of the open pack as it is.
fn ask(workspace: Workspace) {
    let Some(draft) = workspace.draft.get_untracked() else {
        return;
    };
    let pack = workspace.pack.get_untracked();
    let origin = pack.origin().clone();
    let files = |fresh, files| Check {
        fresh,
        revision: workspace.revision.get_untracked(),
        audience: workspace.audience.get_untracked(),
        today: clock::today(),
        origin,
        files,
    };
    send_changes(draft, pack, files);
}

/// Asks for the page of a rule.
pub(crate) fn explain(rule: String) {
    with(|conversation| conversation.send(&Request::Explain { rule }));
}

/// Sends what is different from what the worker knows.
fn send_changes(
    draft: String,
    pack: Pack,
    check: impl FnOnce(bool, Vec<(FilePath, Option<File>)>) -> Check,
) {
    with(|conversation| {
        let known = conversation
            .known
            .take()
            .filter(|(known, _)| *known == draft);
        let fresh = known.is_none();
        let before = known.map(|(_, pack)| pack).unwrap_or_default();
        let files = before.differences(&pack);
        conversation.known = Some((draft, pack));
        let check = check(fresh, files);
        if fresh {
            conversation.first = check.revision;
        }
        conversation.send(&Request::Check(check));
    });
}

/// The revision of the open pack that was judged first.
fn first_revision() -> u64 {
    CONVERSATION.with_borrow(|conversation| conversation.as_ref().map_or(0, |known| known.first))
}

fn with(action: impl FnOnce(&mut Conversation)) {
    CONVERSATION.with_borrow_mut(|conversation| {
        if let Some(conversation) = conversation {
            action(conversation);
        }
    });
}

impl Conversation {
    fn send(&self, request: &Request) {
        let sent =
            serde_wasm_bindgen::to_value(request).map(|value| self.worker.post_message(&value));
        if !matches!(sent, Ok(Ok(()))) {
            leptos::logging::warn!("a request to the worker could not be sent");
        }
    }
}
