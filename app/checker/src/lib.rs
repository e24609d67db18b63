//! The web worker: runs `pack-lint` behind messages, so that typing never waits for rules.
//!
//! The page sends [`Request`]s and the worker sends [`Answer`]s, both as structured clones made by
//! serde. The worker keeps the pack, so a request carries only the files that changed.

#[cfg(any(target_arch = "wasm32", test))]
mod checker;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
pub use worker::serve;

/// Does nothing outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn serve() {}
