//! One line to type a path into, with what is wrong with it under it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use pack_once::view::{Callback, RwSignal, effect, handler, live};

use crate::view::components::input::control::unique_id;
use crate::view::components::input::text::undo_here;

/// A path to type. Enter accepts it, Escape cancels.
#[component]
pub(super) fn NameForm(
    /// What the path is for.
    #[prop(into)]
    label: String,
    /// The path to begin with.
    #[prop(into)]
    name: String,
    /// What the button says.
    done: &'static str,
    /// Uses the path, or says why it cannot be used.
    take: impl Fn(String) -> Result<(), String> + 'static,
    /// Called when the user cancels.
    #[prop(into)]
    cancel: Callback<()>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let error = RwSignal::new(String::new());
    let id = unique_id("path");
    let error_id = format!("{id}-error");
    effect(move || {
        if let Some(input) = input.get() {
            // An input that has left the page cannot take the focus and needs none.
            let _ = input.focus();
            input.select();
        }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = input
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default();
        if let Err(reason) = take(typed) {
            error.set(reason);
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        undo_here(&event);
        if event.key() == "Escape" {
            event.stop_propagation();
            cancel.run(());
        }
    };
    view! {
        <form class="name-form" on:submit=handler(submit) on:keydown=handler(press)>
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <input
                class="input input--code name-form__input"
                type="text"
                node_ref=input
                id=id
                data-testid="file-path"
                value=name
                spellcheck="false"
                autocomplete="off"
                aria-describedby=error_id.clone()
                aria-invalid=move || error.with(|error| !error.is_empty()).then_some("true")
            />
            <button type="submit" class="button button--primary button--small">{done}</button>
            <button type="button" class="button button--small" on:click=handler(move |_| cancel.run(()))>"Cancel"</button>
            <p class="name-form__error" id=error_id role="status">{live(move || error.get())}</p>
        </form>
    }
}
