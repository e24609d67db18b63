//! What is shown of the editor: all that views may read, and nothing that changes it.

use std::sync::Arc;

use pack_model::deployment::Cluster;
use pack_model::{Audience, Change, History, Pack, Refusal};

use crate::drafts::comparing::Compared;
use crate::drafts::kept::Saved;
use crate::editor::Editor;
use crate::event::Dialog;
use crate::files::download::Exported;
use crate::files::work::Waiting;
use crate::message::Message;
use crate::place::location::Location;
use crate::question::Question;
use crate::workers::judged::Judged;
use crate::workers::rendering::Rendered;

/// The title while files are read.
pub const READING: &str = "Reading…";

impl Editor {
    /// The key of the open pack among the drafts; none on the start page.
    pub fn draft(&self) -> Option<&str> {
        self.draft.as_deref()
    }

    /// Whether a pack is open.
    pub fn is_open(&self) -> bool {
        self.draft.is_some()
    }

    /// What the user waits for and can stop, as the title of what shows that.
    pub fn under_way(&self) -> Option<&'static str> {
        match (self.is_opening(), self.making.is_under_way()) {
            (true, _) => Some(READING),
            (false, true) => Some("Preparing the logo…"),
            (false, false) => None,
        }
    }

    /// Whether a new pack, or one that came in, is about to be opened, which can be stopped.
    pub fn is_opening(&self) -> bool {
        self.drafts.is_opening_pack()
            || self.folders.is_picking()
            || self.waiting.iter().any(Waiting::opens_pack)
    }

    /// The pack as it is now, or was when it was closed; empty before one was opened.
    pub fn pack(&self) -> &Pack {
        self.session.pack()
    }

    /// Counts the changes of the page's life, so that no two states share a number.
    pub fn revision(&self) -> u64 {
        self.session.revision()
    }

    /// The history of the open pack.
    pub(crate) fn history(&self) -> History {
        self.session.history().clone()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.session.undo_label()
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.session.redo_label()
    }

    /// The pack as changes would leave it, or why they would be refused.
    ///
    /// # Errors
    ///
    /// If one of the changes cannot be made.
    pub fn tried(&self, changes: &[Change]) -> Result<Pack, Refusal> {
        self.session.tried(changes)
    }

    /// Where the user is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// What the workers found.
    pub fn judged(&self) -> &Arc<Judged> {
        &self.judged
    }

    /// What a cluster gets from the pack.
    pub fn rendered(&self) -> &Arc<Rendered> {
        &self.rendering.shown
    }

    /// What is assumed of the cluster.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// What the open pack is compared with.
    pub fn compared(&self) -> &Arc<Compared> {
        &self.comparing.shown
    }

    /// The page of the rule that was asked for last, with the rule's id.
    pub fn explained(&self) -> Option<&(String, String)> {
        self.explained.as_ref()
    }

    /// Whom the pack is made for.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// What the user is being told, the newest last.
    pub fn messages(&self) -> &[Message] {
        self.messages.shown()
    }

    /// The text for screen readers only.
    pub fn announcement(&self) -> &str {
        &self.said
    }

    /// Whether the pack is in the browser's storage.
    pub fn saved(&self) -> &Saved {
        &self.saved
    }

    /// The dialog that is open.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// The open question, on any screen.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// What was exported last, while the dialog of the export is open.
    pub fn exported(&self) -> Option<&Exported> {
        self.exported.as_ref()
    }
}
