//! How a pack is changed: what is wanted ([`change`]), made together in one step ([`session`]), as
//! edits of files that can be taken back ([`Edit`]) and are remembered ([`history`]); and what is typed
//! in a code editor ([`typing`]).

pub mod change;
mod file_edit;
pub mod history;
pub mod session;
pub mod typing;

pub use change::{Change, Refusal};
pub use file_edit::Edit;
pub use history::History;
pub use session::{Applied, Session, Transaction};
