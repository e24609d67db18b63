//! The keyboard: runs the command of a pressed shortcut.

use leptos::ev;
use leptos::prelude::window_event_listener;

/// Tells of each key that is pressed: whether Ctrl or Cmd is held, whether Shift is, and the key.
/// Where it does something, the browser does nothing with it.
pub(crate) fn listen(press: impl Fn(bool, bool, &str) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        // Escape closes what is innermost, which says so.
        if event.key() == "Escape" && event.default_prevented() {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        if press(control, event.shift_key(), &event.key()) {
            event.prevent_default();
        }
    });
    // The page listens as long as it lives.
    std::mem::forget(handle);
}
