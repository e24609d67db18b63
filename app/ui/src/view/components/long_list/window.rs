//! Which rows of a long list are in the page, where they stand, and where the keys lead in it.

use std::ops::Range;

use leptos::prelude::{document, window};
use web_sys::Element;

/// Rows that are kept above and below what is in sight, so that scrolling finds them there.
const MARGIN: usize = 12;

/// The rows in sight of a list that is scrolled, all measures in pixels, with a margin.
pub(crate) fn rows(count: usize, scrolled: f64, height: f64, row: f64) -> Range<usize> {
    let first = at(scrolled, row).saturating_sub(MARGIN);
    let last = at(scrolled + height, row) + 1 + MARGIN;
    first.min(count)..last.min(count)
}

/// How far a list has to be scrolled so that a row is in sight; unchanged if it already is.
pub(crate) fn reveal(index: usize, scrolled: f64, height: f64, row: f64) -> f64 {
    let top = top(index, row);
    let highest = top + row - height;
    if top < scrolled || highest > scrolled {
        (top - (height - row) / 2.0).max(0.0)
    } else {
        scrolled
    }
}

/// How far from the top of the list a row begins.
#[expect(
    clippy::cast_precision_loss,
    reason = "no list has as many rows as a float cannot count"
)]
pub(crate) fn top(index: usize, row: f64) -> f64 {
    index as f64 * row
}

/// The size of a root em in pixels.
pub(crate) fn rem() -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| size.trim_end_matches("px").parse().ok())
        .unwrap_or(16.0)
}

/// Scrolls an element to so many pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "pixels of a list in a page fit an i32"
)]
pub(crate) fn scroll(element: &Element, top: f64) {
    element.set_scroll_top(top as i32);
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a negative number of pixels is no row, and none is as far down as a usize cannot count"
)]
fn at(pixels: f64, row: f64) -> usize {
    (pixels / row.max(1.0)).max(0.0) as usize
}

/// What a key does at a row of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the row of this index.
    To(usize),
    /// The row opens or closes.
    Turn,
}

/// A row, as far as keys need to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TreeRow {
    /// How deep it lies.
    pub(crate) depth: usize,
    /// Whether it is open; `None` if it has no rows below.
    pub(crate) is_open: Option<bool>,
}

/// What a key does in a tree, by the ARIA Authoring Practices; `None` for other keys.
pub(crate) fn step(key: &str, at: Option<usize>, rows: &[TreeRow], page: usize) -> Option<Step> {
    let last = rows.len().checked_sub(1)?;
    let Some(here) = at.filter(|at| *at <= last) else {
        return match key {
            "ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight" | "Home" | "PageDown"
            | "PageUp" => Some(Step::To(0)),
            "End" => Some(Step::To(last)),
            _ => None,
        };
    };
    let row = rows[here];
    Some(match key {
        "ArrowDown" => Step::To((here + 1).min(last)),
        "ArrowUp" => Step::To(here.saturating_sub(1)),
        "PageDown" => Step::To((here + page).min(last)),
        "PageUp" => Step::To(here.saturating_sub(page)),
        "Home" => Step::To(0),
        "End" => Step::To(last),
        "ArrowRight" if row.is_open == Some(true) => Step::To((here + 1).min(last)),
        "ArrowRight" if row.is_open == Some(false) => Step::Turn,
        "ArrowLeft" if row.is_open == Some(true) => Step::Turn,
        "ArrowLeft" => {
            let above = rows[..here]
                .iter()
                .rposition(|above| above.depth < row.depth);
            Step::To(above.unwrap_or(here))
        }
        "Enter" | " " if row.is_open.is_some() => Step::Turn,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_sight_is_in_the_page() {
        assert_eq!(rows(4_000, 0.0, 280.0, 28.0), 0..23);
        assert_eq!(rows(4_000, 2_800.0, 280.0, 28.0), 88..123);
        assert_eq!(rows(5, 2_800.0, 280.0, 28.0), 5..5);
        assert_eq!(rows(5, -10.0, 280.0, 0.0), 0..5);
    }

    #[test]
    fn a_row_comes_into_sight_with_rows_around_it() {
        for (index, expected) in [(2, 0.0), (9, 0.0), (10, 154.0), (100, 2_674.0)] {
            assert!(
                (reveal(index, 0.0, 280.0, 28.0) - expected).abs() < 0.1,
                "{index}"
            );
        }
    }

    #[test]
    fn keys_walk_the_tree() {
        let row = |depth, is_open| TreeRow { depth, is_open };
        let rows = [
            row(0, Some(true)),
            row(1, None),
            row(1, Some(false)),
            row(0, None),
        ];
        for (key, at, expected) in [
            ("ArrowDown", None, Some(Step::To(0))),
            ("End", None, Some(Step::To(3))),
            ("ArrowDown", Some(3), Some(Step::To(3))),
            ("ArrowUp", Some(2), Some(Step::To(1))),
            ("ArrowRight", Some(0), Some(Step::To(1))),
            ("ArrowRight", Some(2), Some(Step::Turn)),
            ("ArrowRight", Some(1), None),
            ("ArrowLeft", Some(2), Some(Step::To(0))),
            ("ArrowLeft", Some(0), Some(Step::Turn)),
            ("ArrowLeft", Some(3), Some(Step::To(3))),
            ("End", Some(0), Some(Step::To(3))),
            ("PageUp", Some(3), Some(Step::To(1))),
            ("Enter", Some(2), Some(Step::Turn)),
            ("Enter", Some(3), None),
            ("x", None, None),
        ] {
            assert_eq!(step(key, at, &rows, 2), expected, "{key} at {at:?}");
        }
        assert_eq!(step("End", None, &[], 2), None);
    }
}
