//! What the worker found wrong with the pack.

use std::collections::BTreeMap;

use pack_model::locate::Located;
use pack_model::{Diagnostic, Place};

/// Findings, and the revision of the pack that they judge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The revision.
    pub(crate) revision: Option<u64>,
    /// The findings, in the order of files and places.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Where their places stand in the text; a place that is missing here is in none.
    located: BTreeMap<Place, Located>,
}

impl Judged {
    /// Findings, each with where it stands.
    pub(crate) fn new(
        revision: u64,
        diagnostics: Vec<Diagnostic>,
        located: Vec<Option<Located>>,
    ) -> Self {
        let mut places = BTreeMap::new();
        for (found, located) in diagnostics.iter().zip(located) {
            places.extend(located.map(|located| (found.place.clone(), located)));
        }
        Self {
            revision: Some(revision),
            diagnostics,
            located: places,
        }
    }

    /// Where a finding's place stands in the text of the revision that was judged.
    pub(crate) fn located(&self, place: &Place) -> Option<Located> {
        self.located.get(place).copied()
    }

    /// The line, from 1, of a finding's place.
    pub(crate) fn line(&self, place: &Place) -> Option<u32> {
        self.located(place).map(|located| located.line)
    }
}
