//! Where the focus goes when a fix removes the finding that had it: to the next finding, or to the
//! field that was fixed.

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_model::Place;
use pack_once::view::{Signal, effect};
use web_sys::Element;

use crate::browser::window::focus;
use crate::view::reveal;

/// A list of findings.
#[derive(Debug, PartialEq, Eq)]
struct List {
    /// What is around it.
    selector: &'static str,
    /// Where the focus goes once nothing is left in it.
    end: &'static str,
}

/// The lists of findings.
const LISTS: &[List] = &[
    List {
        selector: ".problems",
        end: "#problems-title",
    },
    List {
        selector: ".code",
        end: "[data-testid=code]",
    },
];

/// A finding.
const FINDING: &str = "[data-testid=finding]";

/// Where the focus goes if all else is gone.
const HEADING: &str = ".section__title";

/// Where a fix was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    /// In a list of findings, at an index of it.
    List(&'static List, usize),
    /// Under the field of a place.
    Field(Place),
    /// Over a list as a whole.
    All,
}

/// Moves the focus once the findings after a fix are there.
#[derive(Clone, Copy)]
pub(crate) struct AfterFix {
    /// Where a fix was asked for, and the revision of the pack at that time.
    from: StoredValue<Option<(From, u64)>>,
    revision: Signal<u64>,
}

impl AfterFix {
    /// Waits for findings from now on.
    pub(crate) fn start(judged: Signal<Arc<Judged>>, revision: Signal<u64>) -> Self {
        let from = StoredValue::new(None::<(From, u64)>);
        effect(move || {
            let judged = judged.with(|judged| judged.revision);
            let now = revision.get_untracked();
            // While a dialog shows what a fix would change, findings of the same revision may come.
            let is_made = |from: &Option<(From, u64)>| {
                judged == Some(now) && from.as_ref().is_some_and(|(_, asked)| *asked != now)
            };
            if from.with_value(is_made)
                && let Some((from, _)) = from.try_update_value(Option::take).flatten()
            {
                request_animation_frame(move || lead(&from));
            }
        });
        Self { from, revision }
    }

    /// Remembers the finding that an element is in, whose fix is asked for now.
    pub(crate) fn of(self, element: &Element, place: &Place) {
        let list = LISTS.iter().find_map(|list| {
            let around = element.closest(list.selector).ok().flatten()?;
            let finding = element.closest(FINDING).ok().flatten()?;
            let index = focus::all_in(&around, FINDING)
                .iter()
                .position(|other| *other == finding)?;
            Some(From::List(list, index))
        });
        let from = list.unwrap_or_else(|| From::Field(place.clone()));
        self.remember(from);
    }

    /// Forgets what was asked for: it is not to be done.
    pub(crate) fn forget(self) {
        self.from.set_value(None);
    }

    /// Remembers that several findings of the list of problems are being fixed.
    pub(crate) fn of_all(self) {
        self.remember(From::All);
    }

    fn remember(self, from: From) {
        let asked = self.revision.get_untracked();
        self.from.set_value(Some((from, asked)));
    }
}

/// Moves the focus, unless the user has moved it elsewhere.
fn lead(from: &From) {
    if !(focus::is_lost() || focus::is_in(FINDING)) {
        return;
    }
    let is_led = match from {
        From::List(list, index) => {
            let left = focus::all(&format!("{} {FINDING}", list.selector));
            let next = left.get(*index).or(left.last());
            next.is_some_and(reveal::show) || focus::to(list.end)
        }
        From::Field(place) => reveal::reveal(place),
        From::All => focus::to("#problems-title"),
    };
    if !is_led {
        focus::to(HEADING);
    }
}
