//! What is done with the tools, and may have to wait for them.

use pack_archive::{Entry, Format};
use pack_model::Diagnostic;
use pack_model::import::Unpacked;
use pack_model::template::Template;

use crate::drafts::kept::Loaded;
use crate::drafts::new_pack::Joining;
use crate::drafts::next::Next;

/// What is done with the tools.
#[derive(Debug)]
pub(crate) enum Work {
    /// The open pack is exported, and something else is opened in its place once that is done.
    Export { format: Format, then: Option<Next> },
    /// A logo is drawn for the open pack.
    DrawLogo,
    /// The archives of a finding's fixes are made, and then the fix with an id is asked for. The
    /// finding is about the pack at a revision.
    Package {
        found: Box<Diagnostic>,
        id: String,
        revision: u64,
    },
    /// Files are added to the open pack.
    AddFiles(Vec<Entry>),
    /// The same, where they go being known.
    Join(Box<Joining>),
    /// A pack is made of a template and opened.
    Make(&'static Template),
    /// A pack is made of charts or manifests and opened.
    NewPack(Unpacked),
    /// A draft is downloaded, whatever is open.
    DownloadDraft(Box<Loaded>),
    /// Drafts are downloaded as one file, whatever is open.
    Bundle,
}

/// Work that waits for the tools.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// The draft that was open when it was asked for.
    pub(crate) draft: Option<String>,
    /// What is done.
    pub(crate) work: Work,
}

impl Waiting {
    /// What is opened in place of the open pack once the work is done.
    pub(crate) fn next(&self) -> Option<&Next> {
        match &self.work {
            Work::Export { then, .. } => then.as_ref(),
            _ => None,
        }
    }

    /// Whether the work opens a pack.
    pub(crate) fn opens_pack(&self) -> bool {
        matches!(self.work, Work::Make(_) | Work::NewPack(_))
    }
}

/// What is said where another pack was opened, or the pack closed, while work waited for the tools.
/// Nothing for work that is done whatever is open.
pub(crate) fn not_done(work: &Work) -> Option<&'static str> {
    let text = match work {
        Work::Export { .. } => {
            "The pack was not exported, because you left it first. Open it and export it again."
        }
        Work::DrawLogo => {
            "The logo was not generated, because you left the pack first. Open it and try again."
        }
        Work::Package { .. } => {
            "The chart was not packaged, because you left the pack first. Open it and try again."
        }
        Work::AddFiles(_) | Work::Join(_) => {
            "The files were not added, because you left the pack first. Open it and add them again."
        }
        Work::DownloadDraft(_) | Work::Bundle => return None,
        Work::Make(_) | Work::NewPack(_) => {
            "The new pack was not created, because you opened another pack first. Go to the start page and try again."
        }
    };
    Some(text)
}
