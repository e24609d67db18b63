//! The end of the page: it may be hidden, reloaded, closed or put to sleep at any moment.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::{set_timeout, window, window_event_listener};

/// Tells when the page is hidden, and has the user asked before it is closed with something that would
/// be lost. A page that the browser kept and shows again is loaded anew, since its draft may have
/// been changed meanwhile, unless it has what would be lost.
pub(crate) fn listen(
    hide: impl Fn() + Clone + 'static,
    is_at_risk: impl Fn() -> bool + Clone + 'static,
) {
    let is_at_risk_then = is_at_risk.clone();
    let hidden = hide.clone();
    let leaving = window_event_listener(ev::pagehide, move |_| hidden());
    let hidden = hide.clone();
    let hiding = window_event_listener(ev::visibilitychange, move |_| hidden());
    let asking = window_event_listener(ev::beforeunload, move |event| {
        if is_at_risk() {
            hide();
            event.prevent_default();
        }
    });
    let returning = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() && !is_at_risk_then() {
            // WebKit ignores a reload until the page is shown. If the browser refuses, the page
            // continues without it.
            set_timeout(|| drop(window().location().reload()), Duration::ZERO);
        }
    });
    // The page listens as long as it lives.
    std::mem::forget((leaving, hiding, asking, returning));
}
