//! What is kept of a draft: its row, its files, its history, and what a save changes of them.

use pack_model::deployment::Cluster;
use pack_model::edit::history::Difference;
use pack_model::{File, FilePath, History, Origin, Pack};
use serde::{Deserialize, Serialize};

use super::journal::FoundJournal;
use crate::files::folder::KeptFolder;

/// What the start page shows of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Its key.
    pub id: String,
    /// The pack's display name, or its name.
    pub title: String,
    /// The pack's name.
    pub name: String,
    /// The pack's version.
    pub version: String,
    /// The number of errors and warnings when it was last judged, if it was.
    pub problems: Option<(usize, usize)>,
    /// When it was last changed, in milliseconds since 1970.
    pub changed: f64,
    /// How often it was saved, which tells whether somebody else has saved it since.
    #[serde(default)]
    pub saves: u32,
    /// The tab that saved it last, by a number that other tabs do not have; older rows do not say.
    #[serde(default)]
    pub tab: u32,
    /// Where the pack came from; older rows do not say.
    #[serde(default)]
    pub origin: Origin,
    /// What is assumed of the cluster that gets the pack; older rows do not say.
    #[serde(default)]
    pub cluster: Cluster,
    /// Whether it still lacks what a template left open, when it was last judged.
    #[serde(default)]
    pub is_unfinished: bool,
    /// Whether not all of it can be read.
    #[serde(skip)]
    pub is_damaged: bool,
}

impl Draft {
    /// The row of a pack that was not judged.
    pub(super) fn of(id: String, pack: &Pack, now: f64) -> Self {
        let manifest = pack.manifest();
        let name = manifest.name().unwrap_or_default();
        let title = manifest.display_name().filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| name.clone());
        let version = manifest.version().unwrap_or_default();
        Self {
            changed: now,
            origin: pack.origin().clone(),
            is_damaged: false,
            ..Self::damaged(id, title, name, version)
        }
    }

    /// A draft whose row cannot be read, with what it says of its names.
    pub fn damaged(id: String, title: String, name: String, version: String) -> Self {
        Self {
            id,
            title,
            name,
            version,
            problems: None,
            changed: 0.0,
            saves: 0,
            tab: 0,
            origin: Origin::default(),
            cluster: Cluster::default(),
            is_unfinished: false,
            is_damaged: true,
        }
    }
}

/// A draft with all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Its row.
    pub draft: Draft,
    /// The pack.
    pub pack: Pack,
    /// How many files are there that cannot be read.
    pub unread: usize,
    /// The history that leads to the pack; nothing where this version of the page cannot read it.
    pub history: Option<History>,
    /// What tabs have changed since that may not be part of the pack.
    pub journals: Vec<FoundJournal>,
    /// Where the user was in it.
    pub place: Option<LastPlace>,
    /// The folder that it is saved in.
    pub folder: Option<KeptFolder>,
}

/// Where the user was in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastPlace {
    /// The screen, as [`Screen::written`](crate::Screen::written) writes it.
    pub screen: String,
    /// The file that was open on it.
    pub file: Option<FilePath>,
}

/// What is to be written of a draft, all or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Saving {
    /// Its row.
    pub draft: Draft,
    /// The number of saves that its row has now; nothing where there is none. Where that is not so,
    /// nothing is written: somebody else has saved or deleted the draft.
    pub before: Option<u32>,
    /// The files that changed; `None` where one was removed.
    pub files: Vec<(FilePath, Option<File>)>,
    /// The steps that changed.
    pub steps: Difference,
    /// Whether all steps that were kept so far go.
    pub forget: bool,
    /// The folder that it is saved in, if that changed.
    pub folder: Option<KeptFolder>,
}

/// Why a draft was not kept or given, as the beginning of a sentence. What follows from it depends on
/// what was wanted of the draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The disk or the share of this page is full.
    #[error("The browser's storage is full")]
    Full,
    /// The drafts were written by a newer version of the page.
    #[error("The drafts in this browser were saved by a newer version of this page")]
    Newer,
    /// A tab with an older version of the page keeps the drafts from being brought up to date.
    #[error("Another tab has an older version of this page open")]
    Blocked,
    /// Nothing comes back. WebKit keeps the database for a page that was left while it wrote, as long as
    /// that page's tab is open.
    #[error("The browser's storage does not answer")]
    Silent,
    /// Another tab has saved the draft since this one read it.
    #[error("Another tab saved this draft")]
    Elsewhere,
    /// The draft was deleted since.
    #[error("This draft was deleted in another tab")]
    Gone,
    /// Some of the draft's rows cannot be read.
    #[error("Some of this draft cannot be read")]
    Damaged,
    /// The browser keeps nothing, as in a private window, or failed.
    #[error("This browser cannot save drafts ({0})")]
    Unavailable(String),
}

impl StorageError {
    /// Why changes of a pack are only in this tab, and what to do.
    pub(super) fn of_unsaved(&self) -> String {
        let then = match self {
            Self::Full => {
                ", so the latest changes are only in this tab. Download the pack now, then delete drafts that you no longer need."
            }
            Self::Newer => ", so this tab cannot save. Download your work, then reload the page.",
            Self::Blocked => ", so this tab cannot use the drafts. Close or reload that tab.",
            Self::Silent => {
                ", so your changes are only in this tab. Download the pack, close all tabs of this page, and open it again."
            }
            Self::Elsewhere | Self::Gone | Self::Damaged => {
                ", so your changes in this tab were not saved. Download the pack before you close the tab."
            }
            Self::Unavailable(_) => {
                ". Your changes are only in this tab, so download the pack before you close it."
            }
        };
        format!("{self}{then}")
    }

    /// Why the drafts cannot be listed, and what to do.
    pub fn of_list(&self) -> String {
        let then = match self {
            Self::Newer => "Reload the page to see them.",
            Self::Blocked => "Close or reload that tab to see your drafts.",
            Self::Silent => "Close all tabs of this page and open it again to see your drafts.",
            Self::Full | Self::Elsewhere | Self::Gone | Self::Damaged | Self::Unavailable(_) => {
                "You can still open packs, edit and export them."
            }
        };
        format!("{self}. {then}")
    }
}

/// Where the open pack stands with the browser's storage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Saved {
    /// Changes are still to be written.
    #[default]
    Pending,
    /// All is written.
    Yes,
    /// Writing failed, for the reason given.
    Failed(String),
    /// Another tab has the draft, so nothing is written from here.
    Elsewhere,
}
