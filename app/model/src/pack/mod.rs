//! The pack: its files, and where they came from.

pub mod document;
pub mod file;
pub mod locate;
pub mod manifest;
pub mod on_disk;
pub mod origin;
pub mod path;
pub mod place;
pub mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use pack_archive::Entry;
use pack_syntax::yaml::Cache;
use pack_syntax::{Json, Yaml};

use file::File;
use manifest::Manifest;
use origin::Origin;
use path::{FilePath, PACK_JSON};

use crate::facts::file_list::FileList;

/// A pack as its files, and where they came from. Cloning shares them, and what was read of them last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pack {
    files: Arc<BTreeMap<FilePath, File>>,
    origin: Origin,
    cache: Cache,
}

impl Pack {
    /// The pack of `entries`, whose paths start at the pack's own folder.
    ///
    /// Entries whose path cannot name a file of a pack are returned. Of what `pack_archive` reads, those
    /// are the ones whose paths are too long for a folder in an archive.
    pub fn from_entries(entries: Vec<Entry>) -> (Self, Vec<Entry>) {
        let mut pack = Self::default();
        let mut refused = Vec::new();
        for entry in entries {
            match FilePath::new(&entry.path) {
                Ok(path) => {
                    pack.put(
                        path,
                        Some(File {
                            bytes: entry.bytes,
                            executable: entry.executable,
                        }),
                    );
                }
                Err(_) => refused.push(entry),
            }
        }
        (pack, refused)
    }

    /// The files as entries of an archive.
    pub fn to_entries(&self) -> Vec<Entry> {
        self.files
            .iter()
            .map(|(path, file)| Entry {
                path: path.to_string(),
                bytes: file.bytes.clone(),
                executable: file.executable,
            })
            .collect()
    }

    /// All files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&FilePath, &File)> {
        self.files.iter()
    }

    /// The files below a folder; its name ends in `/`.
    pub fn files_in<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a FilePath, &'a File)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.as_str().starts_with(folder))
    }

    /// The files that belong in a list of pack.json, sorted by path.
    pub fn files_of<'p>(&'p self, list: &FileList) -> impl Iterator<Item = &'p FilePath> + use<'p> {
        let belongs = list.belongs;
        self.files_in(list.folder)
            .map(|(path, _)| path)
            .filter(move |path| belongs(path, &|other| self.file(other).is_some()))
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The text of the file at a path, if there is such a file and it is text.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.file(path)?.text()
    }

    /// Reads the text of one of its files, or one that a change leads to. Long texts are read once.
    pub fn read_yaml(&self, text: &str) -> Yaml {
        self.cache.read(text)
    }

    /// The same for JSON.
    pub fn read_json(&self, text: &str) -> Json {
        self.cache.read_json(text)
    }

    /// What keeps the long texts that were read last.
    pub fn yaml_cache(&self) -> &Cache {
        &self.cache
    }

    /// The metadata. A pack without pack.json has an empty one.
    pub fn manifest(&self) -> Manifest {
        let json = self.read_json(self.text(PACK_JSON).unwrap_or_default());
        let mut manifest = Manifest::of(json);
        manifest.respell(&self.files);
        manifest
    }

    /// Where the pack came from. Changes of files do not change this.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Sets where the pack came from.
    pub fn set_origin(&mut self, origin: Origin) {
        self.origin = origin;
    }

    /// The files that were changed or added in a later state of the pack, and (with `None`) those that
    /// were removed.
    pub fn differences(&self, later: &Self) -> Vec<(FilePath, Option<File>)> {
        // Both are in the order of paths, so one walk along both is enough: this runs after every key.
        let mut before = self.files().peekable();
        let (mut changed, mut gone) = (Vec::new(), Vec::new());
        for (path, file) in later.files() {
            while let Some((path, _)) = before.next_if(|(old, _)| *old < path) {
                gone.push((path.clone(), None));
            }
            let old = before.next_if(|(old, _)| *old == path);
            if old.is_none_or(|(_, old)| old != file) {
                changed.push((path.clone(), Some(file.clone())));
            }
        }
        gone.extend(before.map(|(path, _)| (path.clone(), None)));
        changed.append(&mut gone);
        changed
    }

    /// The sum of all files' sizes in bytes.
    pub fn size(&self) -> usize {
        self.files.values().map(File::size).sum()
    }

    /// Adds, replaces or (with `None`) removes a file, and returns the one that was there before.
    pub fn put(&mut self, path: FilePath, file: Option<File>) -> Option<File> {
        let files = Arc::make_mut(&mut self.files);
        match file {
            Some(file) => files.insert(path, file),
            None => files.remove(&path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_make_the_later_state() {
        let pack = |files: &[(&str, &str)]| {
            let mut pack = Pack::default();
            for (path, text) in files {
                pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
            }
            pack
        };
        let before = pack(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let later = pack(&[("a", "1"), ("c", "other"), ("d", "new")]);
        let differences = before.differences(&later);
        let paths: Vec<_> = differences.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["c", "d", "b"]);
        let mut made = before.clone();
        for (path, file) in differences {
            made.put(path, file);
        }
        assert_eq!(made, later);
        assert!(later.differences(&later).is_empty());
    }
}
