//! The tree of a pack's files as a list of rows, those of closed folders left out.

use std::collections::HashSet;

use pack_model::format::files::CHART_YAML;
use pack_model::{FilePath, Pack};

/// With more files than this, folders below the first level begin closed.
const MANY: usize = 200;

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum TreeRow {
    /// A folder, whose path ends in `/`.
    Folder {
        /// Its path.
        path: String,
        /// How many folders it is in.
        depth: usize,
    },
    /// A file.
    File {
        /// Its path.
        path: FilePath,
        /// How many folders it is in.
        depth: usize,
    },
}

/// The rows of all files: in each folder first folders, then files, by name.
pub(super) fn rows(pack: &Pack, closed: &HashSet<String>) -> Vec<TreeRow> {
    let paths: Vec<_> = pack.files().map(|(path, _)| path).collect();
    let mut rows = Vec::new();
    below("", 0, &paths, closed, &mut rows);
    rows
}

fn below(
    folder: &str,
    depth: usize,
    paths: &[&FilePath],
    closed: &HashSet<String>,
    rows: &mut Vec<TreeRow>,
) {
    let (files, deeper): (Vec<&FilePath>, Vec<&FilePath>) =
        paths.iter().partition(|path| path.folder() == folder);
    let mut rest = deeper.as_slice();
    while let Some(first) = rest.first() {
        let name = first.as_str()[folder.len()..]
            .split('/')
            .next()
            .unwrap_or_default();
        let path = format!("{folder}{name}/");
        // The paths are sorted, so those of one folder stand together.
        let count = rest
            .iter()
            .take_while(|other| other.as_str().starts_with(&path))
            .count()
            .max(1);
        let (inside, behind) = rest.split_at(count);
        rest = behind;
        rows.push(TreeRow::Folder {
            path: path.clone(),
            depth,
        });
        if !closed.contains(&path) {
            below(&path, depth + 1, inside, closed, rows);
        }
    }
    rows.extend(files.into_iter().map(|path| TreeRow::File {
        path: path.clone(),
        depth,
    }));
}

/// The folders that are closed when the tree is first shown: those of unpacked charts, and in a large pack all
/// below the first level.
pub(super) fn closed_at_first(pack: &Pack) -> HashSet<String> {
    let is_large = pack.files().count() > MANY;
    let mut closed = HashSet::new();
    for (path, _) in pack.files() {
        let chart = path.as_str().strip_suffix(CHART_YAML);
        let folders = folders(path).into_iter();
        closed.extend(folders.filter(|folder| {
            let is_deep = folder.matches('/').count() > 1;
            is_large && is_deep || chart == Some(folder.as_str())
        }));
    }
    closed
}

/// All folders that contain a file, each ending in `/`.
pub(super) fn folders(path: &FilePath) -> Vec<String> {
    let folder = path.folder();
    folder
        .match_indices('/')
        .map(|(at, _)| folder[..=at].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use pack_model::File;

    use super::*;

    fn pack(paths: &[&str]) -> Pack {
        let mut pack = Pack::default();
        for path in paths {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text("")));
        }
        pack
    }

    fn check(paths: &[&str], closed: &[&str], expected: &[&str]) {
        let closed = closed.iter().map(|&folder| folder.to_owned()).collect();
        let shown: Vec<_> = rows(&pack(paths), &closed)
            .into_iter()
            .map(|row| match row {
                TreeRow::Folder { path, depth } => format!("{depth} {path}"),
                TreeRow::File { path, depth } => format!("{depth} {path}"),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn folders_stand_before_files() {
        let paths = ["a.txt", "b/c/d.txt", "b/e.txt", "b.txt", "b-c/f.txt"];
        check(
            &paths,
            &[],
            &[
                "0 b-c/",
                "1 b-c/f.txt",
                "0 b/",
                "1 b/c/",
                "2 b/c/d.txt",
                "1 b/e.txt",
                "0 a.txt",
                "0 b.txt",
            ],
        );
        check(
            &paths,
            &["b/"],
            &["0 b-c/", "1 b-c/f.txt", "0 b/", "0 a.txt", "0 b.txt"],
        );
        check(&[], &[], &[]);
    }

    #[test]
    fn unpacked_charts_begin_closed() {
        let files = [
            "charts/web/Chart.yaml",
            "charts/web/templates/a.yaml",
            "charts/web.tgz",
        ];
        let expected = HashSet::from(["charts/web/".to_owned()]);
        assert_eq!(closed_at_first(&pack(&files)), expected);
    }

    #[test]
    fn large_packs_begin_with_deep_folders_closed() {
        assert!(closed_at_first(&pack(&["a/b/c.txt", "a/b/c/d.txt"])).is_empty());
        let many: Vec<_> = (0..=MANY)
            .map(|number| format!("a/b/{number}.txt"))
            .collect();
        let many: Vec<_> = many.iter().map(String::as_str).collect();
        assert_eq!(
            closed_at_first(&pack(&many)),
            HashSet::from(["a/b/".to_owned()])
        );
    }
}
