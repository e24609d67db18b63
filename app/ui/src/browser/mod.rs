//! What the browser does for the page: files, storage, locks, clock, keys, worker, pictures. Effects are
//! carried out here and reported back as events; nothing here reads what the editor holds.

pub(crate) mod address;
pub(crate) mod bundle;
pub(crate) mod clock;
pub(crate) mod closing;
pub(crate) mod code_command;
mod database;
pub(crate) mod download;
pub(crate) mod drop;
mod effects;
pub(crate) mod focus;
pub(crate) mod keys;
pub(crate) mod last_open;
pub(crate) mod last_place;
pub(crate) mod pick;
pub(crate) mod picture;
pub(crate) mod preferences;
pub(crate) mod ready;
mod report;
pub(crate) mod rescue;
pub(crate) mod storage;
mod tab_lock;
pub(crate) mod theme;
mod worker;

pub(crate) use effects::{Browser, LOGO_INPUT};
