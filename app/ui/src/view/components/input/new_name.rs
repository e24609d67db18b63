//! The line in which something gets its name that is not in the document yet.

use leptos::prelude::*;
use pack_once::view::{RwSignal, handler, live};

/// A labelled line of text with what is wrong with it.
#[component]
pub(crate) fn NewName(
    /// The `id` of the input.
    id: &'static str,
    /// Its test id.
    test_id: &'static str,
    /// Its label.
    label: &'static str,
    /// What was typed.
    typed: RwSignal<String>,
    /// What is wrong with it.
    error: RwSignal<Option<String>>,
    /// Help below it.
    #[prop(optional)]
    help: &'static str,
    /// The `id` of the `datalist` with suggestions.
    #[prop(optional)]
    suggestions: Option<&'static str>,
    /// The classes of the field.
    #[prop(default = "field")]
    class: &'static str,
) -> impl IntoView {
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described_by = match help {
        "" => error_id.clone(),
        _ => format!("{help_id} {error_id}"),
    };
    view! {
        <div class=class>
            <label class="field__label" for=id>{label}</label>
            <input
                class="input input--code"
                type="text"
                id=id
                data-testid=test_id
                spellcheck="false"
                autocomplete="off"
                list=suggestions
                aria-describedby=described_by
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || typed.get()
                on:input=handler(move |event| typed.set(event_target_value(&event)))
            />
            {(!help.is_empty()).then(|| view! { <p class="field__help" id=help_id>{help}</p> }.into_any())}
            <p class="field__error" id=error_id role="status">{live(move || error.get())}</p>
        </div>
    }
}
