//! The two things that can happen to a pack's files, each with its inverse.

use pack_syntax::TextEdit;

use crate::file::File;
use crate::pack::Pack;
use crate::path::FilePath;

/// A change of one file that can be taken back exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Ranges of a text are replaced.
    Text {
        /// The file; it must hold text.
        path: FilePath,
        /// The replaced ranges, in order and apart from each other.
        edits: Vec<TextEdit>,
    },
    /// A file is added, replaced, or (with `None`) removed.
    Put {
        /// The file.
        path: FilePath,
        /// Its new content.
        file: Option<File>,
    },
}

impl Edit {
    /// The file that changes.
    pub fn path(&self) -> &FilePath {
        match self {
            Self::Text { path, .. } | Self::Put { path, .. } => path,
        }
    }

    /// Changes the pack and gives the edit that takes it back; `None`, with the pack untouched,
    /// where the edit does not fit the file.
    pub(crate) fn apply(self, pack: &mut Pack) -> Option<Self> {
        match self {
            Self::Put { path, file } => {
                let before = pack.put(path.clone(), file);
                Some(Self::Put { path, file: before })
            }
            Self::Text { path, edits } => {
                let file = pack.file(path.as_str())?;
                let text = file.text()?;
                let changed = pack_syntax::apply(text, &edits).ok()?;
                let inverse = inverse(text, &edits);
                let file = file.with_bytes(changed.into_bytes());
                pack.put(path.clone(), Some(file));
                Some(Self::Text {
                    path,
                    edits: inverse,
                })
            }
        }
    }
}

/// The edits that lead from the changed text back to `text`.
fn inverse(text: &str, edits: &[TextEdit]) -> Vec<TextEdit> {
    let mut removed = 0;
    let mut added = 0;
    edits
        .iter()
        .map(|edit| {
            let start = edit.range.start - removed + added;
            removed += edit.range.len();
            added += edit.insert.len();
            TextEdit {
                range: start..start + edit.insert.len(),
                insert: text[edit.range.clone()].to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_edits_are_taken_back_exactly() {
        let path = FilePath::new("a.txt").unwrap();
        let mut pack = Pack::default();
        pack.put(path.clone(), Some(File::of_text("one two three")));
        let before = pack.clone();
        let edits = vec![
            TextEdit {
                range: 0..3,
                insert: "first".into(),
            },
            TextEdit {
                range: 4..8,
                insert: String::new(),
            },
            TextEdit {
                range: 13..13,
                insert: "!".into(),
            },
        ];
        let inverse = Edit::Text {
            path: path.clone(),
            edits,
        }
        .apply(&mut pack)
        .unwrap();
        assert_eq!(pack.text("a.txt"), Some("first three!"));
        inverse.apply(&mut pack).unwrap();
        assert_eq!(pack, before);
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let path = FilePath::new("a.txt").unwrap();
        let mut pack = Pack::default();
        pack.put(path.clone(), Some(File::of_text("short")));
        let before = pack.clone();
        let edits = vec![TextEdit {
            range: 3..99,
            insert: String::new(),
        }];
        assert_eq!(Edit::Text { path, edits }.apply(&mut pack), None);
        assert_eq!(pack, before);
    }
}
