//! What the workers say of the open pack: the findings about it, and what a cluster gets from it.

pub(crate) mod judged;
pub(crate) mod rendering;
