//! Files: the whole tree of the pack, and the one file that is open.

mod adding;
mod name_form;
mod open;
mod row;
mod tree;
mod tree_view;

use leptos::prelude::*;

use crate::view::reveal;
use crate::wire::use_workspace;
use open::OpenFile;
use tree_view::TreeView;

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    reveal::follow();
    view! {
        <div class="files">
            {move || match workspace.location.file.get() {
                Some(file) => view! { <OpenFile file /> }.into_any(),
                None => view! { <TreeView /> }.into_any(),
            }}
        </div>
    }
    .into_any()
}
