//! The history of an open pack: the steps that undo and redo make, as edits and not as whole packs.
//!
//! Each step has a number, and a new step gets a higher one than any before. So a stored history is
//! updated by removing the numbers that are removed and adding those that are new.

use std::sync::Arc;

use pack_once::sort::{sort, sort_by};
use serde::{Deserialize, Serialize};

use super::bookmark::Bookmark;
use super::file_edit::Edit;
use crate::pack::place::Place;

/// How many bytes the steps that can be undone may take before the oldest is dropped.
const LIMIT: usize = 16 << 20;

/// The least that a step counts, in bytes.
const LEAST: usize = 1 << 10;

/// A step in one direction: its edits, in the order to apply them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it does, as a command.
    pub label: String,
    /// Where it was made.
    pub place: Option<Place>,
    /// The screen on which it was made.
    pub screen: Option<Bookmark>,
    /// The edits.
    pub edits: Vec<Edit>,
    /// Steps in a row with the same key become one. A step that was stored is complete.
    #[serde(skip)]
    pub(crate) merge: Option<String>,
}

impl Step {
    /// Roughly the memory that it takes, in bytes.
    fn weight(&self) -> usize {
        LEAST.max(self.edits.iter().map(Edit::weight).sum())
    }
}

/// The direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Back.
    Undo,
    /// Redo.
    Redo,
}

/// A step of a history under its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedStep {
    /// The number, which no other step of the same history ever gets.
    pub number: u64,
    /// Its direction. Stored drafts call it `side`.
    #[serde(rename = "side")]
    pub direction: Direction,
    /// The step. Cloning shares it.
    pub step: Arc<Step>,
}

/// What changed between a history and a later one of the same pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The numbers of removed steps.
    pub removed: Vec<u64>,
    /// New steps.
    pub added: Vec<NumberedStep>,
}

/// The steps to undo and to redo. Cloning shares them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    undo: Vec<NumberedStep>,
    redo: Vec<NumberedStep>,
    last: u64,
    /// The sum of the weights of the steps to undo.
    weight: usize,
}

impl History {
    /// The history of these steps, which may come in any order.
    pub fn of(mut steps: Vec<NumberedStep>) -> Self {
        sort_by(&mut steps, &|one, other| one.number.cmp(&other.number));
        let last = steps.last().map_or(0, |numbered| numbered.number);
        let (undo, redo): (Vec<NumberedStep>, _) = steps
            .into_iter()
            .partition(|numbered| numbered.direction == Direction::Undo);
        Self {
            weight: undo.iter().map(|numbered| numbered.step.weight()).sum(),
            undo,
            redo,
            last,
        }
    }

    /// Whether nothing can be undone or redone.
    pub fn is_empty(&self) -> bool {
        self.undo.is_empty() && self.redo.is_empty()
    }

    /// What to remove from this history and add to it to get a later one.
    pub fn difference(&self, later: &Self) -> Difference {
        let (before, after) = (self.numbers(), later.numbers());
        let lacks = |numbers: &[u64], number| numbers.binary_search(number).is_err();
        let added = later.steps().filter(|step| lacks(&before, &step.number));
        let removed = before.iter().filter(|number| lacks(&after, number));
        Difference {
            removed: removed.copied().collect(),
            added: added.cloned().collect(),
        }
    }

    /// The later history that a difference leads to; nothing if it is not one of this history.
    pub(crate) fn with(&self, difference: &Difference) -> Option<Self> {
        let numbers = self.numbers();
        let is_there = |number: &u64| numbers.binary_search(number).is_ok();
        if !difference.removed.iter().all(is_there) {
            return None;
        }
        let stays = |step: &&NumberedStep| !difference.removed.contains(&step.number);
        let stay = self.steps().filter(stays);
        let mut later = Self::of(stay.chain(&difference.added).cloned().collect());
        // Numbers of removed steps are not given again.
        later.last = later.last.max(self.last);
        Some(later)
    }

    /// The numbers of all steps in their order.
    fn numbers(&self) -> Vec<u64> {
        let mut numbers: Vec<_> = self.steps().map(|numbered| numbered.number).collect();
        sort(&mut numbers);
        numbers
    }

    /// All steps, those to undo first.
    pub fn steps(&self) -> impl Iterator<Item = &NumberedStep> {
        self.undo.iter().chain(&self.redo)
    }

    /// The next step in a direction.
    pub(crate) fn next(&self, direction: Direction) -> Option<&Step> {
        let numbered = match direction {
            Direction::Undo => self.undo.last(),
            Direction::Redo => self.redo.last(),
        };
        numbered.map(|numbered| &*numbered.step)
    }

    /// The next step in a direction, taken out of the history.
    pub(crate) fn take(&mut self, direction: Direction) -> Option<Step> {
        let numbered = match direction {
            Direction::Undo => self.undo.pop(),
            Direction::Redo => self.redo.pop(),
        }?;
        if direction == Direction::Undo {
            self.weight -= numbered.step.weight();
        }
        Some(Arc::unwrap_or_clone(numbered.step))
    }

