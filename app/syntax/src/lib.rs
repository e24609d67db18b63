//! Lossless JSON and YAML: a document is its text plus an index that is derived from the text.
//!
//! Reading never fails: it returns the values that could be read, and the problems. An edit
//! changes as few bytes as possible, so everything else stays byte for byte the same. This crate
//! knows nothing of packs.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests are not in the page")
)]

mod cache;
mod diff;
pub mod encoding;
pub mod invisible;
mod key_order;
mod keyed;
mod lines;
mod pointer;
mod position;
mod problem;
mod refusal;
mod text;

pub mod json;
pub mod yaml;

pub use json::Json;
pub use keyed::{Entries, Keyed};
pub use pointer::{Pointer, PointerError};
pub use position::{Lines, Position};
pub use problem::{Problem, ProblemKind};
pub use refusal::Refusal;
pub use text::{EditError, TextEdit, apply};

pub use yaml::Yaml;
