//! The text that is selected in the page.

use leptos::prelude::window;

/// A longer text is not what somebody wants to look for.
const LONGEST: usize = 200;

/// The selected text, if it is a part of one line.
pub(crate) fn words() -> Option<String> {
    let selection = window().get_selection().ok().flatten()?;
    let text: String = selection.to_string().into();
    let is_words = !text.trim().is_empty() && text.len() <= LONGEST && !text.contains('\n');
    is_words.then_some(text)
}
