//! What the page's address asks for.

use leptos::prelude::window;

/// Whether the start page is asked for, whatever drafts there are: `?open=start`.
pub(crate) fn asks_for_start() -> bool {
    let search = window().location().search().unwrap_or_default();
    search
        .trim_start_matches('?')
        .split('&')
        .any(|part| part == "open=start")
}
