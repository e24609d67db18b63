//! The page's address: what it asks for, and where the user is.

use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::JsValue;

/// The part of the query that asks for the start page.
const START: &str = "open=start";

/// Whether the start page is asked for, whatever drafts there are: `?open=start`.
pub(crate) fn asks_for_start() -> bool {
    query().any(|part| part == START)
}

/// The fragment, without its `#`.
pub(crate) fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// Shows a fragment, as a step of the browser's history or in place of the one before. The query asks
/// for the start page only as long as that is shown, so that the page opens where the address says when
/// it is loaded again.
pub(crate) fn show(fragment: &str, is_step: bool) {
    let path = window().location().pathname().unwrap_or_default();
    let kept = |part: &String| fragment.is_empty() || part != START;
    let query: Vec<String> = query().filter(kept).collect();
    let mut url = path;
    for (mark, text) in [("?", query.join("&").as_str()), ("#", fragment)] {
        if !text.is_empty() {
            url = format!("{url}{mark}{text}");
        }
    }
    if let Ok(history) = window().history() {
        // Where the browser refuses, as on a page of a file, the address stays as it was.
        let _ = if is_step {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            let state = history.state().unwrap_or_default();
            history.replace_state_with_url(&state, "", Some(&url))
        };
    }
}

/// The link to a fragment.
pub(crate) fn link(fragment: &str) -> String {
    let location = window().location();
    let start = location.href().unwrap_or_default();
    // What asks for the start page would hide the place.
    let start = start.split(['?', '#']).next().unwrap_or_default();
    format!("{start}#{fragment}")
}

/// Tells of each fragment that the user enters, or goes back or forward to.
///
/// Browsers tell by this event of both, and by `hashchange` only where the query stays.
pub(crate) fn listen(entered: impl Fn(String) + 'static) {
    let handle = window_event_listener(ev::popstate, move |_| entered(fragment()));
    // The page listens as long as it lives.
    std::mem::forget(handle);
}

/// Remembers with the step that is shown how far its section is scrolled.
pub(crate) fn keep_scroll(top: i32) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::from(top), "", None);
    }
}

/// Tells how far the section was scrolled in the step that the user goes back or forward to, unless the
/// address names a place, which is led to.
pub(crate) fn listen_to_scroll(found: impl Fn(i32) + 'static) {
    let handle = window_event_listener(ev::popstate, move |event| {
        let top = event.state().as_f64().unwrap_or_default();
        if top > 0.0 && !fragment().contains('?') {
            // It was kept as a whole number.
            found(top as i32);
        }
    });
    std::mem::forget(handle);
}

/// The parts of the query.
fn query() -> impl Iterator<Item = String> {
    let search = window().location().search().unwrap_or_default();
    let query = search.trim_start_matches('?').to_owned();
    let parts: Vec<String> = query.split('&').map(str::to_owned).collect();
    parts.into_iter().filter(|part| !part.is_empty())
}
