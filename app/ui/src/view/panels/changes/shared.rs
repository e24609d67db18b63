//! What the parts of the section share: the comparison as far as it is known, and how it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::compare::{Area, Comparing, Deployed, Listing, Progress};
use pack_model::{Change, Pack, Place, Transaction};
use pack_once::view::{RwSignal, Signal, effect};

use crate::browser::clock;
use crate::browser::storage::preferences;
use crate::browser::window::focus;
use crate::view::open_pack::{OpenPack, use_pack};

/// The preference that keeps whether both sides of a text stand beside each other.
const SPLIT: &str = "changes-split";

/// What differs between two packs.
pub(super) struct Found {
    pub(super) before: Pack,
    pub(super) after: Pack,
    pub(super) listing: Listing,
}

/// What was found in an area. It is the same as another one if that area is.
#[derive(Clone)]
pub(super) struct OfArea {
    pub(super) found: Arc<Found>,
    pub(super) area: Area,
}

impl PartialEq for OfArea {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.found, &other.found);
        self.area == other.area
            && (Arc::ptr_eq(one, two) || one.listing.is_same(&two.listing, self.area))
    }
}

/// What finds a line in the page.
pub(super) fn line_of(area: Area, index: usize) -> String {
    format!(".change[data-area={}][data-index=\"{index}\"]", area.id())
}

/// Puts the focus on the first thing that is there, once the page shows it.
pub(super) fn focus_first(selectors: Vec<String>) {
    request_animation_frame(move || {
        selectors.iter().any(|selector| focus::to(selector));
    });
}

/// What the parts share. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    open: OpenPack,
    /// What was found last; `None` before anything was.
    pub(super) found: RwSignal<Option<Arc<Found>>>,
    /// Whether both sides of a text stand beside each other.
    pub(super) is_split: RwSignal<bool>,
    /// The texts that were opened, by their lines' paths, each with how many lines around a change are shown.
    pub(super) opened: RwSignal<BTreeMap<String, usize>>,
    /// Whether objects of which only the version differs are left out.
    pub(super) is_brief: RwSignal<bool>,
    /// Where the focus goes once the line is gone whose button was used.
    used: StoredValue<Vec<String>>,
    /// Whether lines can be taken back.
    pub(super) has_acts: bool,
    /// Whether the pack is compared with one that is not an earlier state of it.
    is_other: Signal<bool>,
    comparing: StoredValue<Comparing>,
}

impl Shared {
    fn new(has_acts: bool, is_other: Signal<bool>) -> Self {
        Self {
            open: use_pack(),
            found: RwSignal::new(None),
            is_split: preferences::kept(SPLIT, false),
            opened: RwSignal::new(BTreeMap::new()),
            is_brief: RwSignal::new(false),
            used: StoredValue::new(Vec::new()),
            has_acts,
            is_other,
            comparing: StoredValue::new(Comparing::default()),
        }
    }

    /// Compares the open pack with what is proposed to become of it.
    pub(super) fn proposed(after: Pack) -> Self {
        let shared = Self::new(false, Signal::stored(false));
        let before = shared.open.pack.get_untracked();
        spawn_local(shared.compare(before, after, None, move || {
            shared.found.try_get_untracked().is_some()
        }));
        shared
    }

    /// Compares the open pack with another one, and again when one of them changes, or what a cluster gets from them
    /// becomes known.
    pub(super) fn start(
        base: Signal<Option<Pack>>,
        deployed: Signal<Option<Deployed>>,
        is_other: Signal<bool>,
    ) -> Self {
        let shared = Self::new(true, is_other);
        let count = StoredValue::new(0_u32);
        effect(move || {
            let (before, after) = (base.get(), shared.open.pack.get());
            let deployed = deployed.get();
            let number = count.try_update_value(|count| {
                *count += 1;
                *count
            });
            match before {
                Some(before) => spawn_local(shared.compare(before, after, deployed, move || {
                    // A later comparison has taken its place, or the section is closed.
                    count.try_get_value() == number
                })),
                None => shared.found.set(None),
            }
        });
        shared
    }

