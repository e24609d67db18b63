//! A conversation with one worker, as long as that runs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::prelude::document;
use pack_editor::Check;
use pack_model::{Edit, Pack, checking};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ErrorEvent, MessageEvent, UrlSearchParams, Worker, WorkerOptions, WorkerType};

use super::{Hear, Heard, Write};
use crate::browser::clock;

/// The script that starts a worker.
const SCRIPT: &str = "checker.js";

/// A conversation with a worker. Copies share it.
#[derive(Clone)]
pub(super) struct Conversation(Rc<RefCell<State>>);

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
    /// What is still to be sent of what was asked last, the last part first.
    parts: Vec<checking::Check>,
    /// Writes these parts.
    write: Option<Write>,
    /// Ends the conversation, and tells that.
    fail: Option<Rc<dyn Fn()>>,
}

/// The most files of one message, and about the most bytes: the page answers between two messages.
const MOST_FILES: usize = 500;
const MOST_BYTES: usize = 4 << 20;

/// What is to be asked about a pack.
pub(super) struct Question {
    pub(super) check: Check,
    /// Writes the messages, once it is known what changed of the pack.
    pub(super) write: Write,
}

impl Conversation {
    /// Starts a worker of this name, by which the program knows what to do in it. `None` if the browser
    /// starts none.
    pub(super) fn start(name: &str) -> Option<Self> {
        Some(Self(Rc::new(RefCell::new(State {
            worker: spawn(name)?,
            is_ready: false,
            known: None,
            waiting: None,
            is_sending: false,
            parts: Vec::new(),
            write: None,
            fail: None,
        }))))
    }

    /// Has the worker's messages read, and ends it at its first failure: an error, a message that cannot be
    /// read, as the next ones may build on it, or a text, which says that it cannot work. That is told once, with
    /// whether it had listened before.
    pub(super) fn listen(&self, mut hear: Hear, fail: Box<dyn FnOnce(bool)>) {
        let worker = self.0.borrow().worker.clone();
        let (conversation, fail) = (self.clone(), Cell::new(Some(fail)));
        let fail = Rc::new(move || {
            if let Some(fail) = fail.take() {
                let is_ready = conversation.end();
                fail(is_ready);
            }
        });
        self.0.borrow_mut().fail = Some(fail.clone());
        let (conversation, fail_to_read) = (self.clone(), fail.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(message) = event.data().dyn_into::<Uint8Array>() else {
                return fail_to_read();
            };
            match hear(&message.to_vec()) {
                Ok(Heard::Ready) => conversation.become_ready(),
                Ok(Heard::Answer) => {}
                Err(error) => {
                    leptos::logging::warn!("a worker's answer could not be read: {error}");
                    fail_to_read();
                }
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
    pub(super) fn ask(&self, question: Question) {
        let is_other = {
            let mut state = self.0.borrow_mut();
            let is_known = |(draft, _): &(String, Pack)| *draft == question.check.draft;
            let is_other = !state.known.as_ref().is_some_and(is_known);
            state.waiting = Some(question);
            if !is_other && std::mem::replace(&mut state.is_sending, true) {
                return;
            }
            is_other
        };
        if is_other {
            return self.send();
        }
        let conversation = self.clone();
        clock::after_paint(move || {
            conversation.0.borrow_mut().is_sending = false;
            conversation.send();
        });
    }

    /// Sends what waits, in as many messages as it takes. What is asked meanwhile waits for the last of them.
    fn send(&self) {
        if self.0.borrow_mut().begin() {
            self.send_parts();
        }
    }

    fn send_parts(&self) {
        let (sent, fail) = {
            let mut state = self.0.borrow_mut();
            (state.send_part(), state.fail.clone())
        };
        match sent {
            Ok(true) => {
                let conversation = self.clone();
                clock::soon(move || conversation.send_parts());
            }
            Ok(false) => self.send(),
            // The worker lacks what all later messages build on.
            Err(Unsent) => {
                leptos::logging::warn!("a request to a worker could not be sent");
                if let Some(fail) = fail {
                    fail();
                }
            }
        }
    }

    /// The worker listens.
    fn become_ready(&self) {
        self.0.borrow_mut().is_ready = true;
        self.send();
    }

    /// Ends the worker, and drops what it knew. Gives whether it had listened.
    fn end(&self) -> bool {
        let mut state = self.0.borrow_mut();
        state.worker.terminate();
        state.known = None;
        state.waiting = None;
        state.parts.clear();
        state.fail = None;
        std::mem::take(&mut state.is_ready)
    }
}

impl State {
    /// Begins with what waits, as what is different from what the worker knows. Gives whether there is something
    /// to send.
    fn begin(&mut self) -> bool {
        if !self.is_ready || !self.parts.is_empty() {
            return false;
        }
        let Some(Question { check, write }) = self.waiting.take() else {
            return false;
        };
        let is_known = |(draft, _): &(String, Pack)| *draft == check.draft;
        let known = self.known.take().filter(is_known);
        let fresh = known.is_none();
        let before = known.map(|(_, pack)| pack).unwrap_or_default();
        let part = |edits, fresh| checking::Check {
            fresh,
            has_more: true,
            revision: check.revision,
            audience: check.audience,
            today: clock::today(),
            origin: check.pack.origin().clone(),
            edits,
        };
        let (mut edits, mut bytes) = (Vec::new(), 0);
        for edit in Edit::between(&before, &check.pack) {
            if edits.len() == MOST_FILES || bytes > MOST_BYTES {
                let fresh = fresh && self.parts.is_empty();
                self.parts.push(part(std::mem::take(&mut edits), fresh));
                bytes = 0;
            }
            bytes += edit.weight();
            edits.push(edit);
        }
        let fresh = fresh && self.parts.is_empty();
        self.parts.push(checking::Check {
            has_more: false,
            ..part(edits, fresh)
        });
        self.parts.reverse();
        self.write = Some(write);
        self.known = Some((check.draft, check.pack));
        true
    }

    /// Sends the next part. Gives whether there are more.
    fn send_part(&mut self) -> Result<bool, Unsent> {
        let (Some(write), Some(part)) = (&self.write, self.parts.pop()) else {
            return Ok(false);
        };
        let message = write(part).map_err(|_| Unsent)?;
        let message = Uint8Array::from(message.as_slice());
        self.worker.post_message(&message).map_err(|_| Unsent)?;
        Ok(!self.parts.is_empty())
    }
}

/// A message did not reach the worker.
struct Unsent;

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
