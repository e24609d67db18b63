//! The whole page: the start page, or the editor once a pack is open.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::border::{address, restore, theme};
use crate::commands;
use crate::editor::Editor;
use crate::start::{Opening, Overlay, Start};
use crate::workspace::Workspace;

/// Puts the page into `#app` in place of the shell that stands there while it loads.
pub(crate) fn mount() {
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
    workspace.start_borders();
    commands::listen(workspace);
    provide_context(Opening::start(workspace));
    restore::reopen(workspace, address::asks_for_start());

    view! {
        <Overlay />
        {move || {
            if workspace.is_open() {
                view! { <Editor /> }.into_any()
            } else {
                view! { <Start /> }.into_any()
            }
        }}
    }
}
