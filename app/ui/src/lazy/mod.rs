//! What the start page does not need: the editor, and all that reads, judges and saves packs.
//!
//! A release build keeps it in WebAssembly of its own, which `cargo xtask finish` splits off, and
//! the page loads it as soon as the start page answers. [`EntryPoints`] are the only way to it:
//! whatever can be reached in another way becomes part of what the start page waits for.

mod panels;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use pack_once::view::{Callback, RwSignal};

pub(crate) use panels::{png, renderer, tools};

use crate::view::shell;
use crate::wire::Workspace;

/// The ways into what is loaded later.
pub(crate) struct EntryPoints {
    /// The editor of the open pack.
    pub(crate) editor: fn() -> AnyView,
    /// The dialogs of the start page.
    pub(crate) dialogs: fn() -> AnyView,
    /// Starts what handles events and carries out effects.
    start: fn(Workspace),
}

static ENTRY_POINTS: EntryPoints = EntryPoints {
    editor: || view! { <shell::Editor fetch_panels=panels::fetch /> }.into_any(),
    dialogs: || shell::on_start(panels::fetch),
    start: Workspace::start,
};

/// Why the rest of the page is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "The editor could not be loaded: the connection was lost, or the page was updated. Your drafts are safe; try again, or reload the page."
)]
pub(crate) struct LoadError;

impl From<SplitLoaderError> for LoadError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The entry points. A development build is not split, so they are here already.
#[cfg(debug_assertions)]
async fn entry_points() -> Result<&'static EntryPoints, LoadError> {
    Ok(&ENTRY_POINTS)
}

/// The entry points, out of the WebAssembly that holds them.
#[cfg(not(debug_assertions))]
#[allow(
    unsafe_code,
    reason = "the macro joins two pieces of WebAssembly through declarations that Rust cannot check"
)]
mod split {
    use super::{ENTRY_POINTS, EntryPoints, LoadError};

    #[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn entry_points() -> Result<&'static EntryPoints, LoadError> {
        Ok(&ENTRY_POINTS)
    }
}

#[cfg(not(debug_assertions))]
use split::entry_points;

/// The rest of the page, loaded or not.
#[derive(Clone, Copy)]
pub(crate) struct Lazy {
    workspace: Workspace,
    /// The page's owner: what starts in the rest lives as long as the page.
    page: StoredValue<Owner>,
    entry_points: RwSignal<Option<&'static EntryPoints>>,
}

impl Lazy {
    /// The rest of the page, which the first event of the workspace loads.
    pub(crate) fn new(workspace: Workspace) -> Self {
        let lazy = Self {
            workspace,
            page: StoredValue::new(Owner::current().unwrap_or_default()),
            entry_points: RwSignal::new(None),
        };
        workspace.load_with(Callback::new(move |()| {
            spawn_local(async move {
                if let Err(error) = lazy.load().await {
                    workspace.load_failed(error.to_string());
                }
            });
        }));
        lazy
    }

    /// What is loaded by now.
    pub(crate) fn loaded(self) -> Option<&'static EntryPoints> {
        self.entry_points.get()
    }

    /// Loads the rest of the page before it is needed. Whoever needs it tells what failed.
    pub(crate) fn fetch_early(self) {
        spawn_local(async move {
            let _ = self.load().await;
        });
    }

    /// Waits for the rest of the page.
    async fn load(self) -> Result<(), LoadError> {
        let entry_points = entry_points().await?;
        if self.entry_points.with_untracked(Option::is_none) {
            self.entry_points.set(Some(entry_points));
            self.page
                .get_value()
                .with(|| (entry_points.start)(self.workspace));
        }
        Ok(())
    }
}
