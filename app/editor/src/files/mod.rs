//! What becomes of files: those that come in, those of the open pack, its logo, and the archives that
//! leave.

pub(crate) mod by_path;
pub(crate) mod download;
mod exporting;
pub(crate) mod folder;
mod incoming;
pub(crate) mod logo;
pub(crate) mod making;
pub(crate) mod tools;
mod waiting;
pub(crate) mod work;