    /// Adds a step that becomes the next one in a direction. Old steps past the limit are dropped, but
    /// never the newest one.
    pub(crate) fn put(&mut self, direction: Direction, step: Step) {
        self.last += 1;
        let numbered = NumberedStep {
            number: self.last,
            direction,
            step: Arc::new(step),
        };
        match direction {
            Direction::Redo => self.redo.push(numbered),
            Direction::Undo => {
                let older = self.weight;
                self.weight += numbered.step.weight();
                self.undo.push(numbered);
                self.trim(older);
            }
        }
    }

    /// Drops the oldest steps to undo while those before the newest weigh more than the limit.
    fn trim(&mut self, mut older: usize) {
        let too_old = self.undo.iter().take_while(|numbered| {
            let goes = older > LIMIT;
            if goes {
                older -= numbered.step.weight();
            }
            goes
        });
        for numbered in self.undo.drain(..too_old.count()) {
            self.weight -= numbered.step.weight();
        }
    }

    /// Drops the steps to redo: another change was made.
    pub(crate) fn forget_redo(&mut self) {
        self.redo.clear();
    }

    /// Ends the merging of steps: the next one is a step of its own.
    pub(crate) fn end_step(&mut self) {
        if let Some(numbered) = self.undo.last_mut()
            && numbered.step.merge.is_some()
        {
            Arc::make_mut(&mut numbered.step).merge = None;
        }
    }

    /// Drops all steps: they do not fit the pack.
    pub(crate) fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
        self.weight = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::File;
    use crate::pack::path::FilePath;

    fn step(label: &str, bytes: usize) -> Step {
        Step {
            label: label.to_owned(),
            place: None,
            screen: None,
            edits: vec![Edit::Put {
                path: FilePath::of("a.bin"),
                file: Some(File::new(vec![0; bytes])),
            }],
            merge: None,
        }
    }

    fn labels(history: &History) -> Vec<&str> {
        history
            .steps()
            .map(|numbered| numbered.step.label.as_str())
            .collect()
    }

    #[test]
    fn the_oldest_steps_go_first_and_the_newest_never() {
        let mut history = History::default();
        for (label, bytes) in [("a", LIMIT / 2), ("b", LIMIT / 2 - 500), ("c", 9)] {
            history.put(Direction::Undo, step(label, bytes));
        }
        assert_eq!(labels(&history), ["a", "b", "c"]);
        history.put(Direction::Undo, step("d", LIMIT * 2));
        assert_eq!(labels(&history), ["b", "c", "d"]);
        history.put(Direction::Undo, step("e", 1));
        assert_eq!(labels(&history), ["e"]);
    }

    #[test]
    fn many_small_steps_have_an_end_too() {
        let mut history = History::default();
        for _ in 0..20_000 {
            history.put(Direction::Undo, step("a", 1));
        }
        assert_eq!(history.undo.len(), LIMIT / LEAST + 1);
        assert_eq!(history.weight, LIMIT + LEAST);
    }

    #[test]
    fn a_kept_history_follows_by_differences() {
        let mut history = History::default();
        let mut numbered: Vec<NumberedStep> = Vec::new();
        let mut before = history.clone();
        let mut check = |history: &History| {
            let difference = before.difference(history);
            numbered.retain(|numbered| !difference.removed.contains(&numbered.number));
            numbered.extend(difference.added);
            // In any order.
            numbered.reverse();
            assert_eq!(History::of(numbered.clone()).undo, history.undo);
            assert_eq!(History::of(numbered.clone()).redo, history.redo);
            before = history.clone();
        };
        for label in ["a", "b", "c"] {
            history.put(Direction::Undo, step(label, 1));
        }
        check(&history);
        for _ in 0..2 {
            let taken = history.take(Direction::Undo).unwrap();
            history.put(Direction::Redo, taken);
        }
        check(&history);
        let taken = history.take(Direction::Redo).unwrap();
        history.put(Direction::Undo, taken);
        check(&history);
        history.put(Direction::Undo, step("d", 1));
        history.forget_redo();
        check(&history);
        assert_eq!(labels(&history), ["a", "b", "d"]);
    }

    #[test]
    fn steps_that_browsers_stored_are_read_and_written_as_before() {
        let stored = r##"[{"number":3,"side":"undo","step":{"label":"Edit","place":{"file":"a.txt","pointer":"","part":{"text":{"start":1,"end":2}}},"screen":"values/code","edits":[{"Text":{"path":"a.txt","edits":[{"range":{"start":0,"end":1},"insert":"x"}]}},{"Put":{"path":"b","file":null}}]}}]"##;
        let steps: Vec<NumberedStep> = serde_json::from_str(stored).unwrap();
        assert_eq!(serde_json::to_string(&steps).unwrap(), stored);
        let step = &steps[0].step;
        assert_eq!(step.screen, Some(Bookmark::new("values/code")));
        assert_eq!(step.edits.len(), 2);
    }
}
