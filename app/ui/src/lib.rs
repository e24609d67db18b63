//! The page: views and the browser's interfaces around an editor that does not use the browser.
//!
//! [`view`] draws what it is given and hands events back, and [`browser`] carries out what follows
//! from them. [`wire`] joins the two with the editor; nothing else does.

#![allow(
    unreachable_pub,
    reason = "the component macro makes public what it adds to a component"
)]

mod app;
mod browser;
mod lazy;
mod view;
mod wire;

pub use app::mount;
pub use browser::RulePage;
