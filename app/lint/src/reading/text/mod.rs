//! What can be told from a text without parsing it.

pub(crate) mod lines;
pub(crate) mod macros;
pub(crate) mod nearest;
pub(crate) mod template;

/// Whether a text is one of many, which are sorted.
pub(crate) fn is_among(sorted: &[String], text: &str) -> bool {
    sorted
        .binary_search_by(|one| one.as_str().cmp(text))
        .is_ok()
}
