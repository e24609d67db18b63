//! Files: the whole tree of the pack, and the one file that is open.

mod acts;
mod name_form;
mod open;
mod row;
mod tree;
mod tree_view;

use leptos::prelude::*;
use pack_editor::{Event, sections, typed_path};
use pack_model::{File, FilePath, Pack};
use pack_once::view::{Callback, Signal, live, memo};

use crate::view::reveal;
use crate::wire::{Workspace, use_workspace};
use acts::Acts;
use open::OpenFile;
use tree_view::TreeView;

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let (pack, location) = (workspace.pack, workspace.location);
    let acts = acts(workspace);
    reveal::follow(location.asked);
    let shown = move || match location.file.get() {
        Some(file) => view! { <OpenFile file pack asked=location.asked acts /> }.into_any(),
        None => view! { <TreeView pack asked=location.asked acts /> }.into_any(),
    };
    view! { <div class="files">{live(shown)}</div> }.into_any()
}

/// Does what the views report to the open pack.
fn acts(workspace: Workspace) -> Acts {
    let typed = move |own: Option<&FilePath>, typed: &str| {
        workspace
            .pack
            .with_untracked(|pack| typed_path(pack, own, typed))
    };
    Acts {
        add: Callback::new(move |files| {
            workspace.read_picked(files, move |entries| {
                workspace.send(Event::AddAtPaths(entries));
            });
        }),
        create: Callback::new(move |text: String| {
            let path = typed(None, &text)?;
            workspace.send(Event::CreateFile(path));
            Ok(())
        }),
        open: Callback::new(move |file| workspace.location.open_file(file)),
        close: Callback::new(move |()| workspace.location.close_file()),
        rename: Callback::new(move |(from, text): (FilePath, String)| {
            let to = typed(Some(&from), &text)?;
            workspace.send(Event::RenameFile {
                from: from.clone(),
                to: to.clone(),
            });
            let is_renamed = workspace
                .pack
                .with_untracked(|pack| pack.file(to.as_str()).is_some());
            Ok(if is_renamed { to } else { from })
        }),
        replace: Callback::new(move |(file, files)| {
            workspace.read_first(files, move |entry| {
                let bytes = entry.bytes;
                workspace.send(Event::ReplaceFile { file, bytes });
            });
        }),
        remove: Callback::new(move |file| workspace.send(Event::RemoveFile(file))),
        download: Callback::new(move |file| workspace.download_file(&file)),
        change_logo: Callback::new(move |()| {
            if let Some(section) = sections::section("logo") {
                workspace.location.go(section);
            }
        }),
    }
}

/// A file of the pack. Changes of other files cost nothing where it is shown.
fn file(pack: Signal<Pack>, path: FilePath) -> Signal<Option<File>> {
    memo(move || pack.with(|pack| pack.file(path.as_str()).cloned()))
}
