//! The worker's messages: requests come in, answers go out.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::global;
use pack_model::checking::{Answer, Request};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::checker::Checker;

/// Starts to answer the page, and tells it so. Does nothing outside a worker.
pub fn serve() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let checker = Rc::new(RefCell::new(Checker::default()));
    let answer_due = {
        let (scope, checker) = (scope.clone(), checker.clone());
        // A timer runs after all messages that have arrived by then, so only the newest is answered.
        Closure::<dyn Fn()>::new(move || {
            let answer = checker
                .try_borrow_mut()
                .ok()
                .and_then(|mut checker| checker.answer());
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
                    if let Ok(mut checker) = checker.try_borrow_mut() {
                        checker.take(check);
                    }
                    let callback = answer_due.as_ref().unchecked_ref();
                    // Without a timer, the rules run at once.
                    if scope.set_timeout_with_callback(callback).is_err() {
                        let _ = callback.call0(&JsValue::UNDEFINED);
                    }
                }
                Err(error) => web_sys::console::error_1(&error.to_string().into()),
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The closures live as long as the worker.
    on_message.forget();
    send(&scope, &Answer::Ready);
}

/// Posts an answer, in the form from which the page deserializes numbers over 32 bits and maps.
fn send(scope: &DedicatedWorkerGlobalScope, answer: &Answer) {
    let sent = answer
        .serialize(&Serializer::new())
        .map_err(JsValue::from)
        .and_then(|message| scope.post_message(&message));
    if let Err(error) = sent {
        web_sys::console::error_1(&error);
    }
}
