//! What an opened pack is shown and checked without: all forms but the Overview, the Code view, and
//! the dialogs.
//!
//! A release build keeps it in WebAssembly of its own, which the page loads once the pack has been
//! checked, or as soon as something of it is to be shown. [`LAST`] is the only way to it. The editor's
//! view is given [`fetch`], so views need not name this module.

use leptos::wasm_split::SplitLoaderError;
use pack_editor::{TOOLS, Tools};

use crate::browser::{Soon, StartRenderer, ToPng, picture, worker};
use crate::view::shell::{Panels, PanelsError};
use crate::view::{panels, shell};

/// What is loaded last: what views reach of it, and what the browser and the editor do.
struct Last {
    panels: Panels,
    /// What few events need.
    tools: &'static Tools,
    /// Writes an image as a PNG.
    png: ToPng,
    /// Starts the renderer, whose answers take code that nothing else needs.
    renderer: StartRenderer,
}

static LAST: Last = Last {
    panels: Panels {
        form: panels::form,
        code: panels::code,
        dialog: shell::dialog,
    },
    tools: &TOOLS,
    png: picture::as_png,
    renderer: worker::renderer,
};

/// Why no image is written, as part of a sentence.
const NO_PICTURES: &str = "the part of the editor that writes images could not be loaded";

impl From<SplitLoaderError> for PanelsError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// All of it. A development build is not split, so it is here already.
#[cfg(debug_assertions)]
async fn fetched() -> Result<&'static Last, PanelsError> {
    Ok(&LAST)
}

/// All of it, out of the WebAssembly that holds it.
#[cfg(not(debug_assertions))]
#[allow(
    unsafe_code,
    reason = "the macro joins two pieces of WebAssembly through declarations that Rust cannot check"
)]
mod split {
    use super::{LAST, Last, PanelsError};

    #[leptos::wasm_split::wasm_split(panels, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn fetched() -> Result<&'static Last, PanelsError> {
        Ok(&LAST)
    }
}

#[cfg(not(debug_assertions))]
use split::fetched;

/// The panels, or why they are not there.
pub(super) fn fetch() -> Soon<Result<&'static Panels, PanelsError>> {
    Box::pin(async { Ok(&fetched().await?.panels) })
}

/// The editor's tools, or why they are not there.
pub(crate) fn tools() -> Soon<Result<&'static Tools, String>> {
    Box::pin(async {
        let last = fetched().await.map_err(|error| error.to_string())?;
        Ok(last.tools)
    })
}

/// Writes an image as a PNG, or says why it cannot.
pub(crate) fn png(bytes: Vec<u8>, is_light: bool) -> Soon<Result<Vec<u8>, String>> {
    Box::pin(async move {
        let last = fetched().await.map_err(|_| NO_PICTURES.to_owned())?;
        (last.png)(bytes, is_light).await
    })
}

/// What starts the renderer, unless it cannot be loaded.
pub(crate) fn renderer() -> Soon<Option<StartRenderer>> {
    Box::pin(async { fetched().await.ok().map(|last| last.renderer) })
}
