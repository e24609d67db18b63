//! The last words of the program: a panic is told to a script (`public/rescue.js`) that lets the
//! user take the open pack along.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use pack_model::Pack;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use crate::workspace::Workspace;

/// The name of the event by which the script is told.
const STOPPED: &str = "pack-editor-stopped";

thread_local! {
    /// The open pack, apart from the page's state, of which a panic may leave anything.
    static OPEN: RefCell<Pack> = RefCell::default();
}

/// Has every panic told, after it was written to the console.
pub fn tell_of_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        tell(&JsValue::NULL);
        // Should this fail as well, the user has been told already.
        if let Some(files) = files() {
            tell(&files);
        }
    }));
}

/// Has the open pack at hand from now on.
pub(crate) fn follow(workspace: Workspace) {
    Effect::new(move || {
        let is_open = workspace.is_open();
        let pack = workspace.pack.get();
        OPEN.replace(if is_open { pack } else { Pack::default() });
    });
}

fn tell(files: &JsValue) {
    let options = CustomEventInit::new();
    options.set_detail(files);
    let event = CustomEvent::new_with_event_init_dict(STOPPED, &options);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // The event is new and the window takes events, so nothing of this fails.
        let _ = window.dispatch_event(&event);
    }
}

/// The files of the open pack, each as its path, its bytes and whether it is executable.
fn files() -> Option<JsValue> {
    let pack = OPEN.with(|open| open.try_borrow().ok().map(|open| open.clone()))?;
    let files = pack.files().map(|(path, file)| {
        let bytes = Uint8Array::from(&*file.bytes);
        Array::of3(&path.as_str().into(), &bytes, &file.executable.into())
    });
    let files: Array = files.collect();
    (files.length() > 0).then(|| files.into())
}
