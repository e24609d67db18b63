//! The images that a pack uses, and those that it lists.

pub(crate) mod listed;
pub(crate) mod used;
