//! Changes that belong together, and their result.

use super::bookmark::Bookmark;
use super::change::Change;
use crate::pack::path::FilePath;
use crate::pack::place::Place;

/// Changes that are made and undone together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// What it does, as a command without a full stop: "Rename chart". Shown after "Undo".
    pub label: String,
    /// The changes, each for the pack after the changes before it.
    pub changes: Vec<Change>,
    /// Where the user was; undo goes back there.
    pub place: Option<Place>,
    /// The screen on which that was; undo shows it again.
    pub screen: Option<Bookmark>,
    /// Transactions in a row with the same key become one step, such as the keystrokes in one
    /// field.
    pub merge: Option<String>,
}

impl Transaction {
    /// Changes that make a step of their own.
    pub fn new(label: impl Into<String>, changes: Vec<Change>) -> Self {
        Self {
            label: label.into(),
            changes,
            place: None,
            screen: None,
            merge: None,
        }
    }

    /// The same, remembering where the user was.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, remembering on which screen it was made.
    #[must_use]
    pub fn on(mut self, screen: Bookmark) -> Self {
        self.screen = Some(screen);
        self
    }

    /// The same, joined with the step before if that has the same key.
    #[must_use]
    pub fn merging(mut self, key: impl Into<String>) -> Self {
        self.merge = Some(key.into());
        self
    }
}

/// What applying, undoing or redoing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The step's label.
    pub label: String,
    /// Where the step was made.
    pub place: Option<Place>,
    /// The screen on which it was made, as the transaction said.
    pub screen: Option<Bookmark>,
    /// The files that changed.
    pub touched: Vec<FilePath>,
}
