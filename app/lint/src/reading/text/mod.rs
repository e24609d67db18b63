//! Facts about a text that need no parser.

pub(crate) mod lines;
pub(crate) mod macros;
pub(crate) mod nearest;

/// Whether a sorted list contains a text.
pub(crate) fn is_among(sorted: &[String], text: &str) -> bool {
    sorted
        .binary_search_by(|one| one.as_str().cmp(text))
        .is_ok()
}
