//! A button that lets the user pick files. It covers the browser's own file input, which keeps its
//! keyboard handling, its name and its place in the tab order.

use leptos::prelude::*;
use pack_once::view::{Callback, Signal, handler, live};
use web_sys::File;

use crate::browser::input::pick;
use crate::view::components::icon::Icon;

/// What can be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picks {
    /// One file.
    File,
    /// One or several files.
    Files,
    /// A folder with all that is in it.
    Folder,
}

/// The button.
#[component]
pub(crate) fn PickButton(
    /// The input's id, and the name that tests know it by.
    id: &'static str,
    /// What the button says.
    #[prop(into)]
    label: Signal<String>,
    /// The icon before the words.
    icon: &'static str,
    /// What can be picked.
    picks: Picks,
    /// The media types and name endings that the browser offers first; empty for all.
    #[prop(optional)]
    accept: &'static str,
    /// Further classes of the button.
    #[prop(optional)]
    class: &'static str,
    /// Called when the user is to pick in another way than by the input. Gives whether that is so.
    #[prop(optional)]
    in_place: Option<Callback<(), bool>>,
    /// Called with what was picked.
    #[prop(into)]
    on_pick: Callback<Vec<File>>,
) -> impl IntoView {
    let take = move |event: web_sys::Event| {
        let files = pick::picked(&event);
        if !files.is_empty() {
            on_pick.run(files);
        }
    };
    let clicked = move |event: web_sys::MouseEvent| {
        let is_done = |instead: Callback<(), bool>| instead.try_run(()) == Some(true);
        if in_place.is_some_and(is_done) {
            event.prevent_default();
        }
    };
    let several = picks == Picks::Files;
    let folder = picks == Picks::Folder;
    view! {
        <span class="pick" on:click=handler(clicked)>
            <input
                class="visually-hidden pick__input"
                type="file"
                id=id
                data-testid=id
                accept=Some(accept).filter(|accept| !accept.is_empty())
                multiple=several
                prop:webkitdirectory=folder
                on:change=handler(take)
            />
            <label class=format!("button {class}") for=id>
                <Icon name=icon />
                {live(move || label.get())}
            </label>
        </span>
    }
}
