//! The images of rendered objects: which of them, where, and how certain that is.

pub(super) mod annotations;
mod certain;
mod likely;
pub(super) mod line;
pub(super) mod search;
