//! The web worker: `pack-lint` behind messages, so that typing never waits for the judge.
//!
//! The page sends [`Request`]s and the worker answers [`Answer`]s, both as structured clones made
//! by serde. The worker keeps the pack, so that a request carries only the files that changed.

#[cfg(any(target_arch = "wasm32", test))]
mod bench;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
pub use worker::serve;

/// Outside a browser there is nobody to answer.
#[cfg(not(target_arch = "wasm32"))]
pub fn serve() {}
