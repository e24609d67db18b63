//! A line of text to type into, which keeps its caret when the same text comes back.
//!
//! An input that has the focus tells of losing it while it leaves the page, when the signals of its
//! component are gone already. What is called then must not need them.

use leptos::ev;
use leptos::prelude::*;

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
            on:input=take
            on:change=move |event| scripted(&event, &on_input)
            on:blur=move |_| on_leave()
        />
    }
}

/// Takes a change that a script made, such as a form filler: those may tell of the change alone.
/// Of changes that people make each keystroke is told.
pub(crate) fn scripted(event: &ev::Event, take: impl Fn(String)) {
    if !event.is_trusted() {
        take(event_target_value(event));
    }
}

/// Keeps undo and redo within an input whose text is in no document yet: the browser takes back what
/// was typed, and the page none of the pack's changes.
pub(crate) fn undo_here(event: &ev::KeyboardEvent) {
    let is_undo = matches!(event.key().to_lowercase().as_str(), "z" | "y");
    if is_undo && (event.ctrl_key() || event.meta_key()) {
        event.stop_propagation();
    }
}