    async fn compare(
        self,
        before: Pack,
        after: Pack,
        deployed: Option<Deployed>,
        goes_on: impl Fn() -> bool,
    ) {
        self.comparing.try_update_value(|comparing| {
            comparing.begin(before.clone(), after.clone(), deployed);
        });
        loop {
            clock::pause(0).await;
            if !goes_on() {
                return;
            }
            let Some(progress) = self.comparing.try_update_value(Comparing::step) else {
                return;
            };
            let is_done = progress == Progress::Done;
            let is_first = self.found.with_untracked(Option::is_none);
            if is_done || (is_first && progress == Progress::Texts) {
                let listing = self.comparing.with_value(|comparing| Listing {
                    comparison: comparing.found(),
                    rendered: comparing.rendered(),
                });
                let (before, after) = (before.clone(), after.clone());
                let found = Found {
                    before,
                    after,
                    listing,
                };
                self.found.set(Some(Arc::new(found)));
            }
            if is_done {
                break;
            }
        }
        let used = self.used.try_update_value(std::mem::take);
        if let Some(used) = used.filter(|used| !used.is_empty()) {
            focus_first(used);
        }
    }

    /// How many lines an area has, with those that are left out.
    pub(super) fn total(self, area: Area) -> usize {
        self.found.with(|found| {
            let found = found.as_ref();
            found.map_or(0, |found| found.listing.count(area))
        })
    }

    /// How many objects are left out, or would be, because only the version differs.
    pub(super) fn only_versions(self) -> usize {
        self.found.with(|found| {
            let found = found.as_ref();
            found.map_or(0, |found| found.listing.only_versions())
        })
    }

    /// How many lines of an area are shown.
    pub(super) fn count(self, area: Area) -> usize {
        let is_brief = area == Area::Object && self.is_brief.get();
        let left_out = if is_brief { self.only_versions() } else { 0 };
        self.total(area) - left_out
    }

    /// The words for what takes a line back: on its button, and before its name in the button's name and in the step.
    pub(super) fn words(self, area: Area) -> (&'static str, &'static str) {
        match (area, self.is_other.get()) {
            (Area::Default, _) => ("Use chart’s", "Use chart’s:"),
            (_, false) => ("Revert", "Revert"),
            (_, true) => ("Take theirs", "Take theirs:"),
        }
    }

    /// Takes a line back.
    pub(super) fn take_back(self, area: Area, index: usize) {
        let Some(found) = self.found.get_untracked() else {
            return;
        };
        let line = found.listing.line(area, index);
        let name = line.map(|line| line.words.name).unwrap_or_default();
        let changes = found.listing.take_back(area, index, &found.after);
        let label = format!("{} {name}", untrack(|| self.words(area)).1);
        self.apply(&found, (area, index, None), label, changes);
    }

    /// Takes one run of lines of a file back.
    pub(super) fn take_lines_back(self, index: usize, run: usize) {
        let Some(found) = self.found.get_untracked() else {
            return;
        };
        let change = found.listing.take_lines_back(index, run);
        let path = change.as_ref().map(|change| change.file().to_string());
        let verb = untrack(|| self.words(Area::File)).1;
        let label = format!("{verb} lines of {}", path.unwrap_or_default());
        let changes = change.into_iter().collect();
        self.apply(&found, (Area::File, index, Some(run)), label, changes);
    }

    /// Takes all defaults of charts that the pack hides.
    pub(super) fn take_defaults(self) {
        if let Some(found) = self.found.get_untracked() {
            let changes = found.listing.take_defaults();
            let label = "Use the charts’ defaults".to_owned();
            self.apply(&found, (Area::Default, 0, None), label, changes);
        }
    }

    /// Makes changes as one step, unless the pack is another one than was compared: the newer comparison is on its
    /// way.
    fn apply(
        self,
        found: &Found,
        // The line, and the run of lines in it, whose button was used.
        (area, index, run): (Area, usize, Option<usize>),
        label: String,
        changes: Vec<Change>,
    ) {
        let is_old = self.open.pack.with_untracked(|now| *now != found.after);
        let Some(first) = changes.first().filter(|_| !is_old) else {
            return;
        };
        let place = Place::file(first.file().clone());
        // What comes in its place, what is before it, and else the tab.
        let line = line_of(area, index);
        let runs = run
            .into_iter()
            .flat_map(|run| [Some(run), run.checked_sub(1)]);
        let runs = runs.flatten();
        let mut next: Vec<_> = runs
            .map(|run| format!("{line} [data-testid=lines-revert][data-place=\"{run}\"]"))
            .collect();
        next.push(line + " button");
        if let Some(before) = index.checked_sub(1) {
            next.push(line_of(area, before) + " button");
        }
        next.push(format!("[data-testid=changes-{}]", area.id()));
        self.used.set_value(next);
        self.open.apply(Transaction::new(label, changes).at(place));
    }

    /// Puts the summary into the clipboard.
    pub(super) fn copy(self, text: String) {
        self.open.copy(text, "The summary was copied.");
    }
}
