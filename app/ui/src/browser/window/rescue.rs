//! Reports a panic to a script (`public/rescue.js`), which lets the user download the open pack.

use std::sync::{Arc, Mutex};

use js_sys::{Array, Uint8Array};
use pack_model::Pack;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// The name of the event that tells the script about a panic.
const STOPPED: &str = "pack-editor-stopped";

/// The open pack, apart from the page's state, of which a panic may leave anything.
#[derive(Clone, Default)]
pub(crate) struct Rescue(Arc<Mutex<Pack>>);

impl Rescue {
    /// Has every panic told from now on, after it was written to the console.
    pub(crate) fn install() -> Self {
        let rescue = Self::default();
        let at_hand = rescue.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            before(panic);
            tell(&JsValue::NULL);
            // Should this fail as well, the user has been told already.
            if let Some(files) = at_hand.files() {
                tell(&files);
            }
        }));
        rescue
    }

    /// Has a pack at hand from now on.
    pub(crate) fn keep(&self, pack: Pack) {
        // Nothing else holds it but a panic, after which nothing is kept.
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

fn tell(files: &JsValue) {
    let options = CustomEventInit::new();
    options.set_detail(files);
    let event = CustomEvent::new_with_event_init_dict(STOPPED, &options);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // The event is new and the window takes events, so nothing of this fails.
        let _ = window.dispatch_event(&event);
    }
}
