//! The text of a file in a bare text area, where the code editor cannot be loaded.

use leptos::prelude::*;
use pack_once::view::{Signal, handler};

use crate::view::components::input::text::scripted;

/// A text to edit.
#[component]
pub(super) fn TextArea(
    /// What is edited, which is also its label.
    name: String,
    /// The text as the file holds it.
    text: Signal<String>,
    /// Called with the whole text at each keystroke.
    on_input: impl Fn(String) + Clone + 'static,
    /// Called when the user goes elsewhere.
    on_leave: impl Fn() + 'static,
) -> impl IntoView {
    let take = on_input.clone();
    view! {
        <textarea
            class="code__box code__text"
            data-testid="code"
            data-file=name.clone()
            aria-label=format!("Text of {name}")
            wrap="off"
            spellcheck="false"
            autocapitalize="off"
            autocomplete="off"
            prop:value=move || text.get()
            on:input=handler(move |event| on_input(event_target_value(&event)))
            on:change=handler(move |event| scripted(&event, &take))
            on:blur=handler(move |_| on_leave())
        ></textarea>
    }
}
