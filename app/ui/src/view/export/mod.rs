//! The export: the button that opens it, the dialog, and the commands that push the archive.

mod dialog;
mod push;

use leptos::prelude::*;

pub(crate) use dialog::ExportDialog;

use crate::view::components::icon::Icon;
use crate::wire::use_workspace;
use pack_editor::Dialog;

/// Opens the export.
#[component]
pub(crate) fn ExportMenu() -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <button
            type="button"
            class="button button--primary bar__menu"
            data-testid="export"
            aria-haspopup="dialog"
            on:click=move |_| workspace.open_dialog(Dialog::Export)
        >
            <Icon name="download" />
            <span class="bar__export">"Export"</span>
        </button>
    }
}
