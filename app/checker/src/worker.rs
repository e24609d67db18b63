//! The workers' messages: requests come in, answers go out.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Uint8Array, global};
use pack_model::checking::{self, Answer, MISSING, RenderAnswer, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::checker::Checker;
use crate::kept::Unfit;
use crate::renderer::Renderer;
use crate::step::Step;

/// How long a pause is, in milliseconds. It is assumed that whoever types takes less than that between most keys.
const PAUSE: i32 = 250;

/// How long pieces of work are done one after the other, in milliseconds, before newer messages are looked at.
const WHILE: f64 = 12.0;

/// The name of the worker that runs this, which says what is to be done in it. `None` outside a worker.
pub fn name() -> Option<String> {
    Some(scope()?.name())
}

/// Starts to check packs for the page, and tells it so. Does nothing outside a worker.
pub fn check() {
    serve(
        &Answer::Ready,
        Checker::default(),
        |checker, Request::Check(check)| checker.take(check),
        |checker| checker.answer().map(Step::Answer),
    );
}

/// Starts to render packs for the page, and tells it so. Does nothing outside a worker.
pub fn render() {
    serve(
        &RenderAnswer::Ready,
        Renderer::default(),
        Renderer::take,
        Renderer::step,
    );
}

/// Tells the page that the worker cannot do its work: what that needs could not be loaded, or the pack that it
/// keeps is not the page's. The page starts another one.
pub fn refuse() {
    if let Some(scope) = scope() {
        log_error(scope.post_message(&JsValue::from_str(MISSING)));
    }
}

/// Has a worker take the page's requests, and answer them.
fn serve<W: 'static, R: DeserializeOwned + 'static, A: Serialize + 'static>(
    ready: &A,
    worker: W,
    take: fn(&mut W, R) -> Result<(), Unfit>,
    step: fn(&mut W) -> Option<Step<A>>,
) {
    let Some(scope) = scope() else {
        return;
    };
    let worker = Rc::new(RefCell::new(worker));
    let timer = Rc::new(Timer::new(scope.clone()));
    timer.set_callback({
        let (scope, worker, timer) = (scope.clone(), worker.clone(), Rc::clone(&timer));
        move || {
            let done = worker.try_borrow_mut().ok();
            let done = done.and_then(|mut worker| step_for_a_while(&mut *worker, step));
            if let Some(Step::Answer(answer)) = &done {
                send(&scope, answer);
            }
            match done {
                Some(Step::Pause) => timer.start(PAUSE),
                Some(_) => timer.start(0),
                None => {}
            }
        }
    });
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        match checking::read(&Uint8Array::new(&event.data()).to_vec()) {
            Ok(request) => {
                let mut worker = worker.try_borrow_mut();
                match worker.as_deref_mut().map(|worker| take(worker, request)) {
                    Ok(Err(Unfit)) => refuse(),
                    _ => timer.start(0),
                }
            }
            Err(error) => {
                web_sys::console::error_1(&error.to_string().into());
                refuse();
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The closure lives as long as the worker.
    on_message.forget();
    send(&scope, ready);
}

/// Does pieces of work for a while: a browser takes some milliseconds to begin the next one, and there may be
/// thousands.
fn step_for_a_while<W, A>(worker: &mut W, step: fn(&mut W) -> Option<Step<A>>) -> Option<Step<A>> {
    let end = js_sys::Date::now() + WHILE;
    loop {
        let done = step(worker);
        let has_more = matches!(done, Some(Step::More));
        if !has_more || js_sys::Date::now() >= end {
            return done;
        }
    }
}

/// Has something done after a delay, and after all messages that have arrived by then, so only the newest is
/// answered. When it is started again before that, the delay begins anew.
struct Timer {
    scope: DedicatedWorkerGlobalScope,
    callback: OnceCell<Closure<dyn Fn()>>,
    /// The id of the timeout, while there is one.
    running: Cell<Option<i32>>,
}

impl Timer {
    fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        Self {
            scope,
            callback: OnceCell::new(),
            running: Cell::new(None),
        }
    }

    fn set_callback(self: &Rc<Self>, act: impl Fn() + 'static) {
        let timer = Rc::clone(self);
        let callback = Closure::new(move || {
            timer.running.set(None);
            act();
        });
        // It is set once, and lives as long as the worker.
        let _ = self.callback.set(callback);
    }

    /// Starts anew, with a delay in milliseconds.
    fn start(&self, delay: i32) {
        let Some(callback) = self.callback.get() else {
            return;
        };
        if let Some(running) = self.running.take() {
            self.scope.clear_timeout_with_handle(running);
        }
        let callback = callback.as_ref().unchecked_ref();
        let scope = &self.scope;
        match scope.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay) {
            Ok(running) => self.running.set(Some(running)),
            Err(error) => web_sys::console::error_1(&error),
        }
    }
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    global().dyn_into().ok()
}

fn send(scope: &DedicatedWorkerGlobalScope, answer: &impl Serialize) {
    match checking::written(answer) {
        Ok(message) => log_error(scope.post_message(&Uint8Array::from(message.as_slice()))),
        Err(error) => web_sys::console::error_1(&error.to_string().into()),
    }
}

fn log_error(result: Result<(), JsValue>) {
    if let Err(error) = result {
        web_sys::console::error_1(&error);
    }
}
