//! The pack: its files, and the members that they make.

use std::collections::BTreeMap;

use pack_archive::Entry;
use pack_syntax::{Json, Lines, Pointer, Position, Yaml};

use crate::diagnostic::{Part, Place};
use crate::file::File;
use crate::manifest::Manifest;
use crate::path::{FilePath, PACK_JSON};

/// A pack as its files. Cloning shares their bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pack {
    files: BTreeMap<FilePath, File>,
}

impl Pack {
    /// The pack that lies in `entries`, whose paths start at the pack's own folder.
    ///
    /// Entries whose path cannot name a file of a pack are given back; `pack_archive` lets none
    /// such through.
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

    /// The files below a folder, which ends in `/`.
    pub fn files_in<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a FilePath, &'a File)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.as_str().starts_with(folder))
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The text of the file at a path, if there is such a file and it holds text.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.file(path)?.text()
    }

    /// The metadata. A pack without pack.json has an empty one.
    pub fn manifest(&self) -> Manifest {
        Manifest::read(self.text(PACK_JSON).unwrap_or_default())
    }

    /// The sum of all files' sizes in bytes.
    pub fn size(&self) -> usize {
        self.files.values().map(File::size).sum()
    }

    /// Adds, replaces or (with `None`) removes a file, and gives what was there before.
    pub fn put(&mut self, path: FilePath, file: Option<File>) -> Option<File> {
        match file {
            Some(file) => self.files.insert(path, file),
            None => self.files.remove(&path),
        }
    }

    /// The range of bytes that a place stands for in its file: what it names, or the nearest entry
    /// above that exists. `None` where the file is absent or no text.
    pub fn span(&self, place: &Place) -> Option<std::ops::Range<usize>> {
        let text = self.text(place.file.as_str())?;
        if let Part::Text { start, end } = place.part {
            return Some(start.min(text.len())..end.min(text.len()));
        }
        let on_key = place.part == Part::Key;
        let lookup: Box<dyn Fn(&Pointer) -> Option<std::ops::Range<usize>>> =
            match place.file.extension().as_str() {
                "json" => {
                    let json = Json::read(text);
                    Box::new(move |at| {
                        if on_key { json.key_span(at) } else { None }
                            .or_else(|| Some(json.get(at)?.span()))
                    })
                }
                "yaml" | "yml" => {
                    let yaml = Yaml::read(text);
                    Box::new(move |at| {
                        if on_key { yaml.key_span(at) } else { None }
                            .or_else(|| Some(yaml.get(at)?.span()))
                    })
                }
                _ => Box::new(|_| None),
            };
        let mut at = Some(place.pointer.clone());
        while let Some(pointer) = at {
            if let Some(span) = lookup(&pointer) {
                return Some(span);
            }
            at = pointer.parent();
        }
        Some(0..0)
    }

    /// The line and column at which a place starts; `None` where the file is absent or no text.
    pub fn position(&self, place: &Place) -> Option<Position> {
        let span = self.span(place)?;
        Some(Lines::new(self.text(place.file.as_str())?).position(span.start))
    }
}
