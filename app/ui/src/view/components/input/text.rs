//! A line of text to type into, which keeps its cursor when it is set to the same text.
//!
//! An input with the focus sends `blur` while it leaves the page, when the signals of its component
//! are already gone. What is called then must not need them.

use leptos::ev;
use leptos::prelude::*;
use pack_once::view::{Signal, handler};

use super::control::Control;

/// One line of text.
#[component]
pub(crate) fn TextInput(
    /// What ties it to its field.
    control: Control,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text at each keystroke.
    on_input: impl Fn(String) + Clone + 'static,
    /// Called when the user goes elsewhere.
    on_leave: impl Fn() + 'static,
    /// What is shown while it is empty.
    #[prop(into, optional)]
    placeholder: String,
    /// Which keys a screen keyboard offers, such as `decimal`.
    #[prop(into, optional_no_strip)]
    keys: Option<String>,
    /// The `id` of the `datalist` with suggestions.
    #[prop(into, optional_no_strip)]
    suggestions: Option<String>,
) -> impl IntoView {
    let take = {
        let on_input = on_input.clone();
        move |event: ev::Event| on_input(event_target_value(&event))
    };
    view! {
        <input
            class="input"
            type="text"
            id=control.id
            data-testid=move || control.test_id.get()
            aria-describedby=control.described_by
            aria-invalid=move || control.invalid.get().then_some("true")
            autocomplete="off"
            spellcheck="false"
            placeholder=placeholder
            inputmode=keys
            list=suggestions
            prop:value=move || value.get()
            on:input=handler(take)
            on:change=handler(move |event| scripted(&event, &on_input))
            on:blur=handler(move |_| on_leave())
        />
    }
}

/// Handles a change that a script made, such as a form filler, which may send this event alone.
/// Changes that people make also send an event for each keystroke.
pub(crate) fn scripted(event: &ev::Event, take: impl Fn(String)) {
    if !event.is_trusted() {
        take(event_target_value(event));
    }
}

/// Keeps undo and redo within an input whose text is in no document yet: the browser undoes what was
/// typed, and the page leaves the pack alone.
pub(crate) fn undo_here(event: &ev::KeyboardEvent) {
    let is_undo = matches!(event.key().to_lowercase().as_str(), "z" | "y");
    if is_undo && (event.ctrl_key() || event.meta_key()) {
        event.stop_propagation();
    }
}
