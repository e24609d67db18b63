//! The whole page: the start page, or the editor once a pack is open.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::{address, preferences, restore, theme};
use crate::lazy::Lazy;
use crate::view::start::{Opening, Overlay, Start};
use crate::workspace::Workspace;

/// Puts the page into `#app` in place of the shell that stands there while it loads.
pub fn mount() {
    let Some(place) = document()
        .get_element_by_id("app")
        .and_then(|place| place.dyn_into().ok())
    else {
        return;
    };
    let place: web_sys::HtmlElement = place;
    place.set_inner_html("");
    mount_to(place, App).forget();
}

/// The page.
#[component]
fn App() -> impl IntoView {
    let workspace = Workspace::new();
    provide_context(workspace);
    theme::follow(workspace.theme);
    preferences::keep(workspace);
    let lazy = Lazy::new(workspace);
    provide_context(lazy);
    provide_context(Opening::start(workspace, lazy));
    restore::reopen(workspace, lazy, address::asks_for_start());

    view! {
        <Overlay />
        {move || {
            match lazy.loaded().filter(|_| workspace.is_open()) {
                Some(rooms) => (rooms.editor)(),
                None => view! { <Start /> }.into_any(),
            }
        }}
    }
}
