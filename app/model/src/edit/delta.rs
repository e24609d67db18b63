//! The changes from one state of a session to a later one: small where little was changed, so that they
//! can be stored after every key.

use serde::{Deserialize, Serialize};

use super::file_edit::Edit;
use super::history::{Difference, History};
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;
use pack_syntax::TextEdit;

/// The edits and the steps between two states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// The edits of files, which lead from the earlier pack to the later one.
    pub edits: Vec<Edit>,
    /// The steps that the history lost and got.
    pub steps: Difference,
}

impl Delta {
    /// What makes a later state of an earlier one.
    pub fn between(before: (&Pack, &History), after: (&Pack, &History)) -> Self {
        let files = before.0.differences(after.0).into_iter();
        let edits = files.map(|(path, file)| {
            let old = before.0.file(path.as_str());
            edit(path, old, file)
        });
        Self {
            edits: edits.collect(),
            steps: before.1.difference(after.1),
        }
    }

    /// Roughly its size, in bytes.
    pub fn weight(&self) -> usize {
        let steps = self.steps.added.iter();
        let edits = self
            .edits
            .iter()
            .chain(steps.flat_map(|numbered| &numbered.step.edits));
        edits.map(Edit::weight).sum()
    }

    /// The later state; nothing if this does not fit the earlier one. A history that was not readable
    /// stays so.
    pub fn onto(&self, pack: &Pack, history: Option<&History>) -> Option<(Pack, Option<History>)> {
        let mut pack = pack.clone();
        for edit in &self.edits {
            edit.clone().apply(&mut pack)?;
        }
        let history = match history {
            Some(history) => Some(history.with(&self.steps)?),
            None => None,
        };
        Some((pack, history))
    }
}

/// The edit that makes a file of what it was: of texts, only what lies between their equal beginnings
/// and ends is replaced.
fn edit(path: FilePath, old: Option<&File>, new: Option<File>) -> Edit {
    if let (Some(old), Some(now)) = (old, &new)
        && old.executable == now.executable
        && let (Some(old), Some(now)) = (old.text(), now.text())
    {
        let start = boundary(old, now, equal_start(old.as_bytes(), now.as_bytes()));
        let (old_rest, now_rest) = (old[start..].bytes().rev(), now[start..].bytes().rev());
        let end = old_rest.zip(now_rest).take_while(|(a, b)| a == b).count();
        let is_boundary = |end: &usize| {
            old.is_char_boundary(old.len() - end) && now.is_char_boundary(now.len() - end)
        };
        let end = (0..=end).rev().find(is_boundary).unwrap_or_default();
        return Edit::Text {
            path,
            edits: vec![TextEdit {
                range: start..old.len() - end,
                insert: now[start..now.len() - end].to_owned(),
            }],
        };
    }
    Edit::Put { path, file: new }
}

/// How many bytes at the start of both are equal. Long texts are compared block by block, which is several times
/// as quick as byte by byte.
fn equal_start(one: &[u8], other: &[u8]) -> usize {
    const BLOCK: usize = 256;
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK));
    let blocks = blocks.take_while(|(one, other)| one == other).count() * BLOCK;
    let bytes = one[blocks..].iter().zip(&other[blocks..]);
    blocks + bytes.take_while(|(one, other)| one == other).count()
}

/// The last place up to another one at which a character begins in both texts.
fn boundary(old: &str, now: &str, at: usize) -> usize {
    let is_boundary = |at: &usize| old.is_char_boundary(*at) && now.is_char_boundary(*at);
    (0..=at).rev().find(is_boundary).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Change, Session, Transaction};
    use proptest::prelude::*;

    fn put(session: &mut Session, path: &str, text: Option<&str>) {
        let path = FilePath::new(path).unwrap();
        let change = match text {
            Some(text) => Change::put_file(path, File::of_text(text)),
            None => Change::remove_file(path),
        };
        // What is not there cannot be removed.
        let _ = session.apply(Transaction::new("Write", vec![change]));
    }

    #[test]
    fn a_key_in_a_long_text_is_a_small_edit() {
        let mut session = Session::default();
        let long = "key: value\n".repeat(5_000);
        put(&mut session, "values.yaml", Some(&long));
        let before = session.clone();
        let middle = long.len() / 2;
        let typed = format!("{}ü{}", &long[..middle], &long[middle..]);
        put(&mut session, "values.yaml", Some(&typed));
        let delta = Delta::between(
            (before.pack(), before.history()),
            (session.pack(), session.history()),
        );
        let [Edit::Text { edits, .. }] = delta.edits.as_slice() else {
            panic!("{:?}", delta.edits);
        };
        assert_eq!(edits[0].insert, "ü");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut session = Session::default();
        put(&mut session, "a.txt", Some("one two"));
        let before = session.clone();
        put(&mut session, "a.txt", Some("one two three"));
        let delta = Delta::between(
            (before.pack(), before.history()),
            (session.pack(), session.history()),
        );
        assert_eq!(delta.onto(&Pack::default(), None), None);
        let mut undone = session.clone();
        undone.undo();
        let delta = Delta::between(
            (session.pack(), session.history()),
            (undone.pack(), undone.history()),
        );
        let other = History::default();
        assert_eq!(delta.onto(session.pack(), Some(&other)), None);
    }

    proptest! {
        #[test]
        fn a_delta_leads_to_the_later_state(
            before in prop::collection::vec(("[ab]", prop::option::of("[aöb]{0,4}")), 0..4),
            after in prop::collection::vec(("[ab]", prop::option::of("[aöb]{0,4}")), 0..4),
            undone in 0_usize..3,
        ) {
            let mut session = Session::default();
            for (path, text) in &before {
                put(&mut session, path, text.as_deref());
            }
            let earlier = session.clone();
            for _ in 0..undone {
                session.undo();
            }
            for (path, text) in &after {
                put(&mut session, path, text.as_deref());
            }
            let state = |session: &Session| (session.pack().clone(), session.history().clone());
            let (pack, history) = state(&session);
            let delta = Delta::between(
                (earlier.pack(), earlier.history()),
                (&pack, &history),
            );
            let (found, steps) = delta.onto(earlier.pack(), Some(earlier.history())).unwrap();
            prop_assert_eq!(found, pack);
            let numbers = |history: &History| {
                history.steps().map(|step| (step.number, step.direction)).collect::<Vec<_>>()
            };
            prop_assert_eq!(numbers(&steps.unwrap()), numbers(&history));
        }
    }
}
