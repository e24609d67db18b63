//! What Leptos and the standard library compile anew for each use, compiled once.
//!
//! Generic code is copied for each type and each closure that it is used with, and some of it is large. The
//! modules here do the same with one copy, at the cost of calls through pointers. Together they save about 85 kB
//! of the page with brotli, which is more than 5 % of it: an estimate from builds in which other things changed,
//! too. Each says about how much of that it saves.
//! `app/clippy.toml` names what they stand in for, so that crates of the page use them.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests are not in the page")
)]

pub mod sort;
#[cfg(feature = "leptos")]
pub mod view;
