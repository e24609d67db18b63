//! A Helm chart and values become what a cluster would get: a renderer that gives the same bytes as
//! Helm 3.11, and the same words where it fails. It knows no pack and no browser, reads no files, and
//! has no clock: what varies from run to run in Helm has a fixed value here.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests are not in the page")
)]

mod chart;
mod data;
mod error;
pub mod format;
pub mod functions;
mod render;
pub mod template;
pub mod value;

pub use chart::{Capabilities, Chart, Dependency, Maintainer, Metadata, Release, SourceFile};
pub use error::{CallError, Error, Stage, misses_table};
pub use render::{
    Rendered, RenderedFile, read_values, read_yaml, render, render_again, render_with, write_yaml,
};
pub use template::Options;

/// The examples of the page that introduces the crate.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
