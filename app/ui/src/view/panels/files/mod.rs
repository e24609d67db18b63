//! Files: the whole tree of the pack, and the one file that is open.

mod acts;
mod name_form;
mod open;
mod row;
mod tree;
mod tree_view;

use leptos::prelude::*;
use pack_model::{File, FilePath, Pack};

use crate::view::reveal;
use crate::wire::{Workspace, use_workspace};
use acts::Acts;
use open::OpenFile;
use tree_view::TreeView;

/// The form.
pub(crate) fn view() -> AnyView {
    let Workspace { pack, location, .. } = use_workspace();
    let acts = Acts::on(use_workspace());
    reveal::follow();
    let shown = move || match location.file.get() {
        Some(file) => {
            let is_asked = location.asked.with_untracked(Option::is_some);
            view! { <OpenFile file pack is_asked acts /> }.into_any()
        }
        None => view! { <TreeView pack asked=location.asked acts /> }.into_any(),
    };
    view! { <div class="files">{shown}</div> }.into_any()
}

/// A file of the pack. Changes of other files cost nothing where it is shown.
fn file(pack: Memo<Pack>, path: FilePath) -> Memo<Option<File>> {
    Memo::new(move |_| pack.with(|pack| pack.file(path.as_str()).cloned()))
}
