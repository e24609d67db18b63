//! An open pack with the history of its changes: the only place where a pack is changed.

mod fitting;
#[cfg(test)]
mod tests;

use pack_once::sort::sort;

use super::change::{Change, Refusal};
use super::file_edit::{self, Edit};
use super::history::{Direction, History, Step};
use super::transaction::{Applied, Transaction};
use crate::pack::Pack;
use crate::pack::path::FilePath;
use crate::pack::place::{Part, Place};

/// An open pack and its history.
#[derive(Debug, Clone, Default)]
pub struct Session {
    pack: Pack,
    revision: u64,
    history: History,
}

impl Session {
    /// Opens a pack, without history.
    pub fn open(pack: Pack) -> Self {
        Self {
            pack,
            ..Self::default()
        }
    }

    /// Opens a pack with the history that leads to it. Revisions count on from `revision`, so that
    /// two packs never have the same ones.
    pub fn reopen(pack: Pack, history: History, revision: u64) -> Self {
        Self {
            pack,
            revision,
            history,
        }
    }

    /// The pack as it is now.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Counts every change, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The steps that can be undone and redone, to be stored.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        Some(&self.history.next(Direction::Undo)?.label)
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        Some(&self.history.next(Direction::Redo)?.label)
    }

    /// Makes all changes of a transaction, or none; `Ok(None)` if they change nothing.
    pub fn apply(&mut self, transaction: Transaction) -> Result<Option<Applied>, Refusal> {
        let (pack, inverse) = self.made(&transaction.changes)?;
        if inverse.is_empty() {
            return Ok(None);
        }
        let applied = Applied {
            label: transaction.label.clone(),
            place: transaction.place.clone(),
            screen: transaction.screen.clone(),
            touched: touched(&inverse),
        };
        self.pack = pack;
        self.revision += 1;
        self.history.forget_redo();
        self.remember(Step {
            label: transaction.label,
            place: transaction.place,
            screen: transaction.screen,
            merge: transaction.merge,
            edits: inverse,
        });
        Ok(Some(applied))
    }

    /// The pack before all steps that can be undone.
    pub fn first(&self) -> Pack {
        let mut session = self.clone();
        while session.undo().is_some() {}
        session.pack
    }

    /// The pack as changes would leave it, or why they would be refused.
    pub fn tried(&self, changes: &[Change]) -> Result<Pack, Refusal> {
        self.made(changes).map(|(pack, _)| pack)
    }

    /// The pack that changes leave, and the edits that take them back.
    fn made(&self, changes: &[Change]) -> Result<(Pack, Vec<Edit>), Refusal> {
        let mut pack = self.pack.clone();
        let mut inverse = Vec::new();
        for change in changes {
            for edit in change.edits(&pack)? {
                let path = edit.path().clone();
                let taken_back = edit.apply(&mut pack).ok_or(Refusal::NotText(path))?;
                inverse.push(taken_back);
            }
        }
        inverse.reverse();
        Ok((pack, inverse))
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Applied> {
        self.travel(Direction::Undo, Direction::Redo)
    }

    /// Redoes the step that was undone last.
    pub fn redo(&mut self) -> Option<Applied> {
        self.travel(Direction::Redo, Direction::Undo)
    }

    /// Ends the merging of keystrokes: the next transaction begins a step of its own.
    pub fn end_step(&mut self) {
        self.history.end_step();
    }

    /// Adds a step to the history, or joins it with the last one if both have the same merge key.
    /// Joined steps that change nothing, such as a letter typed and deleted, are dropped.
    fn remember(&mut self, mut step: Step) {
        let last = self.history.next(Direction::Undo);
        let joins = last.is_some_and(|last| last.merge.is_some() && last.merge == step.merge);
        if joins && let Some(last) = self.history.take(Direction::Undo) {
            file_edit::append(&mut step.edits, last.edits);
            if step
                .edits
                .iter()
                .all(|edit| edit.changes_nothing(&self.pack))
            {
                return;
            }
        }
        self.history.put(Direction::Undo, step);
    }

    /// Makes the next step in a direction, and keeps its inverse for the other direction. If that
    /// fails, the history does not belong to this pack and is dropped.
    fn travel(&mut self, direction: Direction, back: Direction) -> Option<Applied> {
        let step = self.history.take(direction)?;
        let mut pack = self.pack.clone();
        let mut inverse = Vec::new();
        for edit in step.edits {
            let Some(taken_back) = edit.apply(&mut pack) else {
                self.history.clear();
                return None;
            };
            inverse.push(taken_back);
        }
        let place = step
            .place
            .map(|place| moved(&place, inverse.last()).unwrap_or(place));
        inverse.reverse();
        self.pack = pack;
        self.revision += 1;
        let applied = Applied {
            label: step.label.clone(),
            place: place.clone(),
            screen: step.screen.clone(),
            touched: touched(&inverse),
        };
        let step = Step {
            label: step.label,
            place,
            screen: step.screen,
            merge: None,
            edits: inverse,
        };
        self.history.put(back, step);
        Some(applied)
    }
}

/// For a place in a text: right after what the last edit inserted, which its inverse tells. Places
/// by path do not move.
fn moved(place: &Place, last: Option<&Edit>) -> Option<Place> {
    match last? {
        Edit::Text { path, edits } if matches!(place.part, Part::Text { .. }) => {
            let end = edits.last()?.range.end;
            (*path == place.file).then(|| Place::text(path.clone(), end..end))
        }
        _ => None,
    }
}

/// The files of edits, each once.
fn touched(edits: &[Edit]) -> Vec<FilePath> {
    let mut paths: Vec<_> = edits.iter().map(|edit| edit.path().clone()).collect();
    sort(&mut paths);
    paths.dedup();
    paths
}
