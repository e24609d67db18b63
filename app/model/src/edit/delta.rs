//! The changes from one state of a session to a later one: small where little was changed, so that they
//! can be stored after every key.

use serde::{Deserialize, Serialize};

use super::file_edit::Edit;
use super::history::{Difference, History};
use crate::pack::Pack;

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
        Self {
            edits: Edit::between(before.0, after.0),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Change, Session, Transaction};
    use crate::pack::file::File;
    use crate::pack::path::FilePath;
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
