//! The findings of the worker.

use std::collections::BTreeMap;

use pack_model::locate::Located;
use pack_model::{Diagnostic, FilePath, Place, Pointer, Severity};

/// Findings, and the revision of the pack that they judge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// The revision; none before the pack was judged.
    pub revision: Option<u64>,
    /// The findings, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Where their places stand in the text; a place that is missing here is in none.
    located: BTreeMap<Place, Located>,
}

impl Judged {
    /// Findings, each with where it stands.
    pub fn new(revision: u64, diagnostics: Vec<Diagnostic>, located: Vec<Option<Located>>) -> Self {
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
    pub fn located(&self, place: &Place) -> Option<Located> {
        self.located.get(place).copied()
    }

    /// The line, from 1, of a finding's place.
    pub fn line(&self, place: &Place) -> Option<u32> {
        self.located(place).map(|located| located.line)
    }

    /// The findings at a path of a file.
    pub fn at(&self, file: &FilePath, pointer: &Pointer) -> Vec<Diagnostic> {
        let here =
            |found: &&Diagnostic| found.place.file == *file && found.place.pointer == *pointer;
        self.diagnostics.iter().filter(here).cloned().collect()
    }

    /// Whether an error stands at a path of a file.
    pub fn has_error_at(&self, file: &FilePath, pointer: &Pointer) -> bool {
        self.diagnostics.iter().any(|found| {
            found.severity == Severity::Error
                && found.place.file == *file
                && found.place.pointer == *pointer
        })
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |found: &&Diagnostic| found.severity == severity;
        self.diagnostics.iter().filter(same).count()
    }
}
