//! What an opened pack is shown and checked without: all forms but the Overview, the Code view, and
//! the dialogs.
//!
//! A release build keeps it in WebAssembly of its own, which the page loads once the pack has been
//! checked, or as soon as something of it is to be shown. [`Panels`] are the only way to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use pack_editor::sections::Section;
use pack_editor::{Dialog, TOOLS, Tools};
use pack_model::FilePath;

use crate::browser::{Soon, ToPng, picture};
use crate::view::components::dialog::Modal;
use crate::view::components::markdown::excerpt;
use crate::view::{panels, shell};
use crate::wire::Workspace;

/// The ways into what is loaded last.
struct Panels {
    /// The form of a section that has one.
    form: fn(&Section) -> Option<AnyView>,
    /// The text of a section's file, with what stands beside it.
    code: fn(&Section, FilePath) -> AnyView,
    /// A dialog of the editor.
    dialog: fn(Dialog) -> AnyView,
    /// The beginning of a Markdown text, as plain text.
    excerpt: fn(&str, usize) -> String,
    /// What few events need.
    tools: &'static Tools,
    /// Writes an image as a PNG.
    png: ToPng,
}

static PANELS: Panels = Panels {
    form: panels::form,
    code: panels::code,
    dialog: shell::dialog,
    excerpt,
    tools: &TOOLS,
    png: picture::as_png,
};

/// Why no image is written, as part of a sentence.
const NO_PICTURES: &str = "the part of the editor that writes images could not be loaded";

/// Why the panels are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "This part of the editor could not be loaded: the connection may have dropped, or the page was updated meanwhile. Nothing is lost. Try again, or reload the page."
)]
struct PanelsError;

impl From<SplitLoaderError> for PanelsError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The panels. A development build is not split, so they are here already.
#[cfg(debug_assertions)]
async fn fetched() -> Result<&'static Panels, PanelsError> {
    Ok(&PANELS)
}

/// The panels, out of the WebAssembly that holds them.
#[cfg(not(debug_assertions))]
#[allow(
    unsafe_code,
    reason = "the macro joins two pieces of WebAssembly through declarations that Rust cannot check"
)]
mod split {
    use super::{PANELS, Panels, PanelsError};

    #[leptos::wasm_split::wasm_split(panels, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn fetched() -> Result<&'static Panels, PanelsError> {
        Ok(&PANELS)
    }
}

#[cfg(not(debug_assertions))]
use split::fetched;

/// The editor's tools, or why they are not there.
pub(crate) fn tools() -> Soon<Result<&'static Tools, String>> {
    Box::pin(async {
        let panels = fetched().await.map_err(|error| error.to_string())?;
        Ok(panels.tools)
    })
}

/// Writes an image as a PNG, or says why it cannot.
pub(crate) fn png(bytes: Vec<u8>, is_light: bool) -> Soon<Result<Vec<u8>, String>> {
    Box::pin(async move {
        let panels = fetched().await.map_err(|_| NO_PICTURES.to_owned())?;
        (panels.png)(bytes, is_light).await
    })
}

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
pub(crate) struct LazyPanels {
    loading: RwSignal<Loading>,
}

impl LazyPanels {
    /// Loads the panels once the open pack has been checked, unless something needs them earlier.
    pub(crate) fn start(workspace: Workspace) -> Self {
        let panels = Self {
            loading: RwSignal::new(Loading::NotAsked),
        };
        Effect::new(move || {
            let is_checked = workspace.judged.with(|judged| judged.revision.is_some());
            if is_checked && matches!(panels.loading.get_untracked(), Loading::NotAsked) {
                panels.load();
            }
        });
        panels
    }

    /// The form of a section; empty where it has none.
    pub(crate) fn form(self, section: &'static Section) -> AnyView {
        self.show(move |panels| (panels.form)(section).unwrap_or_else(|| ().into_any()))
    }

    /// The text of a section's file.
    pub(crate) fn code(self, section: &'static Section, file: FilePath) -> AnyView {
        self.show(move |panels| (panels.code)(section, file.clone()))
    }

    /// A dialog. Until it can be shown, the page stays as it is.
    pub(crate) fn dialog(self, dialog: Dialog, close: Callback<()>) -> AnyView {
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

    /// The beginning of a Markdown text without its marks, cut after so many characters; empty until
    /// that can be told.
    pub(crate) fn excerpt(self, markdown: &str, length: usize) -> String {
        match self.loading.get() {
            Loading::NotAsked | Loading::Pending => String::new(),
            Loading::Ready(panels) => (panels.excerpt)(markdown, length),
            Loading::Failed(error) => error.to_string(),
        }
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
            <button type="button" class="button" data-testid="load-again" on:click=move |_| self.load()>
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
            let loading = match fetched().await {
                Ok(panels) => Loading::Ready(panels),
                Err(error) => Loading::Failed(error),
            };
            // The pack may be closed by then.
            self.loading.try_set(loading);
        });
    }
}
