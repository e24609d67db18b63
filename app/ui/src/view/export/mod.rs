//! The export: the button that opens it, the dialog, and the commands that push the archive.

mod dialog;
mod push;

use leptos::prelude::*;
use pack_once::view::{Callback, handler};

pub(crate) use dialog::ExportDialog;

use crate::view::components::icon::Icon;

/// Opens the export.
#[component]
pub(crate) fn ExportMenu(
    /// Called when it is clicked.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--primary bar__menu"
            data-testid="export"
            aria-haspopup="dialog"
            on:click=handler(move |_| on_open.run(()))
        >
            <Icon name="download" />
            <span class="bar__export">"Export"</span>
        </button>
    }
}
