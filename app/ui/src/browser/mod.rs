//! Where state meets the browser's files, storage, clock and worker.

pub(crate) mod address;
pub(crate) mod autosave;
pub(crate) mod bundle;
pub(crate) mod clock;
mod database;
pub(crate) mod download;
pub(crate) mod drop;
pub(crate) mod focus;
pub(crate) mod last_place;
pub(crate) mod pick;
pub(crate) mod picture;
pub(crate) mod preferences;
pub(crate) mod rescue;
pub(crate) mod restore;
pub(crate) mod storage;
pub(crate) mod tab_lock;
pub(crate) mod tabs;
pub(crate) mod theme;
pub(crate) mod worker;
