//! The editor without a browser: an [`Editor`] to which [`Event`]s happen, and which answers each
//! with [`Effect`]s that the browser carries out.
//!
//! Nothing here depends on views or storage, so all of it is tested natively: the tables of
//! sections and commands, where the user is, and the life of drafts, tabs and saving.

pub mod address;
mod asked;
pub mod commands;
mod download;
mod drafts;
mod editor;
mod effect;
mod event;
mod exporting;
mod files;
pub mod fixes;
mod incoming;
mod judged;
mod link;
mod location;
mod logo;
mod message;
mod question;
mod screen;
pub mod sections;
pub mod severity;
mod shortcut;
mod shown;
mod tools;
mod visiting;

pub use address::Address;
pub use download::{Archive, NO_DOWNLOAD};
pub use drafts::kept::{Draft, LastPlace, Loaded, Saved, Saving, StorageError};
pub use drafts::list::{DraftRow, DraftRows};
pub use editor::{Editor, Settings};
pub use effect::{Check, Effect, Focus, ListFor, PngFor, Purpose, Timer};
pub use event::{Dialog, Event};
pub use files::typed_path;
pub use judged::Judged;
pub use location::{Asked, Location, shown_view};
pub use message::{Message, MessageKind};
pub use question::{Answer, Question};
pub use screen::{Screen, View};
pub use shortcut::Shortcut;
pub use tools::{TOOLS, Tools};
