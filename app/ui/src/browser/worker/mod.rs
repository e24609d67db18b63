//! The workers: one checks the pack, the other renders what a cluster gets from it. Each keeps a copy of
//! the pack, gets the files that changed, and its answers come back as events.

mod judge;
mod renderer;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::document;
use pack_editor::Check;
use pack_model::{Pack, checking};
use serde::Serialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, UrlSearchParams, Worker, WorkerOptions, WorkerType};

use super::clock;

pub(crate) use judge::Judge;
pub(crate) use renderer::{Renderer, renderer};

/// The script that starts a worker.
const SCRIPT: &str = "checker.js";

/// A conversation with a worker. Copies share it.
#[derive(Clone)]
struct Conversation(Rc<RefCell<State>>);

/// How a conversation stands.
struct State {
    worker: Worker,
    /// Whether the worker has said that it listens.
    is_ready: bool,
    /// The draft and the pack that the worker knows.
    known: Option<(String, Pack)>,
    /// What is to be asked next.
    waiting: Option<Question>,
    /// Whether it is about to be sent.
    is_sending: bool,
}

/// What is to be asked about a pack.
struct Question {
    check: Check,
    /// Writes the message, once it is known what changed of the pack.
    write: Box<dyn FnOnce(checking::Check) -> Message>,
}

/// Why a message of a worker cannot be read.
type Unreadable = serde_wasm_bindgen::Error;

/// A message to a worker.
type Message = Result<JsValue, serde_wasm_bindgen::Error>;

impl Conversation {
    /// Starts a worker of this name, by which the program knows what to do in it. `None` if the browser
    /// starts none.
    fn start(name: &str) -> Option<Self> {
        Some(Self(Rc::new(RefCell::new(State {
            worker: spawn(name)?,
            is_ready: false,
            known: None,
            waiting: None,
            is_sending: false,
        }))))
    }

    /// Has the worker's messages read, and its first failure told: an error, or a message that cannot be read,
    /// as the next ones may build on it.
    fn listen(
        &self,
        mut hear: impl FnMut(JsValue) -> Result<(), Unreadable> + 'static,
        fail: impl FnOnce() + 'static,
    ) {
        let worker = self.0.borrow().worker.clone();
        let fail = Cell::new(Some(fail));
        let fail = Rc::new(move || {
            if let Some(fail) = fail.take() {
                fail();
            }
        });
        let fail_to_read = Rc::clone(&fail);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Err(error) = hear(event.data()) {
                leptos::logging::warn!("a worker's answer could not be read: {error}");
                fail_to_read();
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |_| fail());
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
    }

    /// Asks about a pack as soon as there is time: another one at once, and a change after it was painted,
    /// since the worker would take the processor from that. What waited before is not asked any more.
    fn ask(&self, check: Check, write: impl FnOnce(checking::Check) -> Message + 'static) {
        let is_other = {
            let mut state = self.0.borrow_mut();
            let is_known = |(draft, _): &(String, Pack)| *draft == check.draft;
            let is_other = !state.known.as_ref().is_some_and(is_known);
            let write = Box::new(write);
            state.waiting = Some(Question { check, write });
            if !is_other && std::mem::replace(&mut state.is_sending, true) {
                return;
            }
            is_other
        };
        if is_other {
            return self.0.borrow_mut().send_waiting();
        }
        let conversation = self.clone();
        clock::after_paint(move || {
            let mut state = conversation.0.borrow_mut();
            state.is_sending = false;
            state.send_waiting();
        });
    }

    /// The worker listens.
    fn become_ready(&self) {
        let mut state = self.0.borrow_mut();
        state.is_ready = true;
        state.send_waiting();
    }

    /// Ends the worker.
    fn end(&self) {
        self.0.borrow().worker.terminate();
    }
}

impl State {
    /// Sends what waits, as what is different from what the worker knows.
    fn send_waiting(&mut self) {
        if !self.is_ready {
            return;
        }
        let Some(Question { check, write }) = self.waiting.take() else {
            return;
        };
        let is_known = |(draft, _): &(String, Pack)| *draft == check.draft;
        let known = self.known.take().filter(is_known);
        let fresh = known.is_none();
        let before = known.map(|(_, pack)| pack).unwrap_or_default();
        let message = write(checking::Check {
            fresh,
            revision: check.revision,
            audience: check.audience,
            today: clock::today(),
            origin: check.pack.origin().clone(),
            files: before.differences(&check.pack),
        });
        self.known = Some((check.draft, check.pack));
        let sent = message.map(|message| self.worker.post_message(&message));
        if !matches!(sent, Ok(Ok(()))) {
            leptos::logging::warn!("a request to a worker could not be sent");
        }
    }
}

/// A request as a message.
fn written(request: &impl Serialize) -> Message {
    serde_wasm_bindgen::to_value(request)
}

/// A worker that runs the program of this page, whose addresses stand on the page's own script.
fn spawn(name: &str) -> Option<Worker> {
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
    options.set_name(name);
    let address = format!("{SCRIPT}?{}", String::from(addresses.to_string()));
    Worker::new_with_options(&address, &options).ok()
}
