//! Changes of whole files.

use serde::{Deserialize, Serialize};

use super::{Change, Refusal};
use crate::edit::file_edit::Edit;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;

/// A change of a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileChange {
    /// Add or replace a file.
    Put {
        /// The file.
        path: FilePath,
        /// Its content.
        file: File,
    },
    /// Remove a file.
    Remove {
        /// The file.
        path: FilePath,
    },
    /// Give a file another path.
    Rename {
        /// The file.
        from: FilePath,
        /// Its new path, at which no file may exist.
        to: FilePath,
    },
}

impl Change {
    /// Add or replace a file.
    pub fn put_file(path: FilePath, file: File) -> Self {
        Self::File(FileChange::Put { path, file })
    }

    /// Remove a file.
    pub fn remove_file(path: FilePath) -> Self {
        Self::File(FileChange::Remove { path })
    }

    /// Give a file another path, at which no file may exist.
    pub fn rename_file(from: FilePath, to: FilePath) -> Self {
        Self::File(FileChange::Rename { from, to })
    }
}

impl FileChange {
    /// The file that changes; of one that is renamed, the new path.
    pub(super) fn path(&self) -> &FilePath {
        match self {
            Self::Put { path, .. } | Self::Remove { path } | Self::Rename { to: path, .. } => path,
        }
    }

    /// The edits that make this change; none if the pack is like that already.
    pub(super) fn edits(&self, pack: &Pack) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::Put { path, file } if pack.file(path.as_str()) == Some(file) => Ok(Vec::new()),
            Self::Put { path, file } => Ok(vec![edit(path, Some(file))]),
            Self::Remove { path } => {
                existing(pack, path)?;
                Ok(vec![edit(path, None)])
            }
            Self::Rename { from, to } if from == to => Ok(Vec::new()),
            Self::Rename { from, to } => {
                let file = existing(pack, from)?;
                if pack.file(to.as_str()).is_some() {
                    return Err(Refusal::Exists(to.clone()));
                }
                Ok(vec![edit(from, None), edit(to, Some(file))])
            }
        }
    }
}

/// The edit that gives a file this content, or removes it.
fn edit(path: &FilePath, file: Option<&File>) -> Edit {
    Edit::Put {
        path: path.clone(),
        file: file.cloned(),
    }
}

/// The file at a path, or the refusal that there is none.
pub(super) fn existing<'a>(pack: &'a Pack, path: &FilePath) -> Result<&'a File, Refusal> {
    pack.file(path.as_str())
        .ok_or_else(|| Refusal::NoFile(path.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Session, Transaction};

    fn path(path: &str) -> FilePath {
        FilePath::new(path).unwrap()
    }

    fn pack(files: &[(&str, &str)]) -> Pack {
        let mut pack = Pack::default();
        for (file, text) in files {
            pack.put(path(file), Some(File::of_text(text)));
        }
        pack
    }

    #[test]
    fn files_are_added_replaced_removed_and_renamed() {
        let before = [("a", "1"), ("b", "2")];
        for (change, after) in [
            (
                Change::put_file(path("c"), File::of_text("3")),
                &[("a", "1"), ("b", "2"), ("c", "3")][..],
            ),
            (
                Change::put_file(path("a"), File::of_text("3")),
                &[("a", "3"), ("b", "2")],
            ),
            (Change::remove_file(path("a")), &[("b", "2")]),
            (
                Change::rename_file(path("a"), path("x/a")),
                &[("b", "2"), ("x/a", "1")],
            ),
            (Change::rename_file(path("a"), path("a")), &before),
            (Change::put_file(path("a"), File::of_text("1")), &before),
        ] {
            let mut session = Session::open(pack(&before));
            let done = session.apply(Transaction::new("Change", vec![change.clone()]));
            assert_eq!(session.pack(), &pack(after), "{change:?}");
            assert_eq!(done.unwrap().is_some(), after != before, "{change:?}");
            session.undo();
            assert_eq!(session.pack(), &pack(&before), "{change:?}");
        }
    }

    #[test]
    fn a_file_that_is_missing_or_in_the_way_is_named() {
        let pack = pack(&[("a", "1"), ("b", "2")]);
        for (change, refusal) in [
            (
                Change::remove_file(path("c")),
                "There is no c in this pack. Add the file first.",
            ),
            (
                Change::rename_file(path("c"), path("d")),
                "There is no c in this pack. Add the file first.",
            ),
            (
                Change::rename_file(path("a"), path("b")),
                "b exists already. Choose another name, or remove that file first.",
            ),
        ] {
            assert_eq!(change.edits(&pack).unwrap_err().to_string(), refusal);
        }
    }
}
