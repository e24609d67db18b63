//! Fixes that several rules offer.

pub(crate) mod packaging;
pub(crate) mod paths;
pub(crate) mod unused_value;
