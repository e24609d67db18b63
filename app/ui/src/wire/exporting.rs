//! Lets the user pick a folder on disk that the open pack is exported into.

use leptos::task::spawn_local;
use pack_editor::{Event, FolderEvent, FolderHandle, Message};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::FileSystemDirectoryHandle;

use super::Workspace;
use crate::browser::folder;

/// What is said where some page may not use folders, such as one in a frame.
const NO_FOLDER: &str =
    "The browser does not let this page use folders. Download the zip and unpack it there.";

impl Workspace {
    /// Lets the user pick a folder, and exports the pack into it.
    pub(crate) fn export_into_folder(self) {
        let Ok(picked) = folder::pick("readwrite") else {
            return self.tell(Message::error(NO_FOLDER));
        };
        spawn_local(async move {
            match JsFuture::from(picked).await {
                Ok(handle) => {
                    let folder = self.keep_folder(handle.unchecked_into());
                    self.send(Event::Folder(FolderEvent::PickedForExport(folder)));
                }
                Err(error) if folder::is_closed(&error) => {}
                Err(_) => self.tell(Message::error(NO_FOLDER)),
            }
        });
    }

    /// Keeps a folder that the user gave to this tab.
    pub(super) fn keep_folder(self, handle: FileSystemDirectoryHandle) -> FolderHandle {
        let name = handle.name();
        let number = self.drafts().folders().add(handle);
        FolderHandle { number, name }
    }
}
