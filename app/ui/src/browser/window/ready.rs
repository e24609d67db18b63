//! Sets the attribute by which tests know that the page is ready.

use leptos::prelude::document;

/// Says that the page answers.
pub(crate) fn mark() {
    if let Some(root) = document().document_element() {
        let set = root.set_attribute("data-ready", "");
        debug_assert!(set.is_ok(), "the attribute's name is legal");
    }
}
