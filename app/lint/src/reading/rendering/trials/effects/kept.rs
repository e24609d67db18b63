//! How far the values of a pack are tried.

use std::collections::{BTreeMap, VecDeque};

use super::candidates::Path;
use super::trial::Trial;
use crate::reading::rendering::part::Listed;

/// Values that were found, of each chart and manifest.
pub(in crate::reading::rendering) type Found = BTreeMap<Listed, Vec<Path>>;

/// The values of a pack, while they are tried.
#[derive(Debug, Default)]
pub(in crate::reading::rendering) struct ValueTrials {
    /// What is not begun yet.
    pub(super) open: VecDeque<Listed>,
    /// What is under way.
    pub(super) current: Option<(Listed, Trial)>,
    /// Only these are tried, where it is not all.
    pub(super) only: Option<Found>,
    /// What was found so far.
    pub(super) found: Found,
    /// How many values were given up.
    pub(super) untried: usize,
}

impl ValueTrials {
    /// Tries all values of what is listed, or only those that were found before.
    pub(in crate::reading::rendering) fn new(listed: &[Listed], only: Option<Found>) -> Self {
        Self {
            open: listed.iter().cloned().collect(),
            only,
            ..Self::default()
        }
    }
}
