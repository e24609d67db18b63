//! What the start page does not need: the editor, and all that reads, judges and writes packs.
//!
//! A release build keeps it in WebAssembly of its own, which `cargo xtask finish` splits off, and the
//! page loads it as soon as the start page answers. [`Lazy::load`] is the only way to it: whatever
//! can be reached in another way becomes part of what the start page waits for.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use pack_archive::Entry;
use pack_model::template::Template;

use crate::actions::{incoming, leaving};
use crate::browser::restore;
use crate::browser::storage::StorageError;
use crate::commands;
use crate::view::shell;
use crate::workspace::Workspace;

/// A future of the page, which has one thread.
pub(crate) type Local<T> = Pin<Box<dyn Future<Output = T>>>;

/// What can be done with the draft of a key.
pub(crate) type WithDraft = fn(Workspace, String) -> Local<Result<(), StorageError>>;

/// The ways into what is loaded later.
pub(crate) struct Rooms {
    /// The editor of the open pack.
    pub(crate) editor: fn() -> AnyView,
    /// Opens files that came in, or adds them to the open pack.
    pub(crate) take: fn(Workspace, Vec<Entry>) -> Local<()>,
    /// Opens a new pack.
    pub(crate) make: fn(Workspace, &'static Template),
    /// Opens a draft.
    pub(crate) open_draft: WithDraft,
    /// Opens a draft's next version as a draft of its own.
    pub(crate) next_version: WithDraft,
    /// Offers a draft as a download.
    pub(crate) offer_draft: WithDraft,
    /// Starts what lies between an open pack and the browser.
    start: fn(Workspace),
}

static ROOMS: Rooms = Rooms {
    editor: || view! { <shell::Editor /> }.into_any(),
    take: |workspace, entries| Box::pin(workspace.take_files(entries)),
    make: incoming::make,
    open_draft: |workspace, id| Box::pin(restore::open(workspace, id)),
    next_version: |workspace, id| Box::pin(incoming::next_version_of(workspace, id)),
    offer_draft: |workspace, id| Box::pin(leaving::offer(workspace, id)),
    start: |workspace| {
        workspace.start_browser();
        commands::listen(workspace);
    },
};

/// Why the rest of the page is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "The editor could not be loaded: the connection may have dropped, or the page was updated meanwhile. Nothing is lost. Try again, or reload the page."
)]
pub(crate) struct LoadError;

impl From<SplitLoaderError> for LoadError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The rooms. A development build is not split, so they are here already.
#[cfg(debug_assertions)]
async fn rooms() -> Result<&'static Rooms, LoadError> {
    Ok(&ROOMS)
}

/// The rooms, out of the WebAssembly that holds them.
#[cfg(not(debug_assertions))]
#[allow(
    unsafe_code,
    reason = "the macro joins two pieces of WebAssembly through declarations that Rust cannot check"
)]
mod split {
    use super::{LoadError, ROOMS, Rooms};

    #[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn rooms() -> Result<&'static Rooms, LoadError> {
        Ok(&ROOMS)
    }
}

#[cfg(not(debug_assertions))]
use split::rooms;

/// The rest of the page, loaded or not.
#[derive(Clone, Copy)]
pub(crate) struct Lazy {
    workspace: Workspace,
    /// The page's owner: what starts in the rest lives as long as the page.
    page: StoredValue<Owner>,
    rooms: RwSignal<Option<&'static Rooms>>,
}

impl Lazy {
    /// The rest of the page that the current owner stands for.
    pub(crate) fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            page: StoredValue::new(Owner::current().unwrap_or_default()),
            rooms: RwSignal::new(None),
        }
    }

    /// What is loaded by now.
    pub(crate) fn loaded(self) -> Option<&'static Rooms> {
        self.rooms.get()
    }

    /// Waits for the rest of the page.
    ///
    /// # Errors
    ///
    /// If it cannot be fetched. Trying again is worth while.
    pub(crate) async fn load(self) -> Result<&'static Rooms, LoadError> {
        let rooms = rooms().await?;
        if self.rooms.with_untracked(Option::is_none) {
            self.page.get_value().with(|| (rooms.start)(self.workspace));
            self.rooms.set(Some(rooms));
        }
        Ok(rooms)
    }
}
