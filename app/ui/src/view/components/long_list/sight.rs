//! Which blocks of a long list are in sight, and how high the others were.

use std::collections::BTreeMap;

use leptos::prelude::*;
use pack_once::view::RwSignal;
use web_sys::Element;

use crate::browser::window::in_sight::InSight;

/// The number of rows of a block.
pub(super) const BLOCK: usize = 50;

/// The blocks of a list. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    shown: RwSignal<Shown>,
    /// The blocks in sight.
    seen: StoredValue<Vec<usize>>,
    /// How high each block was when it left, in pixels.
    heights: StoredValue<BTreeMap<usize, f64>>,
    /// About how high a row is, in pixels.
    row: f64,
    observer: StoredValue<Option<InSight>, LocalStorage>,
}

/// The blocks that are in the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Shown {
    /// Those that are in sight, or were, if none is: while a panel is hidden its rows stay.
    seen: Vec<usize>,
    /// The one that has the focus, or should be shown.
    kept: Option<usize>,
}

impl Sight {
    /// Watches from now on. `row` is about the height of a row in pixels.
    pub(super) fn new(row: f64) -> Self {
        let sight = Self {
            shown: RwSignal::new(Shown {
                seen: vec![0],
                kept: None,
            }),
            seen: StoredValue::new(Vec::new()),
            heights: StoredValue::new(BTreeMap::new()),
            row,
            observer: StoredValue::new_local(None),
        };
        let observer = InSight::new(Box::new(move |element, is_seen| {
            sight.take(&element, is_seen);
        }));
        sight.observer.set_value(observer);
        sight
    }

    /// Watches the element of a block.
    pub(super) fn watch(self, element: &Element) {
        self.observer.try_with_value(|observer| {
            if let Some(observer) = observer {
                observer.watch(element);
            }
        });
    }

    /// Keeps a block in the page, wherever the list is scrolled to, until another one is kept.
    pub(super) fn keep(self, block: usize) {
        if self.shown.with_untracked(|shown| shown.kept != Some(block)) {
            self.shown.update(|shown| shown.kept = Some(block));
        }
    }

    /// Whether a block is in the page: also one beside what is in sight, so that scrolling finds it there, and
    /// nothing moves once the page has scrolled to what should be shown.
    pub(super) fn shows(self, block: usize) -> bool {
        self.shown.with(|shown| {
            let is_near = |seen: &usize| seen.abs_diff(block) <= 1;
            shown.seen.iter().chain(&shown.kept).any(is_near)
        })
    }

    /// How high a block of so many rows is, in pixels: as it was, or about as the others were.
    #[expect(
        clippy::cast_precision_loss,
        reason = "no list has as many rows as a float cannot count"
    )]
    pub(super) fn height(self, block: usize, rows: usize) -> f64 {
        self.heights.with_value(|heights| {
            let known = heights.get(&block).copied();
            let all: f64 = heights.values().sum();
            let row = match heights.is_empty() {
                true => self.row,
                false => all / (heights.len() * BLOCK) as f64,
            };
            known.unwrap_or(row * rows as f64)
        })
    }

    /// Takes over that the element of a block has come into sight, or left it.
    fn take(self, element: &Element, is_seen: bool) {
        let (Some(mut seen), Some(block)) = (self.seen.try_get_value(), block_of(element)) else {
            return;
        };
        match (is_seen, seen.iter().position(|seen| *seen == block)) {
            (true, None) => seen.push(block),
            (false, Some(at)) => {
                let height = element.get_bounding_client_rect().height();
                self.heights.update_value(|heights| {
                    heights.insert(block, height);
                });
                seen.remove(at);
            }
            _ => return,
        }
        self.seen.set_value(seen.clone());
        if !seen.is_empty() {
            self.shown.update(|shown| shown.seen = seen);
        }
    }
}

/// The block that an element is in.
pub(super) fn block_of(element: &Element) -> Option<usize> {
    let block = element.closest("[data-block]").ok().flatten()?;
    block.get_attribute("data-block")?.parse().ok()
}
