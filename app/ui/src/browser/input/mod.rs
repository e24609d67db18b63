//! What the user gives the page through the browser: keys, picked files, and dropped files and folders.

pub(crate) mod drop;
pub(crate) mod keys;
pub(crate) mod paste;
pub(crate) mod pick;
