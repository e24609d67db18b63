//! The export: the button that opens it, the dialog, and the commands that push the archive. And saving in
//! the folder on disk that the pack was opened from.

mod dialog;
mod folder_dialog;
mod push;
mod save_button;

use leptos::prelude::*;
use pack_once::view::{Callback, handler};

pub(crate) use dialog::ExportDialog;
pub(crate) use folder_dialog::FolderDialog;
pub(crate) use save_button::{SaveButton, saved_in};

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
