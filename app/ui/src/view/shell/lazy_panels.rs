//! The panels, which may still have to be loaded: all forms but the Overview, the Code view, and the
//! dialogs.
//!
//! Whoever makes the editor says how they are loaded, so no view names what splits the program.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_editor::sections::Section;
use pack_editor::{Dialog, Judged};
use pack_model::FilePath;
use pack_once::view::{Callback, RwSignal, Signal, effect, handler};

use crate::browser::Soon;
use crate::view::components::dialog::Modal;

/// The ways into the panels.
pub(crate) struct Panels {
    /// The form of a section that has one.
    pub(crate) form: fn(&Section) -> Option<AnyView>,
    /// The text of a section's file, with what stands beside it.
    pub(crate) code: fn(&Section, FilePath) -> AnyView,
    /// A dialog of the editor.
    pub(crate) dialog: fn(Dialog) -> AnyView,
}

/// Why the panels are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "This part of the editor could not be loaded: the connection may have dropped, or the page was updated meanwhile. Nothing is lost. Try again, or reload the page."
)]
pub(crate) struct PanelsError;

/// Loads the panels, or says why they are not there.
pub(crate) type FetchPanels = fn() -> Soon<Result<&'static Panels, PanelsError>>;

/// Where the loading stands.
#[derive(Clone, Copy)]
enum Loading {
    NotAsked,
    Pending,
    Ready(&'static Panels),
    Failed(PanelsError),
}

/// The panels, loaded or not. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(super) struct LazyPanels {
    loading: RwSignal<Loading>,
    fetch: FetchPanels,
}

impl LazyPanels {
    /// Loads the panels once the open pack has been checked, unless something needs them earlier.
    pub(super) fn start(fetch: FetchPanels, judged: Signal<Arc<Judged>>) -> Self {
        let panels = Self {
            loading: RwSignal::new(Loading::NotAsked),
            fetch,
        };
        effect(move || {
            let is_checked = judged.with(|judged| judged.revision.is_some());
            if is_checked && matches!(panels.loading.get_untracked(), Loading::NotAsked) {
                panels.load();
            }
        });
        panels
    }

    /// The form of a section; empty where it has none.
    pub(super) fn form(self, section: &'static Section) -> AnyView {
        self.show(move |panels| (panels.form)(section).unwrap_or_else(|| ().into_any()))
    }

    /// The text of a section's file.
    pub(super) fn code(self, section: &'static Section, file: FilePath) -> AnyView {
        self.show(move |panels| (panels.code)(section, file.clone()))
    }

    /// A dialog. Until it can be shown, the page stays as it is.
    pub(super) fn dialog(self, dialog: Dialog, close: Callback<()>) -> AnyView {
        self.load();
        let shown = move || match self.loading.get() {
            Loading::NotAsked | Loading::Pending => ().into_any(),
            Loading::Ready(panels) => (panels.dialog)(dialog.clone()),
            Loading::Failed(error) => {
                let text = self.failed(error);
                view! { <Modal title="Not loaded" close>{text}</Modal> }.into_any()
            }
        };
        shown.into_any()
    }

    /// Something of the panels, or in its place what has become of them.
    fn show(self, show: impl Fn(&'static Panels) -> AnyView + Send + 'static) -> AnyView {
        self.load();
        let shown = move || match self.loading.get() {
            Loading::NotAsked | Loading::Pending => {
                view! { <p class="form__empty" role="status">"Loading…"</p> }.into_any()
            }
            Loading::Ready(panels) => show(panels),
            Loading::Failed(error) => self.failed(error),
        };
        shown.into_any()
    }

    /// Why the panels are not there, and the button that tries again.
    fn failed(self, error: PanelsError) -> AnyView {
        view! {
            <p class="form__empty" role="alert">{error.to_string()}</p>
            <button type="button" class="button" data-testid="load-again" on:click=handler(move |_| self.load())>
                "Try again"
            </button>
        }
        .into_any()
    }

    /// Loads the panels unless they are there or on their way.
    fn load(self) {
        if matches!(
            self.loading.get_untracked(),
            Loading::Pending | Loading::Ready(_)
        ) {
            return;
        }
        self.loading.set(Loading::Pending);
        spawn_local(async move {
            let loading = match (self.fetch)().await {
                Ok(panels) => Loading::Ready(panels),
                Err(error) => Loading::Failed(error),
            };
            // The pack may be closed by then.
            self.loading.set(loading);
        });
    }
}
