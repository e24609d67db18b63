//! The keys of all commands, in a dialog.

use leptos::prelude::*;
use pack_editor::commands;
use pack_once::view::{Callback, CollectView};

use crate::view::components::dialog::Modal;

/// What each key does.
#[component]
pub(crate) fn KeyList(
    /// Called when the dialog should close.
    on_close: Callback<()>,
) -> impl IntoView {
    let row = |(label, keys): (String, Vec<&'static str>)| {
        let keys = keys.into_iter();
        let keys = keys.map(|keys| view! { <kbd class="commands__keys">{keys}</kbd> }.into_any());
        view! {
            <div class="keys__row">
                <dt>{label}</dt>
                <dd>{keys.collect_view()}</dd>
            </div>
        }
        .into_any()
    };
    view! {
        <Modal title="Keys" close=on_close>
            <p>"On a Mac, Cmd stands in for Ctrl."</p>
            <dl class="keys" data-testid="keys" tabindex="0" aria-label="Keys">
                {commands::keys().into_iter().map(row).collect_view()}
            </dl>
        </Modal>
    }
}
