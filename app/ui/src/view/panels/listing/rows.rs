//! The rows of a listing: what pack.json lists, in its order, then the unlisted files of the
//! folder.

use std::collections::{HashMap, HashSet};

use pack_model::{FilePath, Manifest, Pack};

use super::kind::FileKind;

/// A listed or unlisted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileRow {
    /// The path as it is written, or, for an entry that is no text, its JSON.
    pub(super) path: String,
    /// How many rows above have the same path.
    pub(super) copy: usize,
    /// The index in the list, if it is listed.
    pub(super) listed: Option<usize>,
    /// The file, if it is there.
    pub(super) file: Option<FilePath>,
}

impl FileRow {
    /// What tells a row from all others while rows move.
    pub(super) fn identity(&self) -> (String, usize) {
        (self.path.clone(), self.copy)
    }
}

/// All rows.
pub(super) fn rows(kind: &FileKind, pack: &Pack, manifest: &Manifest) -> Vec<FileRow> {
    let items = manifest
        .json()
        .get(&kind.list.pointer())
        .and_then(|node| node.items())
        .unwrap_or_default();
    let mut rows: Vec<FileRow> = Vec::new();
    let mut copies: HashMap<String, usize> = HashMap::new();
    let mut listed = HashSet::new();
    for (index, item) in items.iter().enumerate() {
        let path = item
            .as_str()
            .map_or_else(|| item.to_value().to_string(), str::to_owned);
        let copies = copies.entry(path.clone()).or_default();
        let copy = *copies;
        *copies += 1;
        let file = item.as_str().and_then(|path| FilePath::new(path).ok());
        let file = file.filter(|file| pack.file(file.as_str()).is_some());
        listed.extend(file.as_ref().map(FilePath::to_string));
        rows.push(FileRow {
            path,
            copy,
            listed: Some(index),
            file,
        });
    }
    let unlisted: Vec<_> = pack
        .files_of(kind.list)
        .filter(|path| !listed.contains(path.as_str()))
        .map(|path| FileRow {
            path: path.to_string(),
            copy: 0,
            listed: None,
            file: Some(path.clone()),
        })
        .collect();
    rows.extend(unlisted);
    rows
}

#[cfg(test)]
mod tests {
    use pack_model::File;

    use super::*;
    use crate::view::panels::listing::manifests::KIND;

    #[test]
    fn listed_missing_and_unlisted_files_have_rows() {
        let mut pack = Pack::default();
        for path in [
            "manifests/b.yaml",
            "manifests/sub/a.yml",
            "manifests/notes.txt",
        ] {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text("")));
        }
        let manifest = Manifest::read(
            r#"{"kubeManifests":["manifests/gone.yaml",3,"manifests/b.yaml","manifests/b.yaml"]}"#,
        );
        let found: Vec<_> = rows(&KIND, &pack, &manifest)
            .into_iter()
            .map(|row| (row.path, row.copy, row.listed, row.file.is_some()))
            .collect();
        let expected = [
            ("manifests/gone.yaml", 0, Some(0), false),
            ("3", 0, Some(1), false),
            ("manifests/b.yaml", 0, Some(2), true),
            ("manifests/b.yaml", 1, Some(3), true),
            ("manifests/sub/a.yml", 0, None, true),
        ];
        assert_eq!(
            found,
            expected.map(|(path, copy, listed, is_there)| (
                path.to_owned(),
                copy,
                listed,
                is_there
            ))
        );
    }
}
