//! The contents of an archive after reading: files with clean paths, and reports on members.

use std::sync::Arc;

use crate::report::LeftOut;

/// One file.
///
/// Folders are no entries: they exist through the files in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Relative path with `/` between its parts: no `.` or `..`, no empty part, no backslash, no
    /// control character.
    pub path: String,
    /// The file's content. Shared, since packs are copied often and changed rarely.
    pub bytes: Arc<[u8]>,
    /// Whether the file has the execute permission (mode 0755 instead of 0644).
    pub executable: bool,
}

impl Entry {
    /// A file without the execute permission.
    pub fn new(path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
            executable: false,
        }
    }
}

/// The files of an archive in the archive's order, and reports on its other members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The files. Paths are unique.
    pub entries: Vec<Entry>,
    /// Members that were left out or read with a warning, in the order in which they were found.
    pub left_out: Vec<LeftOut>,
}

/// Removes the root folder if all entries are in the same one, and returns its name.
///
/// Nothing changes if there are no entries, if an entry is outside any folder, or if there are
/// several root folders. Reports keep the paths that the archive uses.
pub fn strip_single_root(contents: &mut Contents) -> Option<String> {
    let (root, _) = contents.entries.first()?.path.split_once('/')?;
    let root = root.to_owned();
    let below = |path: &str| {
        path.strip_prefix(root.as_str())
            .and_then(|rest| rest.strip_prefix('/'))
            .map(str::to_owned)
    };
    let stripped: Vec<String> = contents
        .entries
        .iter()
        .map(|entry| below(&entry.path))
        .collect::<Option<_>>()?;
    for (entry, path) in contents.entries.iter_mut().zip(stripped) {
        entry.path = path;
    }
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], root: Option<&str>, after: &[&str]) {
        let mut contents = Contents {
            entries: paths.iter().map(|path| Entry::new(*path, *b"")).collect(),
            left_out: Vec::new(),
        };
        assert_eq!(
            strip_single_root(&mut contents).as_deref(),
            root,
            "{paths:?}"
        );
        let left: Vec<_> = contents.entries.iter().map(|e| e.path.as_str()).collect();
        assert_eq!(left, after, "{paths:?}");
    }

    #[test]
    fn a_folder_around_everything_is_removed() {
        check(&["p/a", "p/b/c"], Some("p"), &["a", "b/c"]);
        check(&["p/q/a"], Some("p"), &["q/a"]);
    }

    #[test]
    fn anything_else_stays() {
        check(&[], None, &[]);
        check(&["a"], None, &["a"]);
        check(&["p/a", "b"], None, &["p/a", "b"]);
        check(&["p/a", "pq/a"], None, &["p/a", "pq/a"]);
        check(&["p/a", "p"], None, &["p/a", "p"]);
    }
}
