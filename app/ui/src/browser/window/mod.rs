//! The window in which the page is open: its address, its theme, what has the focus, and what other
//! programs learn of it: that it is ready, that it closes, that it failed.

pub(crate) mod address;
pub(crate) mod closing;
pub(crate) mod focus;
pub(crate) mod in_sight;
pub(crate) mod ready;
pub(crate) mod rescue;
pub(crate) mod selected;
pub(crate) mod theme;
pub(crate) mod top_layer;
pub(crate) mod version;
