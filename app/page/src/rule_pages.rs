//! The pages of rules, which the page shows when somebody asks why.

use std::pin::Pin;

use leptos::wasm_split::SplitLoaderError;

/// What is shown where a page could not be loaded.
const NOT_LOADED: &str = "The explanation could not be loaded: the connection may have dropped. Close this and try again.";

/// The page of the rule with an id, in Markdown; empty if there is no such rule.
pub(crate) fn page(rule: String) -> Pin<Box<dyn Future<Output = String>>> {
    Box::pin(async { read(rule).await.unwrap_or_else(|_| NOT_LOADED.to_owned()) })
}

#[cfg(debug_assertions)]
async fn read(rule: String) -> Result<String, SplitLoaderError> {
    Ok(pack_lint::page(&rule).unwrap_or_default())
}

#[cfg(not(debug_assertions))]
use split::read;

#[cfg(not(debug_assertions))]
#[allow(
    unsafe_code,
    reason = "the macro joins two pieces of WebAssembly through declarations that Rust cannot check"
)]
mod split {
    use super::SplitLoaderError;

    /// The page of a rule, out of the WebAssembly that shows it.
    #[leptos::wasm_split::wasm_split(panels, wasm_split_path = leptos::wasm_split, fallible)]
    pub(super) fn read(rule: String) -> Result<String, SplitLoaderError> {
        Ok(pack_lint::page(&rule).unwrap_or_default())
    }
}
