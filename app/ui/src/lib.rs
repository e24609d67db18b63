//! The page: what a person sees and does, around a [`workspace::Workspace`] that holds the open pack.
//!
//! Panels render what they are given and hand changes back; only the workspace changes the pack,
//! and only the modules in [`border`] talk to the browser's storage, worker and files.

#![allow(
    unreachable_pub,
    reason = "the component macro makes public what it adds to a component"
)]

mod app;
mod border;
mod commands;
mod components;
mod editor;
mod export;
mod later;
mod memo;
mod panels;
mod preview;
mod problems;
mod sections;
mod start;
mod workspace;

pub use app::mount;
pub use border::rescue::tell_of_panics;
