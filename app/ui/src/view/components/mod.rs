//! Leaf components: they get what they show as props and report the user's actions by callbacks.
//! None uses the open pack.

pub(crate) mod archive_files;
pub(crate) mod dialog;
pub(crate) mod finding;
pub(crate) mod icon;
pub(crate) mod input;
pub(crate) mod long_list;
pub(crate) mod markdown;
pub(crate) mod messages;
pub(crate) mod prose;
pub(crate) mod size;
pub(crate) mod splitter;
pub(crate) mod theme_button;
