//! Which draft is open, so that it opens again with the page: for this tab, and for a new one.

use gloo::storage::{SessionStorage, Storage};

use super::{preferences, read};

/// The preference that names the open draft; absent on the start page.
const OPEN: &str = "open";

/// The same for this tab alone, where an empty name says that it is on the start page.
const OPEN_HERE: &str = "pack-editor.open";

/// The drafts that were open last.
pub(crate) struct LastOpen {
    /// In this tab.
    pub(crate) here: Option<String>,
    /// In this tab, or else in any.
    pub(crate) last: Option<String>,
}

/// What was open last.
pub(crate) fn last() -> LastOpen {
    match read::<String>(&SessionStorage::raw(), OPEN_HERE) {
        Some(here) => {
            let here = Some(here).filter(|id| !id.is_empty());
            LastOpen {
                last: here.clone(),
                here,
            }
        }
        None => LastOpen {
            here: None,
            last: preferences::get::<String>(OPEN),
        },
    }
}

/// Remembers which draft is open, in place of the one before.
pub(crate) fn remember(before: Option<&str>, open: Option<&str>) {
    // Without it a reload opens what was open last, in whichever tab.
    let _ = SessionStorage::set(OPEN_HERE, open.unwrap_or_default());
    let of_another_tab = |kept: String| before != Some(&kept);
    if open.is_some() || !preferences::get::<String>(OPEN).is_some_and(of_another_tab) {
        preferences::set(OPEN, open);
    }
}
