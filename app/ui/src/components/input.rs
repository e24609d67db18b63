//! A line of text to type into, which keeps its caret when the same text comes back.

use leptos::ev;
use leptos::prelude::*;

use super::field::Control;

/// One line of text.
#[component]
pub(crate) fn TextInput(
    /// What ties it to its field.
    control: Control,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole text at each keystroke.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when the user goes elsewhere.
    #[prop(into)]
    on_leave: Callback<()>,
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
    // Browsers that fill in or clear an input by themselves may tell of the change alone.
    let take = move |event: ev::Event| on_input.run(event_target_value(&event));
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
            on:change=take
            on:blur=move |_| on_leave.run(())
        />
    }
}
