//! The images by group: listed and used, used and not listed, listed and not used, and those of parts
//! that are switched off.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::images::{self, ImageRow, ImageState};
use pack_model::values::images::ListedImage;
use pack_once::view::{RwSignal, Signal, memo, memo_from_last};

/// The group of an entry of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// It is not known yet what a cluster gets, or the pack has nothing that could tell.
    Unknown,
    /// A cluster gets it.
    Used,
    /// A cluster does not get it.
    Unused,
}

/// All images, by group. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Groups {
    /// What a cluster gets, as far as it is known.
    deployment: Signal<Option<Arc<Deployment>>>,
    /// What is known of each image; `None` before anything is.
    rows: Signal<Option<Arc<Vec<ImageRow>>>>,
    /// The group that each entry is shown in.
    shown: Signal<Kept>,
    /// Whether the focus is in a row of the list.
    pub(super) has_focus: RwSignal<bool>,
    /// Counts the changes of the list that are more than another name.
    changes: RwSignal<u32>,
}

/// The groups of the entries after so many changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Kept {
    changes: u32,
    groups: Vec<Group>,
}

impl Groups {
    pub(super) fn new(
        listed: Signal<Vec<ListedImage>>,
        deployment: Signal<Option<Arc<Deployment>>>,
    ) -> Self {
        let rows = memo(move || {
            let deployment = deployment.get()?;
            listed.with(|listed| {
                let names = listed.iter().map(|image| image.name.as_str());
                Some(Arc::new(images::rows(names, &deployment)))
            })
        });
        let has_focus = RwSignal::new(false);
        let changes = RwSignal::new(0);
        // A row that is typed into must not leave for another group under the user's hands.
        let shown = memo_from_last(move |before: Option<&Kept>| {
            let now = Kept {
                changes: changes.get(),
                groups: groups(
                    listed.with(Vec::len),
                    rows.with(|rows| rows.as_ref().map(|rows| group_by_entry(rows))),
                ),
            };
            match before {
                Some(before)
                    if has_focus.get()
                        && before.changes == now.changes
                        && before.groups.len() == now.groups.len() =>
                {
                    before.clone()
                }
                _ => now,
            }
        });
        Self {
            deployment,
            rows,
            shown,
            has_focus,
            changes,
        }
    }

    /// Says that entries were added, removed or moved.
    pub(super) fn changed(self) {
        self.changes.update(|changes| *changes += 1);
    }

    /// The entries of a group, by their indices in the list.
    pub(super) fn entries(self, group: Group) -> Vec<usize> {
        self.shown.with(|shown| {
            let groups = shown.groups.iter().enumerate();
            let of_group = groups.filter(|(_, of)| **of == group);
            of_group.map(|(index, _)| index).collect()
        })
    }

    /// The entry before or after another one in its group.
    pub(super) fn neighbour(self, index: usize, is_after: bool) -> Option<usize> {
        self.shown.with(|shown| {
            let group = shown.groups.get(index)?;
            let (before, after) = shown.groups.split_at(index);
            match is_after {
                true => after
                    .iter()
                    .skip(1)
                    .position(|of| of == group)
                    .map(|at| index + 1 + at),
                false => before.iter().rposition(|of| of == group),
            }
        })
    }

    /// What is known of the entry at an index.
    pub(super) fn row(self, index: usize) -> Option<ImageRow> {
        self.rows.with(|rows| {
            // Those of the list come first, in its order.
            let row = rows.as_ref()?.get(index);
            row.filter(|row| row.entry == Some(index)).cloned()
        })
    }

    /// Whether all that the pack lists is rendered, so that what is not found is not used.
    pub(super) fn are_whole(self) -> bool {
        self.deployment.with(|deployment| {
            deployment
                .as_ref()
                .is_some_and(|deployment| deployment.is_whole())
        })
    }

    /// The images that are used and not listed; with `true` those of parts that are switched off.
    pub(super) fn unlisted(self, switched_off: bool) -> Vec<ImageRow> {
        self.rows.with(|rows| {
            let rows = rows.iter().flat_map(|rows| rows.iter());
            let wanted = rows.filter(|row| {
                row.state == ImageState::Unlisted && row.switched_off == switched_off
            });
            wanted.cloned().collect()
        })
    }
}

/// The group of each entry that is known, with its index.
fn group_by_entry(rows: &[ImageRow]) -> Vec<(usize, Group)> {
    let groups = rows.iter().filter_map(|row| {
        let group = match row.state {
            ImageState::Used => Group::Used,
            ImageState::Unused | ImageState::Unlisted => Group::Unused,
        };
        Some((row.entry?, group))
    });
    groups.collect()
}

/// The groups of so many entries.
fn groups(count: usize, known: Option<Vec<(usize, Group)>>) -> Vec<Group> {
    let mut groups = vec![Group::Unknown; count];
    for (entry, group) in known.unwrap_or_default() {
        if let Some(of) = groups.get_mut(entry) {
            *of = group;
        }
    }
    groups
}
