//! Leaf components: they take what they show and give back what happened. Only findings, messages
//! and questions, which belong to the whole page, ask for the workspace themselves.

pub(crate) mod dialog;
pub(crate) mod each;
pub(crate) mod finding;
pub(crate) mod icon;
pub(crate) mod input;
pub(crate) mod markdown;
pub(crate) mod messages;
pub(crate) mod prose;
pub(crate) mod size;
pub(crate) mod splitter;
pub(crate) mod when;
