//! Rules on pack.json.

pub(in crate::rules) mod annotations;
pub(in crate::rules) mod constraints;
pub(in crate::rules) mod listed_files;
pub(in crate::rules) mod metadata;
pub(in crate::rules) mod structure;
