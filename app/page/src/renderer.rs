//! The renderer, which only its worker needs.

use leptos::wasm_split::SplitLoaderError;

/// Answers the page from now on.
#[cfg(debug_assertions)]
pub(crate) async fn serve() -> Result<(), SplitLoaderError> {
    pack_checker::render();
    Ok(())
}

#[cfg(not(debug_assertions))]
pub(crate) use split::serve;

#[cfg(not(debug_assertions))]
#[allow(
    unsafe_code,
    reason = "the macro joins two pieces of WebAssembly through declarations that Rust cannot check"
)]
mod split {
    use super::SplitLoaderError;

    /// Answers the page from now on, out of the WebAssembly that holds the renderer.
    #[leptos::wasm_split::wasm_split(renderer, wasm_split_path = leptos::wasm_split, fallible)]
    pub(crate) fn serve() -> Result<(), SplitLoaderError> {
        pack_checker::render();
        Ok(())
    }
}
