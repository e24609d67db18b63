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
            history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
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

/// The parts of the query.
fn query() -> impl Iterator<Item = String> {
    let search = window().location().search().unwrap_or_default();
    let query = search.trim_start_matches('?').to_owned();
    let parts: Vec<String> = query.split('&').map(str::to_owned).collect();
    parts.into_iter().filter(|part| !part.is_empty())
}
