//! Two packs, and what differs between them by area: files, pack.json, values, charts with their
//! defaults, and listed images.
//!
//! Every difference is data that knows both sides, and the change that takes it back in the later one. What
//! the charts render to differs by [`effects`](crate::deployment::effect::effects), since only a renderer
//! knows it.

mod charts;
mod defaults;
mod entries;
mod files;
mod hunks;
mod images;
mod listing;
mod objects;
pub mod report;
mod steps;

use serde::Serialize;
use serde_json::Value;

use crate::pack::Pack;
use crate::pack::document::{DocumentFile, JsonFile, YamlFile};
use crate::pack::path::PACK_JSON;

pub use charts::{ChartDifference, ChartVersion};
pub(crate) use charts::{Pair as ChartPair, pairs as chart_pairs};
pub(crate) use defaults::differences as default_differences;
pub use defaults::{DefaultDifference, Override};
pub use entries::{EntryDifference, differences};
pub use files::{FileDifference, FileState, TextDifference};
pub use hunks::{Hunk, hunks, words};
pub use images::{ImageDifference, of_names};
pub use listing::{Area, Line, Listing, Texts};
pub use objects::{ObjectDifference, of_deployments};
pub use steps::{Comparing, Deployed, Progress};

/// Which of the two packs has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Only the later one.
    Added,
    /// Only the earlier one.
    Removed,
    /// Both, but not the same.
    Changed,
}

impl Kind {
    /// The kind of what is there, or not, in the earlier and in the later pack.
    fn of<T>(before: Option<&T>, after: Option<&T>) -> Self {
        match (before, after) {
            (None, _) => Self::Added,
            (Some(_), None) => Self::Removed,
            (Some(_), Some(_)) => Self::Changed,
        }
    }

    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// What differs between an earlier and a later pack.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Files, in the order of their paths.
    pub files: Vec<FileDifference>,
    /// Properties of pack.json, if both can be read.
    pub properties: Vec<EntryDifference>,
    /// Values of values.yaml, if both can be read.
    pub values: Vec<EntryDifference>,
    /// Charts, by name.
    pub charts: Vec<ChartDifference>,
    /// Default values of the charts that both have.
    pub defaults: Vec<DefaultDifference>,
    /// Listed images, by repository.
    pub images: Vec<ImageDifference>,
}

impl Comparison {
    /// What differs between two packs.
    pub fn between(before: &Pack, after: &Pack) -> Self {
        let mut comparing = Comparing::default();
        comparing.begin(before.clone(), after.clone(), None);
        while comparing.step() != Progress::Done {}
        comparing.found()
    }

    /// Whether nothing differs. Files alone tell: all else is read from them.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn properties(before: &Pack, after: &Pack) -> Vec<EntryDifference> {
    if before.file(PACK_JSON) == after.file(PACK_JSON) {
        return Vec::new();
    }
    let (old, new) = (before.manifest(), after.manifest());
    let (old, new) = (old.json(), new.json());
    if old.is_broken() || new.is_broken() {
        return Vec::new();
    }
    differences(
        &DocumentFile::Json(JsonFile::pack()),
        &old.value(),
        &new.value(),
    )
}

fn values(old: Option<&Value>, new: Option<&Value>) -> Vec<EntryDifference> {
    match (old, new) {
        (Some(old), Some(new)) => differences(&DocumentFile::Yaml(YamlFile::values()), old, new),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
