//! An open pack with the history of its changes: the only place where a pack is changed.

use super::change::{Change, Refusal};
use super::file_edit::{self, Edit};
use super::history::{History, Side, Step};
use crate::pack::Pack;
use crate::path::FilePath;
use crate::place::{Part, Place};

/// Changes that are made, and taken back, together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// What it does, as a command without a full stop: "Rename chart". Shown after "Undo".
    pub label: String,
    /// The changes, each made in the pack that the ones before it left.
    pub changes: Vec<Change>,
    /// Where the user was; undo leads back there.
    pub place: Option<Place>,
    /// The screen on which that was, in the page's own words; undo gives it back.
    pub screen: Option<String>,
    /// Transactions in a row with the same key become one step: the keystrokes of one field.
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
    pub fn on(mut self, screen: impl Into<String>) -> Self {
        self.screen = Some(screen.into());
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
    pub screen: Option<String>,
    /// The files that changed.
    pub touched: Vec<FilePath>,
}

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

    /// Opens a pack with the history that leads to it. Its revisions go on from a number, so that
    /// those of two packs never meet.
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

    /// The steps back and forth, to be kept elsewhere.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        Some(&self.history.next(Side::Undo)?.label)
    }

    /// What redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        Some(&self.history.next(Side::Redo)?.label)
    }

    /// Makes all changes of a transaction, or none; `Ok(None)` where nothing is different afterwards.
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

    /// Makes those of several transactions that still fit, given in the order of their places. All are
    /// meant for the pack as it is now. They are made from the last to the first, so that removing an
    /// item of a list does not move those still to come. Two of them may have one cause; then mending
    /// one leaves nothing to do for the other.
    pub fn apply_what_fits(&mut self, transactions: Vec<Transaction>) {
        let base = self.pack.clone();
        self.seal();
        for mut transaction in transactions.into_iter().rev() {
            let changes = transaction.changes.into_iter();
            let carried = changes.map(|change| change.carried(&base, &self.pack));
            if let Some(changes) = carried.collect() {
                transaction.changes = changes;
                // What is refused now was mended with another one.
                let _ = self.apply(transaction);
            }
        }
        self.seal();
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
        self.travel(Side::Undo, Side::Redo)
    }

    /// Makes the step that was last taken back again.
    pub fn redo(&mut self) -> Option<Applied> {
        self.travel(Side::Redo, Side::Undo)
    }

    /// Ends the merging of keystrokes: the next transaction begins a step of its own.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Adds a step to the history, or to the last one where both carry the same key. Steps that
    /// together lead nowhere, such as a letter typed and deleted, are none.
    fn remember(&mut self, mut step: Step) {
        let last = self.history.next(Side::Undo);
        let joins = last.is_some_and(|last| last.merge.is_some() && last.merge == step.merge);
        if joins && let Some(last) = self.history.take(Side::Undo) {
            file_edit::append(&mut step.edits, last.edits);
            if step.edits.iter().all(|edit| edit.is_idle(&self.pack)) {
                return;
            }
        }
        self.history.put(Side::Undo, step);
    }

    /// Goes over the next step of a side, and has the step that leads back on the other side. Where
    /// that cannot be done, the history does not belong to this pack and is given up.
    fn travel(&mut self, side: Side, back: Side) -> Option<Applied> {
        let step = self.history.take(side)?;
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

/// The place in a text behind what the last edit put there, known by the edit that takes it back.
/// Places in a document go by path and need not move.
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
    paths.sort();
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::edit::typing::Stroke;
    use crate::file::File;
    use pack_syntax::{Pointer, TextEdit};

    fn path(path: &str) -> FilePath {
        FilePath::new(path).unwrap()
    }

    #[test]
    fn what_is_tried_is_not_done() {
        let session = opened();
        let tried = session.tried(&name("b").changes).unwrap();
        assert_eq!(tried.manifest().name().as_deref(), Some("b"));
        assert_eq!(session.pack(), opened().pack());
        assert!(session.undo_label().is_none());
    }

    fn opened() -> Session {
        let mut pack = Pack::default();
        pack.put(
            path("pack.json"),
            Some(File::of_text("{\n  \"name\": \"a\"\n}\n")),
        );
        Session::open(pack)
    }

    fn name(to: &str) -> Transaction {
        let pointer: Pointer = Pointer::root().child("name");
        Transaction::new(
            "Change name",
            vec![Change::Set {
                file: path("pack.json"),
                pointer,
                value: json!(to),
            }],
        )
    }

    #[test]
    fn items_of_a_list_are_mended_from_the_last_to_the_first() {
        let list: Vec<u32> = (0..12).collect();
        let mut pack = Pack::default();
        let text = json!({ "list": list }).to_string();
        pack.put(path("pack.json"), Some(File::of_text(&text)));
        let mut session = Session::open(pack);
        let steps = [2, 10].map(|index| {
            let pointer = Pointer::from_iter(["list", &index.to_string()]);
            let file = path("pack.json");
            Transaction::new("Mend", vec![Change::Remove { file, pointer }]).merging("all")
        });
        session.apply_what_fits(steps.into());
        let left = session.pack().text("pack.json");
        assert_eq!(left, Some("{\"list\":[0,1,3,4,5,6,7,8,9,11]}"));
    }

    #[test]
    fn undo_and_redo_lead_through_every_step() {
        let mut session = opened();
        let start = session.pack().clone();
        session.apply(name("b")).unwrap().unwrap();
        let put = Change::PutFile {
            path: path("README.md"),
            file: File::of_text("# B\n"),
        };
        session
            .apply(Transaction::new("Add README.md", vec![put]))
            .unwrap()
            .unwrap();
        let end = session.pack().clone();

        assert_eq!(session.undo_label(), Some("Add README.md"));
        assert_eq!(session.undo().unwrap().touched, [path("README.md")]);
        session.undo().unwrap();
        assert_eq!(session.pack(), &start);
        assert_eq!(session.undo(), None);
        assert_eq!(session.redo_label(), Some("Change name"));
        session.redo().unwrap();
        session.redo().unwrap();
        assert_eq!(session.pack(), &end);
        assert_eq!(session.revision(), 6);
    }

    #[test]
    fn keystrokes_of_one_field_are_one_step_until_sealed() {
        let mut session = opened();
        let start = session.pack().clone();
        for text in ["ab", "abc", "abcd"] {
            session.apply(name(text).merging("name")).unwrap();
        }
        session.seal();
        session.apply(name("x").merging("name")).unwrap();
        session.undo().unwrap();
        assert!(session.pack().text("pack.json").unwrap().contains("abcd"));
        session.undo().unwrap();
        assert_eq!(session.pack(), &start);
        session.redo().unwrap();
        assert!(session.pack().text("pack.json").unwrap().contains("abcd"));
    }

    #[test]
    fn undo_and_redo_lead_to_where_the_text_changed() {
        let mut session = opened();
        let at = |at: usize| Place::text(path("pack.json"), at..at);
        for (from, insert) in [(2, "x"), (3, "y"), (4, "z")] {
            let strokes = vec![Stroke {
                from,
                to: from,
                insert: insert.to_owned(),
            }];
            let file = path("pack.json");
            let step = Transaction::new("Edit pack.json", vec![Change::Type { file, strokes }]);
            session.apply(step.at(at(from)).merging("text")).unwrap();
        }
        assert!(
            session
                .pack()
                .text("pack.json")
                .unwrap()
                .starts_with("{\nxyz")
        );
        assert_eq!(session.undo().unwrap().place, Some(at(2)));
        assert_eq!(session.redo().unwrap().place, Some(at(5)));
    }

    #[test]
    fn keystrokes_that_touch_become_one_edit() {
        let mut session = opened();
        let typed: String = std::iter::repeat_n("typing ", 100).collect();
        for (from, letter) in typed.chars().enumerate() {
            let strokes = vec![Stroke {
                from,
                to: from,
                insert: letter.to_string(),
            }];
            let file = path("pack.json");
            let step = Transaction::new("Edit", vec![Change::Type { file, strokes }]);
            session.apply(step.merging("text")).unwrap();
        }
        let step = session.history().next(Side::Undo).unwrap();
        let taken_away = TextEdit::remove(0..typed.len());
        assert_eq!(
            step.edits,
            [Edit::Text {
                path: path("pack.json"),
                edits: vec![taken_away]
            }]
        );
    }

    #[test]
    fn keystrokes_that_lead_nowhere_are_no_step() {
        let mut session = opened();
        for text in ["ab", "a"] {
            session.apply(name(text).merging("name")).unwrap();
        }
        assert_eq!(session.undo_label(), None);
        assert_eq!(session.revision(), 2);
    }

    #[test]
    fn a_history_goes_on_where_it_was_kept() {
        let mut session = opened();
        for text in ["b", "c"] {
            let step = name(text).on("overview");
            session.apply(step.merging("name")).unwrap();
            session.seal();
        }
        session.undo().unwrap();
        let kept = serde_json::to_string(&session.history().steps().collect::<Vec<_>>()).unwrap();
        let history = History::of(serde_json::from_str(&kept).unwrap());
        let mut again = Session::reopen(session.pack().clone(), history, 9);
        assert_eq!(again.redo().unwrap().screen, Some("overview".to_owned()));
        assert!(again.pack().text("pack.json").unwrap().contains("\"c\""));
        again.undo().unwrap();
        again.undo().unwrap();
        assert_eq!(again.pack(), opened().pack());
        assert_eq!(again.undo(), None);
    }

    #[test]
    fn a_history_of_another_pack_is_given_up() {
        let mut session = opened();
        session.apply(name("a longer name")).unwrap();
        let history = session.history().clone();
        let mut other = Session::reopen(Pack::default(), history, 0);
        assert_eq!(other.undo(), None);
        assert_eq!((other.undo_label(), other.revision()), (None, 0));
    }

    #[test]
    fn a_refused_change_leaves_everything_as_it_was() {
        let mut session = opened();
        let before = session.pack().clone();
        let mut transaction = name("b");
        transaction.changes.push(Change::RemoveFile {
            path: path("nothing.txt"),
        });
        assert_eq!(
            session.apply(transaction),
            Err(Refusal::NoFile(path("nothing.txt")))
        );
        assert_eq!(session.pack(), &before);
        assert_eq!(session.revision(), 0);
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut session = opened();
        assert_eq!(session.apply(name("a")), Ok(None));
        assert_eq!(session.undo_label(), None);
    }
}
