//! Hands the open pack to a script (`public/rescue.js`), which lets the user download it when the program has
//! stopped.
//!
//! The browser tells the script of every end alike: a panic, a full stack, a full memory. The script then asks
//! for the files by an event, for as a rule a program that was stopped in one call can still be called.

use std::sync::{Arc, Mutex};

use js_sys::{Array, Function, Uint8Array};
use leptos::prelude::window_event_listener_untyped;
use pack_model::Pack;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CustomEvent;

/// The name of the event by which the script asks for the files. Its detail is the function that takes them.
const HAND_OVER: &str = "pack-editor-hand-over";

/// The open pack, apart from the page's state, of which a panic may leave anything.
#[derive(Clone, Default)]
pub(crate) struct Rescue(Arc<Mutex<Pack>>);

impl Rescue {
    /// Answers the script from now on.
    pub(crate) fn install() -> Self {
        let rescue = Self::default();
        let at_hand = rescue.clone();
        let handle = window_event_listener_untyped(HAND_OVER, move |event| {
            let take = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
            let take = take.and_then(|take| take.dyn_into::<Function>().ok());
            if let (Some(take), Some(files)) = (take, at_hand.files()) {
                // It only keeps them, so it does not fail.
                let _ = take.call1(&JsValue::NULL, &files);
            }
        });
        // The page listens as long as it lives.
        std::mem::forget(handle);
        rescue
    }

    /// Has a pack at hand from now on.
    pub(crate) fn keep(&self, pack: Pack) {
        // Nothing else holds it but an answer to the script, after which nothing is kept.
        if let Ok(mut open) = self.0.try_lock() {
            *open = pack;
        }
    }

    /// The files of the open pack, each as its path, its bytes and whether it is executable.
    fn files(&self) -> Option<JsValue> {
        let pack = self.0.try_lock().ok()?.clone();
        let files = pack.files().map(|(path, file)| {
            let bytes = Uint8Array::from(&*file.bytes);
            Array::of3(&path.as_str().into(), &bytes, &file.executable.into())
        });
        let files: Array = files.collect();
        (files.length() > 0).then(|| files.into())
    }
}
