//! The changes that keep the lists of pack.json in agreement with the files.

use pack_syntax::Pointer;
use serde_json::Value;

use super::Change;
use crate::facts::file_list::{FILE_LISTS, FileList};
use crate::pack::document::JsonFile;
use crate::pack::file::File;
use crate::pack::manifest::Manifest;
use crate::pack::path::{FilePath, PACK_JSON};

/// Adds or replaces a file, and lists it if it is not listed.
pub fn adding(manifest: &Manifest, list: &FileList, path: &FilePath, file: File) -> Vec<Change> {
    let mut changes = vec![Change::put_file(path.clone(), file)];
    if entries(manifest, list, path.as_str()).is_empty() {
        changes.push(listing(manifest, list, path));
    }
    changes
}

/// Lists a file after all others.
pub fn listing(manifest: &Manifest, list: &FileList, path: &FilePath) -> Change {
    let list = list.pointer();
    let index = manifest
        .json()
        .get(&list)
        .and_then(|node| node.items())
        .map_or(0, <[_]>::len);
    Change::insert(
        JsonFile::pack(),
        list,
        index,
        Value::String(path.to_string()),
    )
}

/// Gives a listed file other content and, where that belongs to another path, moves file and entry
/// there. The file may be missing, which `is_there` says.
pub fn replacing(
    manifest: &Manifest,
    from: &FilePath,
    to: &FilePath,
    file: File,
    is_there: bool,
) -> Vec<Change> {
    let mut changes = vec![Change::put_file(to.clone(), file)];
    if from != to {
        if is_there {
            changes.push(Change::remove_file(from.clone()));
        }
        changes.extend(repointing(manifest, from, to));
    }
    changes
}

/// Removes a file and every entry that lists it.
pub fn removal(manifest: &Manifest, path: &FilePath) -> Vec<Change> {
    let mut changes = vec![Change::remove_file(path.clone())];
    // Entries of a broken pack.json cannot be removed by place; the rules then name what is missing.
    if !manifest.json().is_broken() {
        for list in FILE_LISTS {
            let places = entries(manifest, list, path.as_str()).into_iter().rev();
            changes.extend(places.map(|pointer| Change::remove(JsonFile::pack(), pointer)));
        }
    }
    changes
}

/// Gives a file another path, in every entry that lists it as well.
pub fn renaming(manifest: &Manifest, from: &FilePath, to: &FilePath) -> Vec<Change> {
    let mut changes = vec![Change::rename_file(from.clone(), to.clone())];
    changes.extend(repointing(manifest, from, to));
    changes
}

/// Changes every entry that lists a path.
fn repointing(manifest: &Manifest, from: &FilePath, to: &FilePath) -> Vec<Change> {
    if manifest.json().is_broken() || *from == PACK_JSON {
        return Vec::new();
    }
    let places = FILE_LISTS
        .iter()
        .flat_map(|list| entries(manifest, list, from.as_str()));
    places
        .map(|pointer| Change::set(JsonFile::pack(), pointer, Value::String(to.to_string())))
        .collect()
}

/// The places of a list that hold a path.
fn entries(manifest: &Manifest, list: &FileList, path: &str) -> Vec<Pointer> {
    let held = manifest.listed(list).into_iter();
    held.filter(|listed| listed.path == path)
        .map(|listed| listed.pointer)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Session, Transaction};
    use crate::facts::file_list::CHART_LIST;
    use crate::pack::Pack;

    const CHARTS: &str = r#"{"charts": ["charts/a.tgz", "charts/b.tgz", "charts/a.tgz"]}"#;

    fn path(path: &str) -> FilePath {
        FilePath::new(path).unwrap()
    }

    /// What pack.json and the other files are after changes.
    fn check(
        text: &str,
        changes: impl Fn(&Manifest) -> Vec<Change>,
        expected: &str,
        files: &[&str],
    ) {
        let mut pack = Pack::default();
        pack.put(path("pack.json"), Some(File::of_text(text)));
        pack.put(path("charts/a.tgz"), Some(File::of_text("a")));
        let mut session = Session::open(pack);
        let changes = changes(&session.pack().manifest());
        session.apply(Transaction::new("Test", changes)).unwrap();
        assert_eq!(session.pack().text("pack.json"), Some(expected));
        let found: Vec<_> = session
            .pack()
            .files_in("charts/")
            .map(|(path, _)| path.to_string())
            .collect();
        assert_eq!(found, files);
    }

    #[test]
    fn adding_lists_once() {
        let add = |name: &'static str| {
            move |manifest: &Manifest| {
                adding(manifest, &CHART_LIST, &path(name), File::of_text("new"))
            }
        };
        check(
            CHARTS,
            add("charts/b.tgz"),
            CHARTS,
            &["charts/a.tgz", "charts/b.tgz"],
        );
        check(
            r#"{"name": "a"}"#,
            add("charts/a.tgz"),
            r#"{"name": "a", "charts": ["charts/a.tgz"]}"#,
            &["charts/a.tgz"],
        );
    }

    #[test]
    fn removing_takes_every_entry_along() {
        check(
            CHARTS,
            |manifest| removal(manifest, &path("charts/a.tgz")),
            r#"{"charts": ["charts/b.tgz"]}"#,
            &[],
        );
        check(
            "{broken",
            |manifest| removal(manifest, &path("charts/a.tgz")),
            "{broken",
            &[],
        );
    }

    #[test]
    fn renaming_and_replacing_take_every_entry_along() {
        let expected = r#"{"charts": ["charts/c.tgz", "charts/b.tgz", "charts/c.tgz"]}"#;
        let (from, to) = (path("charts/a.tgz"), path("charts/c.tgz"));
        check(
            CHARTS,
            |manifest| renaming(manifest, &from, &to),
            expected,
            &["charts/c.tgz"],
        );
        check(
            CHARTS,
            |manifest| replacing(manifest, &from, &to, File::of_text("c"), true),
            expected,
            &["charts/c.tgz"],
        );
    }
}
