//! A pack and its members, the changes made to it, their history, and what was found wrong with it.
//!
//! Everything here is plain data without a browser: the page, the worker and the commands share it.
//! Text is the truth: a member such as [`Manifest`] is a view of its file's bytes, and a change of
//! it becomes the smallest edit of those bytes.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests are not in the page")
)]

mod as_json;
pub mod assist;
pub mod chart;
pub mod checking;
pub mod compare;
pub mod comparison;
pub mod deployment;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod facts;
pub mod findings;
pub mod format;
pub mod import;
pub mod logo;
mod next_version;
pub mod pack;
pub mod parameters;
pub mod presets;
pub mod push;
pub mod template;
pub mod upgrade;
pub mod values;

pub use chart::{Chart, ChartError};
pub use deployment::Deployment;
pub use diagnostic::{Action, Audience, Diagnostic, Fix, LogoAction, Packaging, Safety, Severity};
pub use edit::{Applied, Bookmark, Change, Edit, History, Refusal, Session, Transaction};
pub use facts::file_list::{CHART_LIST, FILE_LISTS, FileList, MANIFEST_LIST};
pub use facts::image_reference::{self, ImageReference};
pub use findings::Findings;
pub use format::vocabulary;
pub use next_version::{next_version, predecessor};
pub use pack::Pack;
pub use pack::document::{DocumentFile, JsonFile, YamlFile};
pub use pack::file::File;
pub use pack::locate::{self, Locator};
pub use pack::manifest::{self, Manifest};
pub use pack::origin::{self, Origin};
pub use pack::path::{self, FilePath};
pub use pack::place::{Part, Place};
pub use pack::search;
pub use pack_syntax::{Json, Pointer, Position, TextEdit, Yaml, json};
pub use values::Values;
