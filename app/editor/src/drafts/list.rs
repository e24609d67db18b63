//! The list of drafts on the start page, with what was deleted a moment ago in its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use pack_once::sort::sort_by;

use super::kept::{Draft, StorageError};

/// A place in the list.
#[derive(Debug, Clone, PartialEq)]
pub enum DraftRow {
    /// A draft.
    Stored(Draft),
    /// A draft that was deleted a moment ago and can be put back.
    Deleted(Draft),
}

impl DraftRow {
    /// The draft.
    pub fn draft(&self) -> &Draft {
        match self {
            Self::Stored(draft) | Self::Deleted(draft) => draft,
        }
    }
}

/// The list, or why it could not be read.
pub type DraftRows = Result<Vec<DraftRow>, StorageError>;

/// The list, and what is being done with its drafts.
#[derive(Debug, Default)]
pub(super) struct List {
    rows: Option<Arc<DraftRows>>,
    /// The drafts that are being deleted or put back.
    busy: BTreeSet<String>,
    /// The copies that are being made, by their keys.
    copying: BTreeSet<String>,
    /// The drafts of which not all can be read.
    damaged: BTreeSet<String>,
}

impl List {
    /// The list, once it was read.
    pub(super) fn rows(&self) -> Option<&Arc<DraftRows>> {
        self.rows.as_ref()
    }

    /// Takes the drafts that are there now, and leaves what was deleted where it stood.
    pub(super) fn take(&mut self, drafts: Result<Vec<Draft>, StorageError>) {
        let before = self.rows.take();
        let before = before.as_deref().and_then(|rows| rows.as_ref().ok());
        let rows = drafts.map(|mut drafts| {
            for draft in &mut drafts {
                draft.is_damaged |= self.damaged.contains(&draft.id);
            }
            let drafts = newest_first(drafts).into_iter();
            let mut now: Vec<DraftRow> = drafts.map(DraftRow::Stored).collect();
            for (index, row) in before.into_iter().flatten().enumerate() {
                let is_back = now.iter().any(|other| other.draft().id == row.draft().id);
                if matches!(row, DraftRow::Deleted(_)) && !is_back {
                    now.insert(index.min(now.len()), row.clone());
                }
            }
            now
        });
        self.rows = Some(Arc::new(rows));
    }

    /// Puts another row in the place of a draft's.
    pub(super) fn turn(&mut self, id: &str, to: fn(Draft) -> DraftRow) {
        let rows = self.rows.as_mut().map(Arc::make_mut);
        let mut rows = rows.into_iter().flatten().flatten();
        if let Some(row) = rows.find(|row| row.draft().id == id) {
            *row = to(row.draft().clone());
        }
    }

    /// Takes note that a draft is being deleted or put back. Gives whether it was not already.
    pub(super) fn begin(&mut self, id: &str) -> bool {
        self.busy.insert(id.to_owned())
    }

    /// Takes note that a draft was deleted or put back, or not.
    pub(super) fn end(&mut self, id: &str) {
        self.busy.remove(id);
    }

    /// Takes note that a copy is being made.
    pub(super) fn begin_copy(&mut self, to: String) {
        self.copying.insert(to);
    }

    /// Takes note that a copy was made, or not. Gives whether it was for the list.
    pub(super) fn end_copy(&mut self, to: &str) -> bool {
        self.copying.remove(to)
    }

    /// Takes note that not all of a draft can be read.
    pub(super) fn note_damaged(&mut self, id: &str) {
        self.damaged.insert(id.to_owned());
    }

    /// Forgets the list, with what can be put back.
    pub(super) fn forget(&mut self) {
        self.rows = None;
    }
}

/// Drafts, the last changed first.
pub(crate) fn newest_first(mut drafts: Vec<Draft>) -> Vec<Draft> {
    sort_by(&mut drafts, &|a, b| b.changed.total_cmp(&a.changed));
    drafts
}
