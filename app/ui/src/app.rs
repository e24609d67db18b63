//! The whole page: the start page, or the editor once a pack is open.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::actions::draft_list::DraftList;
use crate::actions::opening::Opening;
use crate::browser::{address, preferences, theme};
use crate::lazy::Lazy;
use crate::view::start::{Overlay, Start};
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
    let opening = Opening::start(workspace, lazy);
    opening.reopen(address::asks_for_start());

    view! {
        <Overlay
            is_dragging=opening.is_dragging
            is_reading=Signal::derive(move || opening.is_reading())
            on_stop=move |()| opening.stop()
        />
        {move || {
            match lazy.loaded().filter(|_| workspace.is_open()) {
                Some(rooms) => (rooms.editor)(),
                None => {
                    let drafts = DraftList::new(workspace, lazy);
                    view! {
                        <Start
                            drafts
                            on_files=move |files| opening.picked(files)
                            on_template=move |template| opening.make(template)
                        />
                    }
                    .into_any()
                }
            }
        }}
    }
}
