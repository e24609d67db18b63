//! A pack and its members, the changes made to it, their history, and what was found wrong with it.
//!
//! Everything here is plain data without a browser: the page, the worker and the commands share it.
//! Text is the truth: a member such as [`Manifest`] is a view of its file's bytes, and a change of
//! it becomes the smallest edit of those bytes.

pub mod assist;
pub mod chart;
pub mod checking;
pub mod comparison;
pub mod diagnostic;
pub mod document;
pub mod edit;
pub mod export;
pub mod facts;
pub mod file;
pub mod format;
pub mod import;
pub mod locate;
pub mod logo;
pub mod manifest;
mod next_version;
pub mod origin;
pub mod pack;
pub mod path;
pub mod place;
pub mod push;
pub mod template;
pub mod values;

pub use chart::{Chart, ChartError};
pub use diagnostic::{Action, Audience, Diagnostic, Fix, LogoAction, Safety, Severity};
pub use document::{DocumentFile, JsonFile, YamlFile};
pub use edit::{Applied, Bookmark, Change, Edit, History, Refusal, Session, Transaction};
pub use facts::image_reference::{self, ImageReference};
pub use file::File;
pub use format::vocabulary;
pub use locate::Locator;
pub use manifest::Manifest;
pub use next_version::next_version;
pub use origin::Origin;
pub use pack::Pack;
pub use pack_syntax::{Json, Pointer, Position, TextEdit, Yaml};
pub use path::FilePath;
pub use place::{Part, Place};
pub use values::Values;
