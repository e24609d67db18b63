//! The version of the page: a script (`public/offline.js`) learns that the browser has a new one at hand,
//! and loads it when the user wants it.

use leptos::prelude::{window, window_event_listener_untyped};
use web_sys::Event;

/// The name of the event by which the script tells of a new version. It is told again until it is heard.
const NEW: &str = "pack-editor-new-version";

/// The name of the event that has the script load the page again.
const RELOAD: &str = "pack-editor-reload";

/// Tells when the browser has a new version of the page at hand.
pub(crate) fn listen(tell: impl Fn() + 'static) {
    let handle = window_event_listener_untyped(NEW, move |event| {
        event.prevent_default();
        tell();
    });
    // The page listens as long as it lives.
    std::mem::forget(handle);
}

/// Loads the page again, in its newest version.
pub(crate) fn reload() {
    if let Ok(event) = Event::new(RELOAD) {
        // The event is new and the window takes events, so nothing of this fails.
        let _ = window().dispatch_event(&event);
    }
}
