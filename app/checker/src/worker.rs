//! The browser's side: messages in, messages out.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::global;
use pack_model::checking::{Answer, Request};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::bench::Bench;

/// Answers the page from now on, and tells it so. Does nothing outside a worker.
pub fn serve() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let bench = Rc::new(RefCell::new(Bench::default()));
    let judge = {
        let (scope, bench) = (scope.clone(), bench.clone());
        // A timer runs after the messages that have arrived by then.
        Closure::<dyn Fn()>::new(move || {
            let answer = bench
                .try_borrow_mut()
                .ok()
                .and_then(|mut bench| bench.answer());
            if let Some(answer) = answer {
                send(&scope, &answer);
            }
        })
    };
    let on_message = {
        let scope = scope.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            match Request::deserialize(Deserializer::from(event.data())) {
                Ok(Request::Check(check)) => {
                    if let Ok(mut bench) = bench.try_borrow_mut() {
                        bench.take(check);
                    }
                    let later = judge.as_ref().unchecked_ref();
                    // Where there is no timer the judgement is made at once.
                    if scope.set_timeout_with_callback(later).is_err() {
                        let _ = later.call0(&JsValue::UNDEFINED);
                    }
                }
                Ok(Request::Explain { rule }) => send(&scope, &Bench::explain(rule)),
                Err(error) => web_sys::console::error_1(&error.to_string().into()),
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The closures live as long as the worker.
    on_message.forget();
    send(&scope, &Answer::Ready);
}

/// Posts an answer. Numbers beyond 32 bits and maps keep the forms that the page reads back.
fn send(scope: &DedicatedWorkerGlobalScope, answer: &Answer) {
    let sent = answer
        .serialize(&Serializer::new())
        .map_err(JsValue::from)
        .and_then(|message| scope.post_message(&message));
    if let Err(error) = sent {
        web_sys::console::error_1(&error);
    }
}
