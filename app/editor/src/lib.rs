//! The editor without a browser: an [`Editor`] to which [`Event`]s happen, and which answers each
//! with [`Effect`]s that the browser carries out.
//!
//! Nothing here depends on views or storage, so all of it is tested natively: the tables of
//! sections and commands, where the user is, and the life of drafts, tabs and saving.

mod applying;
pub mod commands;
mod drafts;
mod editor;
mod effect;
mod event;
mod files;
pub mod fixes;
mod message;
mod place;
mod question;
mod settings;
mod shortcut;
mod shown;
mod workers;

pub use drafts::comparing::upgrading::UpgradeTaken;
pub use drafts::comparing::{ChangesEvent, CompareWith, Compared};
pub use drafts::journal::{FoundJournal, Journal, JournalEntry, SaveId};
pub use drafts::kept::{Draft, LastPlace, Loaded, Saved, Saving, StorageError};
pub use drafts::list::{DraftRow, DraftRows};
pub use drafts::new_pack::Joining;
pub use editor::Editor;
pub use effect::{Check, Effect, Focus, ListFor, Purpose, Render, Timer};
pub use event::{Dialog, Event};
pub use files::by_path::typed_path;
pub use files::download::{Archive, Exported, NO_DOWNLOAD};
pub use files::folder::{
    Expected, FolderError, FolderEvent, FolderHandle, FolderMark, KeptFolder, Scanned, Writing,
};
pub use files::tools::{TOOLS, Tools};
pub use message::{Message, MessageKind};
pub use place::address::Address;
pub use place::location::{Asked, Location, shown_view};
pub use place::screen::{Screen, View};
pub use place::views::Views;
pub use place::{address, sections};
pub use question::{Answer, Question};
pub use settings::Settings;
pub use shortcut::Shortcut;
pub use shown::READING;
pub use workers::effect::ValueEffect;
pub use workers::judged::Judged;
pub use workers::rendering::{Progress, Rendered};
pub use workers::severity;
