//! The worker that checks the pack: it gets the changed files, and its findings come back as
//! events.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::document;
use pack_editor::{Check, Event};
use pack_model::Pack;
use pack_model::checking::{self, Answer, Request};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ErrorEvent, MessageEvent, UrlSearchParams, Worker, WorkerOptions, WorkerType};

use super::clock;
use super::report::Report;

/// The script that starts the worker.
const SCRIPT: &str = "checker.js";

/// The worker, if the browser starts one. Copies share it.
#[derive(Clone)]
pub(crate) struct Judge(Option<Rc<RefCell<Conversation>>>);

/// A conversation with the worker.
struct Conversation {
    worker: Worker,
    /// Whether the worker has said that it listens.
    is_ready: bool,
    /// The draft and the pack that the worker knows.
    known: Option<(String, Pack)>,
    /// What is to be judged next.
    waiting: Option<Check>,
    /// Whether it is about to be sent.
    is_sending: bool,
}

impl Judge {
    /// Starts the worker, whose findings are reported from then on.
    pub(crate) fn start(report: Report) -> Self {
        let Some(worker) = spawn() else {
            report(Event::WorkerMissing);
            return Self(None);
        };
        let conversation = Rc::new(RefCell::new(Conversation {
            worker,
            is_ready: false,
            known: None,
            waiting: None,
            is_sending: false,
        }));
        let judge = Self(Some(Rc::clone(&conversation)));
        judge.listen(&conversation.borrow().worker, report);
        judge
    }

    fn listen(&self, worker: &Worker, report: Report) {
        let judge = self.clone();
        let tell = Rc::clone(&report);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match serde_wasm_bindgen::from_value(event.data()) {
                Ok(Answer::Ready) => judge.become_ready(),
                Ok(Answer::Checked {
                    revision,
                    audience,
                    diagnostics,
                    located,
                }) => report(Event::Judged {
                    revision,
                    audience,
                    diagnostics,
                    located,
                }),
                Err(error) => {
                    leptos::logging::warn!("the worker's answer could not be read: {error}");
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let mut is_told = false;
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |_| {
            if !std::mem::replace(&mut is_told, true) {
                tell(Event::WorkerStopped);
            }
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
    }

    /// Has a pack judged as soon as there is time: another one at once, and a change after it was
    /// painted, since the judge would take the processor from that.
    pub(crate) fn check(&self, check: Check) {
        let Some(conversation) = &self.0 else {
            return;
        };
        let is_other = {
            let mut conversation = conversation.borrow_mut();
            let is_known = |(draft, _): &(String, Pack)| *draft == check.draft;
            let is_other = !conversation.known.as_ref().is_some_and(is_known);
            conversation.waiting = Some(check);
            if !is_other && std::mem::replace(&mut conversation.is_sending, true) {
                return;
            }
            is_other
        };
        if is_other {
            return conversation.borrow_mut().send_waiting();
        }
        let conversation = Rc::clone(conversation);
        clock::after_paint(move || {
            let mut conversation = conversation.borrow_mut();
            conversation.is_sending = false;
            conversation.send_waiting();
        });
    }

    fn become_ready(&self) {
        if let Some(conversation) = &self.0 {
            let mut conversation = conversation.borrow_mut();
            conversation.is_ready = true;
            conversation.send_waiting();
        }
    }
}

impl Conversation {
    /// Sends what waits, as what is different from what the worker knows.
    fn send_waiting(&mut self) {
        if !self.is_ready {
            return;
        }
        let Some(check) = self.waiting.take() else {
            return;
        };
        let is_known = |(draft, _): &(String, Pack)| *draft == check.draft;
        let known = self.known.take().filter(is_known);
        let fresh = known.is_none();
        let before = known.map(|(_, pack)| pack).unwrap_or_default();
        let request = Request::Check(checking::Check {
            fresh,
            revision: check.revision,
            audience: check.audience,
            today: clock::today(),
            origin: check.pack.origin().clone(),
            files: before.differences(&check.pack),
        });
        self.known = Some((check.draft, check.pack));
        self.send(&request);
    }

    fn send(&self, request: &Request) {
        let sent =
            serde_wasm_bindgen::to_value(request).map(|value| self.worker.post_message(&value));
        if !matches!(sent, Ok(Ok(()))) {
            leptos::logging::warn!("a request to the worker could not be sent");
        }
    }
}

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
