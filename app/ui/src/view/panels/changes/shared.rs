//! What the parts of the section share: the comparison as far as it is known, and how it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::compare::report::Rendered;
use pack_model::compare::{Area, Comparing, Listing};
use pack_model::{Change, Deployment, Pack, Place, Transaction};
use pack_once::view::{RwSignal, Signal, effect};

use crate::browser::clock;
use crate::browser::storage::preferences;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::view::reveal;

/// The preference that keeps whether both sides of a text stand beside each other.
const SPLIT: &str = "changes-split";

/// What a cluster gets from either pack.
pub(super) type Deployed = (Arc<Deployment>, Arc<Deployment>);

/// What differs between two packs.
pub(super) struct Found {
    pub(super) before: Pack,
    pub(super) after: Pack,
    pub(super) listing: Listing,
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
    /// The line whose button was used, beside which the focus goes once it is gone.
    used: StoredValue<Option<(Area, usize)>>,
    /// Whether lines can be taken back.
    pub(super) has_acts: bool,
}

impl Shared {
    fn new(has_acts: bool) -> Self {
        Self {
            open: use_pack(),
            found: RwSignal::new(None),
            is_split: preferences::kept(SPLIT, false),
            opened: RwSignal::new(BTreeMap::new()),
            used: StoredValue::new(None),
            has_acts,
        }
    }

    /// Compares the open pack with what is proposed to become of it.
    pub(super) fn proposed(after: Pack) -> Self {
        let shared = Self::new(false);
        let before = shared.open.pack.get_untracked();
        spawn_local(shared.compare(before, after, None, move || {
            shared.found.try_get_untracked().is_some()
        }));
        shared
    }

    /// Compares the open pack with another one, and again when one of them changes, or what a cluster gets from them
    /// becomes known.
    pub(super) fn start(base: Signal<Option<Pack>>, deployed: Signal<Option<Deployed>>) -> Self {
        let shared = Self::new(true);
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
        let mut comparing = Comparing::new(before.clone(), after.clone());
        loop {
            clock::pause(0).await;
            if !goes_on() {
                return;
            }
            if !comparing.step() {
                break;
            }
        }
        let listing = Listing {
            comparison: comparing.found(),
            rendered: deployed.map(|(before, after)| Rendered::between(&before, &after)),
        };
        let found = Found {
            before,
            after,
            listing,
        };
        self.found.set(Some(Arc::new(found)));
        if let Some((area, index)) = self.used.try_update_value(Option::take).flatten() {
            self.focus(area, index);
        }
    }

    /// Puts the focus on the line at an index, or on the last one, or on what else there is.
    fn focus(self, area: Area, index: usize) {
        let count = self.count(area);
        reveal::focus_soon(match count.checked_sub(1) {
            Some(last) => format!(".change[data-index=\"{}\"] button", index.min(last)),
            None => format!("[data-testid=changes-{}]", area.id()),
        });
    }

    /// How many lines an area has.
    pub(super) fn count(self, area: Area) -> usize {
        let count = |found: &Option<Arc<Found>>| Some(found.as_ref()?.listing.count(area));
        self.found.with(count).unwrap_or_default()
    }

    /// Takes a line back.
    pub(super) fn take_back(self, area: Area, index: usize) {
        let Some(found) = self.found.get_untracked() else {
            return;
        };
        let line = found.listing.line(area, index);
        let name = line.map(|line| line.words.name).unwrap_or_default();
        let changes = found.listing.take_back(area, index, &found.after);
        let label = match area {
            Area::Default => format!("Use the chart’s {name}"),
            _ => format!("Revert {name}"),
        };
        self.apply(&found, (area, index), label, changes);
    }

    /// Takes one run of lines of a file back.
    pub(super) fn take_lines_back(self, index: usize, run: usize) {
        let Some(found) = self.found.get_untracked() else {
            return;
        };
        let change = found.listing.take_lines_back(index, run);
        let path = change.as_ref().map(|change| change.file().to_string());
        let label = format!("Revert lines of {}", path.unwrap_or_default());
        self.apply(
            &found,
            (Area::File, index),
            label,
            change.into_iter().collect(),
        );
    }

    /// Takes all defaults of charts that the pack hides.
    pub(super) fn take_defaults(self) {
        if let Some(found) = self.found.get_untracked() {
            let changes = found.listing.take_defaults();
            let label = "Use the charts’ defaults".to_owned();
            self.apply(&found, (Area::Default, 0), label, changes);
        }
    }

    /// Makes changes as one step, unless the pack is another one than was compared: the newer comparison is on its
    /// way.
    fn apply(self, found: &Found, used: (Area, usize), label: String, changes: Vec<Change>) {
        let is_old = self.open.pack.with_untracked(|now| *now != found.after);
        let Some(first) = changes.first().filter(|_| !is_old) else {
            return;
        };
        let place = Place::file(first.file().clone());
        self.used.set_value(Some(used));
        self.open.apply(Transaction::new(label, changes).at(place));
    }

    /// Puts the summary into the clipboard.
    pub(super) fn copy(self, text: String) {
        self.open.copy(text, "The summary was copied.");
    }
}
