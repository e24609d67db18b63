//! The end of the page: it may be hidden, reloaded, closed or put to sleep at any moment.

use leptos::ev;
use leptos::prelude::window_event_listener;

/// Tells when the page is hidden, and has the user asked before it is closed with something that is
/// not saved.
pub(crate) fn listen(hide: impl Fn() + Clone + 'static, is_unsaved: impl Fn() -> bool + 'static) {
    let hidden = hide.clone();
    let leaving = window_event_listener(ev::pagehide, move |_| hidden());
    let hidden = hide.clone();
    let hiding = window_event_listener(ev::visibilitychange, move |_| hidden());
    let asking = window_event_listener(ev::beforeunload, move |event| {
        if is_unsaved() {
            hide();
            event.prevent_default();
        }
    });
    // The page listens as long as it lives.
    std::mem::forget((leaving, hiding, asking));
}
