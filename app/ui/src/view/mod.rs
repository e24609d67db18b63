//! The views: components get what they show as props, and report the user's actions by callbacks.

pub(crate) mod after_fix;
pub(crate) mod chosen_object;
pub(crate) mod code;
pub(crate) mod components;
pub(crate) mod export;
pub(crate) mod fields;
pub(crate) mod findings;
pub(crate) mod form;
pub(crate) mod open_pack;
pub(crate) mod panels;
pub(crate) mod preview;
pub(crate) mod problems;
pub(crate) mod reveal;
pub(crate) mod shell;
pub(crate) mod start;
