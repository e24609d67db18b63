//! The forms of the editor's sections, and the Code view that they share.

pub(crate) mod annotations;
pub(crate) mod charts;
pub(crate) mod code;
pub(crate) mod constraints;
pub(crate) mod files;
mod form;
mod listing;
pub(crate) mod logo;
pub(crate) mod manifests;
pub(crate) mod overview;
mod property;
pub(crate) mod reveal;
mod size;
