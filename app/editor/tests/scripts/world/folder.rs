//! Folders on disk, as the browser reads and writes them.

use std::collections::BTreeMap;
use std::sync::Arc;

use pack_editor::{Event, Expected, FolderError, FolderEvent, FolderHandle, Scanned, Writing};

use super::World;

/// A folder on disk.
#[derive(Debug, Default)]
pub(crate) struct OnDisk {
    /// Its files, each with its time.
    files: BTreeMap<String, (Vec<u8>, f64)>,
    /// What reading it fails with.
    pub(crate) broken: Option<FolderError>,
    /// What writing a file fails with, by its path.
    pub(crate) refused: BTreeMap<String, FolderError>,
    /// The paths that were read, written and deleted, in order: `r`, `w` or `d` before each.
    pub(crate) log: Vec<String>,
    clock: f64,
}

impl OnDisk {
    /// Writes a file, as another program does.
    pub(crate) fn write(&mut self, path: &str, text: &str) {
        self.clock += 1.0;
        self.files
            .insert(path.to_owned(), (text.as_bytes().to_vec(), self.clock));
    }

    /// Deletes a file, as another program does.
    pub(crate) fn delete(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// The text of a file; empty where it is not there.
    pub(crate) fn text(&self, path: &str) -> String {
        let file = self.files.get(path);
        file.map_or_else(String::new, |(bytes, _)| {
            String::from_utf8(bytes.clone()).unwrap()
        })
    }

    /// The paths of its files.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    fn put(&mut self, root: &str, writing: &Writing) -> Result<f64, FolderError> {
        let path = format!("{root}{}", writing.path);
        if let Some(error) = self.refused.get(&path) {
            return Err(error.clone());
        }
        let there = self.files.get(&path).map(|(_, time)| *time);
        if there != writing.before {
            return Err(FolderError::Changed);
        }
        match &writing.file {
            Some(file) => {
                self.log.push(format!("w{}", writing.path));
                self.clock += 1.0;
                self.files.insert(path, (file.bytes.to_vec(), self.clock));
                Ok(self.clock)
            }
            None => {
                self.log.push(format!("d{}", writing.path));
                self.files.remove(&path);
                Ok(0.0)
            }
        }
    }
}

impl World {
    /// Opens a folder on disk with these files, which the tab knows by a number.
    pub(crate) fn open_folder(&mut self, tab: usize, number: u32, files: &[(&str, &str)]) {
        let folder = self.folders.entry(number).or_default();
        for (path, text) in files {
            folder.write(path, text);
        }
        self.pick_folder(tab, number);
    }

    /// Opens a folder on disk as it is.
    pub(crate) fn pick_folder(&mut self, tab: usize, number: u32) {
        let name = "spinner".to_owned();
        let picked = FolderEvent::Picked(FolderHandle { number, name });
        self.send(tab, Event::Folder(picked));
    }

    /// Exports the open pack into a folder on disk.
    pub(crate) fn export_into(&mut self, tab: usize, number: u32, name: &str) {
        self.folders.entry(number).or_default();
        let name = name.to_owned();
        let picked = FolderEvent::PickedForExport(FolderHandle { number, name });
        self.send(tab, Event::Folder(picked));
    }

    pub(super) fn scan_folder(
        &mut self,
        tab: usize,
        number: u32,
        root: &str,
        expected: &[Expected],
        to_save: bool,
    ) {
        let folder = self.folders.get_mut(&number).expect("a known folder");
        let mut log = Vec::new();
        let scanned = folder.files.iter().filter_map(|(path, (bytes, modified))| {
            let path = path.strip_prefix(root)?.to_owned();
            let is_expected = expected.iter().any(|one| {
                one.path == path && one.size == bytes.len() && one.modified == *modified
            });
            if !is_expected {
                log.push(format!("r{path}"));
            }
            Some(Scanned {
                bytes: (!is_expected).then(|| Arc::from(bytes.as_slice())),
                path,
                modified: *modified,
            })
        });
        let scanned = scanned.collect();
        folder.log.extend(log);
        let is_gone = !root.is_empty() && !folder.files.keys().any(|path| path.starts_with(root));
        let gone = is_gone.then_some(FolderError::Gone);
        let result = folder.broken.clone().or(gone).map_or(Ok(scanned), Err);
        let event = FolderEvent::Scanned {
            number,
            to_save,
            result,
        };
        self.happen(tab, Event::Folder(event));
    }

    pub(super) fn write_folder(&mut self, tab: usize, number: u32, root: &str, files: &[Writing]) {
        let folder = self.folders.get_mut(&number).expect("a known folder");
        let results = files.iter().map(|file| folder.put(root, file)).collect();
        let event = FolderEvent::Written { number, results };
        self.happen(tab, Event::Folder(event));
    }
}
