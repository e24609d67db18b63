//! What is under way: a draft that is being opened, and a pack that is being left.

use pack_model::Pack;

use super::new_pack::NewOnes;
use super::next::Next;
use crate::message::Message;

/// Something that is about to be opened.
#[derive(Debug)]
pub(super) struct Opening {
    /// How far it is.
    pub(super) stage: Stage,
    /// What is said once it is open.
    pub(super) messages: Vec<Message>,
}

/// How far an opening is.
#[derive(Debug)]
pub(super) enum Stage {
    /// The draft's lock was asked for.
    Locking { draft: String, then: WhereLocked },
    /// A copy of a draft is being made, under this key.
    Copying { to: String },
    /// Saves are under way, one of which may be the draft's.
    WaitingToLoad { draft: String },
    /// The draft is being loaded.
    Loading { draft: String },
    /// New charts are being rendered, before they are opened or join the draft. The renderer knows the pack
    /// with them by this revision.
    Rendering {
        draft: String,
        new_ones: NewOnes,
        revision: u64,
    },
    /// Saves are under way, one of which may be of the pack that came in.
    WaitingToFind { pack: Box<Pack> },
    /// The drafts are being listed, to search them for the pack that came in.
    Listing { pack: Box<Pack> },
    /// The drafts that may be the pack that came in are compared with it, the last one first.
    Comparing {
        pack: Box<Pack>,
        drafts: Vec<String>,
        /// Whether one of them is another pack, and not just one that cannot be read.
        is_any_other: bool,
    },
}

/// What becomes of a draft that is to be opened where another tab has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhereLocked {
    /// The user is asked.
    Ask,
    /// It is opened here.
    Take,
    /// It stays where it is, without a word.
    Stay,
}

impl Opening {
    /// The revision by which the renderer knows the new pack, while that is being rendered.
    pub(super) fn rendering(&self) -> Option<u64> {
        match &self.stage {
            Stage::Rendering { revision, .. } => Some(*revision),
            _ => None,
        }
    }

    /// Whether files are to join the open pack then.
    pub(super) fn is_joining(&self) -> bool {
        let Stage::Rendering { new_ones, .. } = &self.stage else {
            return false;
        };
        matches!(new_ones, NewOnes::Joining(..))
    }

    /// Whether a pack that came in is opened, and not yet a draft in its place.
    pub(super) fn is_of_pack(&self) -> bool {
        matches!(
            self.stage,
            Stage::Rendering { .. }
                | Stage::WaitingToFind { .. }
                | Stage::Listing { .. }
                | Stage::Comparing { .. }
        )
    }

    /// The draft that is being opened, whose lock is kept until then.
    pub(super) fn draft(&self) -> Option<&str> {
        match &self.stage {
            Stage::Locking { draft, .. }
            | Stage::WaitingToLoad { draft }
            | Stage::Loading { draft } => Some(draft),
            Stage::Copying { .. }
            | Stage::Rendering { .. }
            | Stage::WaitingToFind { .. }
            | Stage::Listing { .. }
            | Stage::Comparing { .. } => None,
        }
    }
}

/// A pack that is being left.
#[derive(Debug)]
pub(super) struct Leaving {
    pub(super) next: Next,
    /// The key of the copy that what only this tab has is kept as.
    pub(super) copy: Option<String>,
    /// Whether what only this tab has could not be kept as a copy.
    pub(super) is_copy_failed: bool,
}
