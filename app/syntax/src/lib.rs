//! Lossless JSON and YAML: a document is its text and an index derived from it.
//!
//! Reading never fails: it gives what could be read, and the problems. Edits are the smallest
//! text edits that reach the wanted data, so everything else keeps its bytes. This crate knows
//! nothing of packs.

pub mod diff;
mod lines;
mod margin;
mod place;
mod pointer;
mod problem;
mod refusal;
mod sorting;
mod text;

pub mod json;
pub mod yaml;

pub use json::Json;
pub use lines::{Lines, Position};
pub use pointer::{Pointer, PointerError};
pub use problem::{Problem, ProblemKind};
pub use refusal::Refusal;
pub use sorting::{sort, sort_by, sort_by_key};
pub use text::{EditError, TextEdit, apply};

pub use yaml::Yaml;
