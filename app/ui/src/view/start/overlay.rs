//! What lies over the page while files hover over it, and while they are being read, or
//! wait for an answer.

use leptos::prelude::*;

use super::Opening;
use crate::view::components::dialog::question::Ask;
use crate::view::components::icon::Icon;
use crate::workspace::use_workspace;

/// The overlay, wherever the user is.
#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let opening = expect_context::<Opening>();
    let workspace = use_workspace();
    let question = move || {
        let question = workspace.question.get();
        question.map(|question| view! { <Ask question /> })
    };
    let over = move || {
        if opening.is_reading() {
            view! { <Reading opening /> }.into_any()
        } else if opening.hovering.get() {
            view! { <Hovering /> }.into_any()
        } else {
            ().into_any()
        }
    };
    (over, question)
}

/// Says what dropping would do here.
#[component]
fn Hovering() -> impl IntoView {
    let workspace = use_workspace();
    let what = move || match (workspace.is_open(), workspace.location.section.get().id) {
        (false, _) => "Drop to open",
        (true, "logo") => "Drop an image to make it the logo",
        (true, _) => "Drop to add to this pack",
    };
    view! {
        <div class="overlay overlay--drop" aria-hidden="true">
            <div class="overlay__frame">
                <div class="overlay__card">
                    <span class="overlay__icon"><Icon name="upload" /></span>
                    <p class="overlay__title">{what}</p>
                </div>
            </div>
        </div>
    }
}

/// Says that files are being read, and lets the user stop it.
#[component]
fn Reading(opening: Opening) -> impl IntoView {
    view! {
        <div class="overlay" role="status" data-testid="reading">
            <div class="overlay__card">
                <p class="overlay__title" id="reading-title">"Reading…"</p>
                <progress class="overlay__progress" aria-labelledby="reading-title"></progress>
                <button type="button" class="button" on:click=move |_| opening.stop()>"Cancel"</button>
            </div>
        </div>
    }
}
