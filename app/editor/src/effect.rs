//! Everything that the editor asks the browser to do. The result of an effect comes back as an
//! [`Event`](crate::Event).

use std::sync::Arc;

use pack_archive::Format;
use pack_model::checking::RenderFor;
use pack_model::deployment::Cluster;
use pack_model::{Audience, Pack};

use crate::drafts::journal::{Journal, SaveId};
use crate::drafts::kept::{LastPlace, Saving};
use crate::files::folder::{Expected, Writing};
use crate::place::views::Views;

/// Something that is to be done outside of the editor.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    // Drafts.
    /// Load a draft, and report it as `Loaded`.
    Load {
        /// The draft's key.
        draft: String,
        /// What it is for, which is given back.
        purpose: Purpose,
    },
    /// Write what changed of a draft, and report `SaveDone`. There is never more than one under
    /// way.
    Save(Box<Saving>),
    /// Write a journal in place of the one that the same tab wrote of the draft, and report
    /// `JournalDone`. There is never more than one under way.
    Journal(Box<Journal>),
    /// Remove journals of a draft.
    ForgetJournals {
        /// The draft's key.
        draft: String,
        /// The tabs that wrote them.
        tabs: Vec<u32>,
        /// A journal that follows this save stays.
        unless_after: Option<SaveId>,
    },
    /// Copy a draft under another key, and report it as `Copied`.
    Copy {
        /// The draft's key.
        from: String,
        /// The copy's key.
        to: String,
        /// When the copy was made, in milliseconds since 1970.
        changed: f64,
    },
    /// List the drafts, and report them as `Listed`.
    List(ListFor),
    /// Delete a draft at once and as a whole, keep it in this tab, and report `Deleted`.
    Delete(String),
    /// Put back a draft that was deleted unless there is one of its key again, and report
    /// `PutBackDone`.
    PutBack(String),
    /// Do not keep drafts that were deleted any more.
    ForgetDeleted,
    /// Ask for the draft, and report `LockGranted` or `LockRefused`, and later perhaps `LockLost`.
    Lock {
        /// The draft's key.
        draft: String,
        /// Whether it is taken from a tab that has it.
        steal: bool,
    },
    /// Give a draft free.
    Unlock(String),
    /// Remember which draft is open, for when the page is opened again.
    RememberOpen {
        /// What was remembered before.
        before: Option<String>,
        /// What is open now.
        open: Option<String>,
    },
    /// Remember where the user is in a draft.
    RememberPlace {
        /// The draft's key.
        draft: String,
        /// The place.
        place: LastPlace,
    },
    /// Scroll to where the user was in a draft, on the screen that is shown.
    Scroll {
        /// The draft's key.
        draft: String,
    },
    /// Report `TimerOver` after some milliseconds, and not what the same timer was to report
    /// before.
    StartTimer(Timer, u32),
    /// Do not report what a timer was to report.
    StopTimer(Timer),

    // Folders on disk.
    /// Read all files of a folder, but for those of tools, and report `Scanned`.
    ScanFolder {
        /// The number of its handle.
        number: u32,
        /// The folder in it: empty, or ending in `/`.
        root: String,
        /// Files that are not read if they are as expected, in the order of their paths.
        expected: Vec<Expected>,
        /// Whether it is for a save, which needs the permission to write.
        to_save: bool,
    },
    /// Write and delete files of a folder, in this order, and report `Written`.
    WriteFolder {
        /// The number of its handle.
        number: u32,
        /// The folder in it: empty, or ending in `/`.
        root: String,
        /// The files.
        files: Vec<Writing>,
    },

    // The program.
    /// Load the tools, and report `ToolsFetched`.
    FetchTools,

    // The workers.
    /// Have the pack judged, and report `Judged`.
    Judge(Box<Check>),
    /// Have the pack rendered, and report `Rendered`, or that the renderer is not there. There is never
    /// more than one of the same draft under way.
    Render(Box<Render>),

    // The pages of rules.
    /// Ask for the page of a rule, and report `Explained`.
    Explain(String),

    // Files and pictures.
    /// Hand a file to the user, and report `DownloadDone`.
    Download {
        /// The file's name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its content.
        bytes: Arc<[u8]>,
    },
    /// Write an image as PNG, and report `PngMade`.
    MakePng {
        /// Its number, which is given back.
        number: u64,
        /// Whether it is made smaller where it is heavy.
        is_light: bool,
        /// The image.
        bytes: Vec<u8>,
    },
    /// Let the user pick an image for the logo.
    PickLogo,
    /// Remember the format of an export.
    RememberFormat(Format),
    /// Remember the views that the user chose for sections.
    RememberViews(Views),

    // The screen.
    /// Show an address.
    ShowAddress {
        /// The fragment.
        address: String,
        /// Whether Back leads to the one before. Otherwise it takes the place of that.
        is_step: bool,
    },
    /// Put the link to an address into the clipboard.
    CopyLink(String),
    /// Put the focus on something that comes onto the screen.
    Focus(Focus),
    /// Say that the page answers now.
    PageReady,
    /// Load the page again, in its newest version.
    Reload,
}

/// What a draft is loaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be opened.
    Open,
    /// To open its next version.
    NextVersion,
    /// To be downloaded.
    Download,
    /// To be compared with a pack that came in.
    Compare,
    /// To be compared with the open pack.
    Changes,
    /// To become part of a file of drafts.
    Bundle,
    /// To be compared with one of several packs that came in.
    Adopt,
}

/// What the drafts are listed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFor {
    /// To be shown on the start page.
    StartPage,
    /// To find a pack that came in.
    CameIn,
    /// To find several packs that came in.
    Adopt,
    /// To compare one of them with the open pack.
    Changes,
}

/// The timers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// How long further changes are waited for before the journal is written.
    Journal,
    /// How long further changes are waited for before the pack is saved.
    Pause,
    /// How long the save of a pack that is being left is waited for before the user is asked.
    Leaving,
    /// How long saves are waited for before a draft is loaded all the same.
    Opening,
}

/// What is to be judged. The pack shares its files with the editor's.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The draft's key.
    pub draft: String,
    /// The pack.
    pub pack: Pack,
    /// Its revision.
    pub revision: u64,
    /// Whom it is judged for.
    pub audience: Audience,
}

/// What is to be rendered, and judged after that.
#[derive(Debug, Clone, PartialEq)]
pub struct Render {
    /// The pack.
    pub check: Check,
    /// What is assumed of the cluster.
    pub cluster: Cluster,
    /// What it is rendered for.
    pub purpose: RenderFor,
}

/// What takes the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// The start page's heading, unless something has the focus.
    Start,
    /// The section's heading, unless something has the focus.
    Section,
    /// The button that creates the missing file that is shown.
    Create,
    /// The row of a draft on the start page, if the button that asked for its change had the focus.
    Draft(String),
}
