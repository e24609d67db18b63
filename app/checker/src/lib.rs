//! The web workers: one runs the rules on texts behind messages, so that typing never waits for rules; the
//! other renders, so that the findings on texts never wait for that.
//!
//! The page sends requests and a worker sends answers (`pack_model::checking`), both as bytes. A worker keeps the
//! pack, so a request carries only the edits of files that changed.

#[cfg(any(target_arch = "wasm32", test))]
mod checker;
#[cfg(any(target_arch = "wasm32", test))]
mod kept;
#[cfg(any(target_arch = "wasm32", test))]
mod renderer;
#[cfg(any(target_arch = "wasm32", test))]
mod step;
#[cfg(target_arch = "wasm32")]
mod worker;

pub use pack_model::checking::RENDERER;
#[cfg(target_arch = "wasm32")]
pub use worker::{check, name, refuse, render};

/// The stand-ins outside a browser: there are no workers.
#[cfg(not(target_arch = "wasm32"))]
mod outside {
    /// There is no worker, and so no name.
    pub fn name() -> Option<String> {
        None
    }

    /// Does nothing outside a browser.
    pub fn check() {}

    /// Does nothing outside a browser.
    pub fn render() {}

    /// Does nothing outside a browser.
    pub fn refuse() {}
}

#[cfg(not(target_arch = "wasm32"))]
pub use outside::{check, name, refuse, render};
