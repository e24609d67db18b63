//! A dialog over the page. The browser keeps the focus in it and handles Escape.

pub(crate) mod keys;
pub(crate) mod question;
pub(crate) mod search;

use leptos::html;
use leptos::prelude::*;
use pack_once::view::{Callback, effect, handler};
use wasm_bindgen::JsCast;

use crate::view::components::icon::Icon;

/// A dialog that is open as long as it is in the page.
#[component]
pub(crate) fn Modal(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// Called when it should close: Escape, the cross, or a click beside it.
    #[prop(into)]
    close: Callback<()>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    effect(move || {
        if let Some(dialog) = dialog.get() {
            // This fails only for a dialog that is open already or not in the page.
            let _ = dialog.show_modal();
        }
    });
    // Closing a dialog before it leaves the page returns the focus to what had it.
    let leave = move || {
        if let Some(dialog) = dialog.try_get_untracked().flatten() {
            dialog.close();
        }
    };
    on_cleanup(leave);
    let closed = move |_| {
        if dialog
            .try_get_untracked()
            .flatten()
            .is_some_and(|dialog| dialog.is_connected())
        {
            close.run(());
        }
    };
    let beside = move |event: web_sys::MouseEvent| {
        // The dialog's body fills it, so the dialog itself is hit only beside that.
        let hit: Option<web_sys::HtmlDialogElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        if hit.is_some() {
            close.run(());
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="dialog-title" on:close=handler(closed) on:mousedown=handler(beside)>
            <div class="dialog__body">
                <header class="dialog__header">
                    <h2 id="dialog-title" class="dialog__title">{title}</h2>
                    <button type="button" class="button button--quiet" aria-label="Close" on:click=handler(move |_| close.run(()))>
                        <Icon name="close" />
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}
