//! How a pack is changed: a [`Transaction`] of [`Change`]s is applied to a [`Session`], as [`Edit`]s of
//! files that can be taken back and that the [`History`] keeps; and what is typed in a code editor, as
//! such changes.

mod between;
mod bookmark;
pub mod change;
mod delta;
mod file_edit;
pub mod history;
pub mod ignoring;
pub mod listed_files;
mod session;
mod transaction;
pub mod typing;

pub use bookmark::Bookmark;
pub use change::{Change, Refusal};
pub use delta::Delta;
pub use file_edit::Edit;
pub use history::History;
pub use session::Session;
pub use transaction::{Applied, Transaction};
