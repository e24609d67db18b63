//! Writes data as YAML text that looks like its neighbours.

mod formatting;
pub(super) mod render;
pub(super) mod scalar;

pub(super) use formatting::Formatting;
