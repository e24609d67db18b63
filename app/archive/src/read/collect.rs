//! Gathers entries while an archive is read, and judges what only the whole shows: paths that
//! are there twice, that differ in case only, or that are file and folder at once.

use std::collections::{HashMap, HashSet};

use crate::entry::{Contents, Entry};
use crate::path;
use crate::report::{LeftOut, Reason};

/// The entries so far.
#[derive(Debug, Default)]
pub(super) struct Collector {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
    duplicates: HashSet<String>,
    left_out: Vec<LeftOut>,
}

/// Letters of a path that a report shows: some archives have names of megabytes.
const SHOWN: usize = 300;

impl Collector {
    /// Notes that something is the matter with a member.
    pub(super) fn report(&mut self, path: &str, reason: Reason) {
        self.left_out.push(LeftOut {
            path: path.chars().take(SHOWN).collect(),
            reason,
        });
    }

    /// Notes that something is the matter with the archive as a whole.
    pub(super) fn report_incomplete(&mut self, how: impl Into<String>) {
        self.report("", Reason::Incomplete(how.into()));
    }

    /// Notes that a path was there before, unless that was noted already.
    pub(super) fn report_duplicate(&mut self, path: &str) {
        if self.duplicates.insert(path.to_owned()) {
            self.report(path, Reason::Duplicate);
        }
    }

    /// The path under which a file may enter. `None`, with a report, if it may not.
    pub(super) fn admit(&mut self, raw: &str) -> Option<String> {
        match path::clean(raw) {
            Ok(clean) if path::is_macos_metadata(&clean) => {
                self.report(raw, Reason::MacosMetadata);
                None
            }
            Ok(clean) => Some(clean),
            Err(reason) => {
                self.report(raw, reason);
                None
            }
        }
    }

    /// Whether a file with this path was taken.
    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    /// Takes a file whose path was admitted. A later one replaces an earlier one of the same
    /// path, as it would when the archive is unpacked.
    pub(super) fn insert(&mut self, entry: Entry) {
        match self.places.get(&entry.path) {
            Some(&place) => {
                self.report_duplicate(&entry.path);
                self.entries[place] = entry;
            }
            None => {
                self.places.insert(entry.path.clone(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    /// Takes back the file that was inserted last, because its end turned out to be unsure.
    pub(super) fn retract(&mut self, path: &str, reason: Reason) {
        if let Some(place) = self.places.remove(path) {
            self.entries.remove(place);
            for other in self.places.values_mut().filter(|other| **other > place) {
                *other -= 1;
            }
        }
        self.report(path, reason);
    }

    /// The contents, with the reports that need all paths.
    pub(super) fn finish(mut self) -> Contents {
        self.report_case_collisions();
        self.drop_files_that_are_folders();
        Contents {
            entries: self.entries,
            left_out: self.left_out,
        }
    }

    fn report_case_collisions(&mut self) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for Entry { path, .. } in &self.entries {
            let folded = path.to_lowercase();
            match seen.get(&folded) {
                Some(other) => self.left_out.push(LeftOut {
                    path: path.clone(),
                    reason: Reason::CaseCollision {
                        other: (*other).to_owned(),
                    },
                }),
                None => {
                    seen.insert(folded, path);
                }
            }
        }
    }

    fn drop_files_that_are_folders(&mut self) {
        let folders: HashSet<String> = self
            .entries
            .iter()
            .flat_map(|entry| path::folders(&entry.path))
            .filter(|folder| self.places.contains_key(*folder))
            .map(str::to_owned)
            .collect();
        if folders.is_empty() {
            return;
        }
        for folder in self.entries.iter().map(|entry| &entry.path) {
            if folders.contains(folder) {
                self.left_out.push(LeftOut {
                    path: folder.clone(),
                    reason: Reason::FileIsFolder,
                });
            }
        }
        self.entries.retain(|entry| !folders.contains(&entry.path));
    }
}
