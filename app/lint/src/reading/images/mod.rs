//! Which images does a pack use, and which does it list?

pub(crate) mod listed;
pub(crate) mod used;
