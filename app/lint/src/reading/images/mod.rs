//! Which images does a pack list, and which do its texts name?

pub(crate) mod collected;
pub(crate) mod listed;
pub(crate) mod texts;
