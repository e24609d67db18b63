//! The page: what a person sees and does, around a [`workspace::Workspace`] that holds the open pack.
//!
//! [`view`] draws what it is given and hands changes back; only the workspace changes the pack,
//! and only the modules in [`browser`] talk to the browser's storage, worker and files.

#![allow(
    unreachable_pub,
    reason = "the component macro makes public what it adds to a component"
)]

mod actions;
mod app;
mod browser;
mod commands;
mod lazy;
mod view;
mod workspace;

pub use app::mount;
pub use browser::rescue::tell_of_panics;
