//! The locks that this tab holds.

use std::collections::BTreeSet;

/// The drafts that this tab has.
#[derive(Debug, Default)]
pub(super) struct Locks {
    held: BTreeSet<String>,
}

impl Locks {
    /// Whether this tab has a draft.
    pub(super) fn has(&self, draft: &str) -> bool {
        self.held.contains(draft)
    }

    /// Takes note that this tab has a draft.
    pub(super) fn add(&mut self, draft: String) {
        self.held.insert(draft);
    }

    /// Takes note that this tab does not have a draft any more. Gives whether it had it.
    pub(super) fn remove(&mut self, draft: &str) -> bool {
        self.held.remove(draft)
    }

    /// The drafts that this tab has and does not need.
    pub(super) fn without(&self, needed: &[&str]) -> Vec<String> {
        let is_needed = |draft: &&String| !needed.contains(&draft.as_str());
        self.held.iter().filter(is_needed).cloned().collect()
    }
}
