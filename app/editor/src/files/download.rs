//! Archives that are made of packs, and the downloads that the browser was asked for.

use std::sync::Arc;

use pack_archive::Format;

use crate::drafts::next::Next;

/// What is said where the browser refuses a download.
pub const NO_DOWNLOAD: &str =
    "The browser blocked the download. Allow downloads for this page and try again.";

/// An archive that was made of the open pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// Its format.
    pub format: Format,
    /// The name that it is offered under.
    pub name: String,
    /// Its content.
    pub bytes: Arc<[u8]>,
}

/// What the pack was exported as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// A file, which was downloaded.
    File(Arc<Archive>),
    /// A folder on disk, by its name.
    Folder(String),
}

/// A download that the browser was asked for.
#[derive(Debug)]
pub(crate) enum Download {
    /// Of the open pack, and what happens once it is done.
    Export { format: Format, then: Option<Next> },
    /// Of a draft.
    Draft,
    /// Of changes of a draft that were put aside, by the tabs that made them.
    Aside(String, Vec<u32>),
}
