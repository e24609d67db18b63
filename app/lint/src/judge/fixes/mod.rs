//! Fixes that several rules offer.

pub(crate) mod listed_path;
pub(crate) mod packaging;
pub(crate) mod unused_value;
