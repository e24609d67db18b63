//! What fits a list's height, and where the keys lead in it.

use leptos::prelude::{document, window};

/// The size of a root em in pixels.
pub(crate) fn rem() -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| size.trim_end_matches("px").parse().ok())
        .unwrap_or(16.0)
}

/// How many rows of a height in root ems are in sight in so many pixels, at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "heights of a page are positive, and small"
)]
pub(crate) fn rows_in(pixels: f64, row: f64) -> usize {
    ((pixels / (row * rem())) as usize).max(1)
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
