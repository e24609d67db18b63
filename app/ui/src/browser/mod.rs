//! What the browser does for the page: files, storage, locks, clock, keys, worker, pictures.
//! Effects are carried out here and reported back as events; nothing here reads the editor's state.

pub(crate) mod bundle;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod code_command;
pub(crate) mod download;
mod effects;
pub(crate) mod folder;
pub(crate) mod input;
mod later;
pub(crate) mod picture;
mod report;
pub(crate) mod storage;
mod tab_lock;
pub(crate) mod window;
pub(crate) mod worker;

pub(crate) use effects::{Browser, LOGO_INPUT, show_start};
pub use later::RulePage;
pub(crate) use later::{Later, Soon, StartRenderer, ToPng};
