//! What the user does with the files of the pack, as the panel's views report it.

use leptos::prelude::{Callback, WithUntracked};
use pack_editor::{Event, sections, typed_path};
use pack_model::FilePath;

use crate::wire::Workspace;

/// Called with what is to be done. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Picked files are to be added.
    pub(super) add: Callback<Vec<web_sys::File>>,
    /// A file is to be added at the path that was typed and opened, unless that cannot be.
    pub(super) create: Callback<String, Result<(), String>>,
    /// A file is to be opened.
    pub(super) open: Callback<FilePath>,
    /// The open file is to be closed.
    pub(super) close: Callback<()>,
    /// A file is to have the path that was typed, unless that cannot be. Gives its path then.
    pub(super) rename: Callback<(FilePath, String), Result<FilePath, String>>,
    /// A file is to have the content of one that was picked.
    pub(super) replace: Callback<(FilePath, Vec<web_sys::File>)>,
    /// A file is to be removed.
    pub(super) remove: Callback<FilePath>,
    /// A file is to be downloaded.
    pub(super) download: Callback<FilePath>,
    /// The section that changes the logo is to be opened.
    pub(super) change_logo: Callback<()>,
}

impl Acts {
    /// Does it to the open pack.
    pub(super) fn on(workspace: Workspace) -> Self {
        let typed = move |own: Option<&FilePath>, typed: &str| {
            workspace
                .pack
                .with_untracked(|pack| typed_path(pack, own, typed))
        };
        Self {
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
}
