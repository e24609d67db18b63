//! Collects entries while an archive is read, and reports what only all paths together show:
//! duplicates, paths that differ only in case, and files with the path of a folder.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::entry::{Contents, Entry};
use crate::path;
use crate::report::{LeftOut, Reason};

/// The entries and reports so far.
#[derive(Debug, Default)]
pub(super) struct Collector {
    entries: Vec<Entry>,
    positions: HashMap<String, usize>,
    duplicates: HashSet<String>,
    left_out: Vec<LeftOut>,
    /// Whether a name with a backslash is refused. Else it separates folders, as `/` does.
    refuses_backslash: bool,
    /// Whether hard links that were kept are reported, because Helm reads them as empty files.
    reports_hard_links: bool,
}

/// The greatest length of a reported path in characters: some archives have names of megabytes.
const MAX_REPORTED_LENGTH: usize = 300;

impl Collector {
    /// A collector of members whose names have `/` between folders, and nothing else.
    pub(super) fn refusing_backslashes() -> Self {
        Self {
            refuses_backslash: true,
            ..Self::default()
        }
    }

    /// A collector that reads names and links as Helm does.
    pub(super) fn as_helm() -> Self {
        Self {
            reports_hard_links: true,
            ..Self::default()
        }
    }

    /// Reports what is wrong with a member.
    pub(super) fn report(&mut self, path: &str, reason: Reason) {
        self.left_out.push(LeftOut {
            path: path.chars().take(MAX_REPORTED_LENGTH).collect(),
            reason,
        });
    }

    /// Reports that the archive as a whole is incomplete.
    pub(super) fn report_incomplete(&mut self, how: impl Into<String>) {
        self.report("", Reason::Incomplete(how.into()));
    }

    /// Reports a duplicate path, once for each path.
    pub(super) fn report_duplicate(&mut self, path: &str) {
        if self.duplicates.insert(path.to_owned()) {
            self.report(path, Reason::Duplicate);
        }
    }

    /// Reports a hard link that was kept, if the archive is read as Helm does.
    pub(super) fn report_hard_link(&mut self, path: &str) {
        if self.reports_hard_links {
            self.report(path, Reason::EmptyForHelm);
        }
    }

    /// The clean form of a file's path. `None`, with a report, if the path is not accepted.
    pub(super) fn accept_path(&mut self, raw: &str) -> Option<String> {
        match path::clean(raw) {
            Ok(_) if self.refuses_backslash && raw.contains('\\') => {
                self.report(raw, Reason::Backslash);
                None
            }
            Ok(clean) => Some(clean),
            Err(reason) => {
                self.report(raw, reason);
                None
            }
        }
    }

    /// Whether a file with this path was inserted.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.positions.contains_key(path)
    }

    /// The bytes of an inserted file.
    pub(super) fn bytes_of(&self, path: &str) -> Option<Arc<[u8]>> {
        let position = *self.positions.get(path)?;
        self.entries.get(position).map(|entry| entry.bytes.clone())
    }

    /// Inserts a file whose path was accepted. It replaces an earlier file with the same path, as
    /// it would when the archive is unpacked to a disk.
    pub(super) fn insert(&mut self, entry: Entry) {
        match self.positions.get(&entry.path) {
            Some(&position) => {
                self.report_duplicate(&entry.path);
                self.entries[position] = entry;
            }
            None => {
                self.positions
                    .insert(entry.path.clone(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    /// Removes an inserted file again, because its size proved to be wrong.
    pub(super) fn remove(&mut self, path: &str, reason: Reason) {
        if let Some(position) = self.positions.remove(path) {
            self.entries.remove(position);
            for other in self
                .positions
                .values_mut()
                .filter(|other| **other > position)
            {
                *other -= 1;
            }
        }
        self.report(path, reason);
    }

    /// The contents, after adding the reports that need all paths.
    pub(super) fn finish(mut self) -> Contents {
        self.report_case_collisions();
        self.drop_files_that_are_folders();
        Contents {
            entries: self.entries,
            left_out: self.left_out,
        }
    }

    fn report_case_collisions(&mut self) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (position, entry) in self.entries.iter().enumerate() {
            let folded = entry.path.to_lowercase();
            match seen.get(&folded) {
                Some(&first) => self.left_out.push(LeftOut {
                    path: entry.path.clone(),
                    reason: Reason::CaseCollision {
                        other: self.entries[first].path.clone(),
                    },
                }),
                None => {
                    seen.insert(folded, position);
                }
            }
        }
    }

    fn drop_files_that_are_folders(&mut self) {
        let folders: HashSet<String> = self
            .entries
            .iter()
            .flat_map(|entry| path::folders(&entry.path))
            .filter(|folder| self.positions.contains_key(*folder))
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
