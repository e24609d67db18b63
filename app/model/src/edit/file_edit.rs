//! The two kinds of edits of a pack's files, each with its inverse.

use pack_syntax::TextEdit;
use serde::{Deserialize, Serialize};

use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;

/// A change of one file, which its inverse takes back exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Replace ranges of a text.
    Text {
        /// The file; it must be text.
        path: FilePath,
        /// The replaced ranges, in order and without overlap.
        edits: Vec<TextEdit>,
    },
    /// Add, replace, or (with `None`) remove a file.
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

    /// Roughly the memory that it takes, in bytes.
    pub fn weight(&self) -> usize {
        let content: usize = match self {
            Self::Put { file, .. } => file.as_ref().map_or(0, File::size),
            Self::Text { edits, .. } => edits
                .iter()
                .map(|edit| edit.insert.len() + size_of_val(edit))
                .sum(),
        };
        content + size_of::<Self>()
    }

    /// Whether the edit would change nothing in the pack.
    pub(crate) fn changes_nothing(&self, pack: &Pack) -> bool {
        match self {
            Self::Put { path, file } => pack.file(path.as_str()) == file.as_ref(),
            Self::Text { path, edits } => pack.text(path.as_str()).is_some_and(|text| {
                edits
                    .iter()
                    .all(|edit| text.get(edit.range.clone()) == Some(edit.insert.as_str()))
            }),
        }
    }

    /// Changes the pack and returns the edit that takes it back; `None`, without a change, if the
    /// edit does not fit the file.
    pub fn apply(self, pack: &mut Pack) -> Option<Self> {
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

/// Adds edits to those that are made before them. The two edits where they meet become one if
/// possible.
pub(crate) fn append(first: &mut Vec<Edit>, mut then: Vec<Edit>) {
    if let (Some(last), Some(next)) = (first.last(), then.first())
        && let Some(both) = joined(last, next)
    {
        first.pop();
        then[0] = both;
    }
    first.append(&mut then);
}

/// One edit that does the same as two in a row, if there is one.
fn joined(first: &Edit, then: &Edit) -> Option<Edit> {
    match (first, then) {
        _ if first.path() != then.path() => None,
        (_, Edit::Put { .. }) => Some(then.clone()),
        (Edit::Text { path, edits: first }, Edit::Text { edits: then, .. }) => {
            let ([first], [then]) = (first.as_slice(), then.as_slice()) else {
                return None;
            };
            let edits = vec![meeting(first, then)?];
            let path = path.clone();
            Some(Edit::Text { path, edits })
        }
        _ => None,
    }
}

/// Two replacements in a row as one, if the second touches what the first inserted.
fn meeting(first: &TextEdit, then: &TextEdit) -> Option<TextEdit> {
    let put = first.range.start..first.range.start + first.insert.len();
    if then.range.end < put.start || put.end < then.range.start {
        return None;
    }
    let kept = |at: usize| at.saturating_sub(put.start).min(put.len());
    let (before, after) = (kept(then.range.start), kept(then.range.end));
    let insert = [
        first.insert.get(..before)?,
        &then.insert,
        first.insert.get(after..)?,
    ];
    let beyond = then.range.end.saturating_sub(put.end);
    Some(TextEdit {
        range: put.start.min(then.range.start)..first.range.end + beyond,
        insert: insert.concat(),
    })
}

/// The edits that change the edited text back into `text`.
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
    fn replacements_that_meet_are_joined() {
        for (first, then, expected) in [
            // Letters that were typed one after the other are undone together.
            ((6..7, ""), (5..6, ""), Some((5..7, ""))),
            ((3..3, "c"), (4..4, "d"), Some((3..3, "cd"))),
            ((3..5, "one"), (2..7, "two"), Some((2..6, "two"))),
            ((3..5, "abcd"), (4..6, "X"), Some((3..5, "aXd"))),
            ((3..5, "abcd"), (1..4, "X"), Some((1..5, "Xbcd"))),
            ((3..5, "abcd"), (6..9, "X"), Some((3..7, "abcX"))),
            ((3..5, ""), (2..2, "X"), None),
            ((3..5, ""), (4..4, "X"), None),
        ] {
            let edit = |(range, insert): (std::ops::Range<usize>, &str)| TextEdit {
                range,
                insert: insert.to_owned(),
            };
            let (first, then) = (edit(first), edit(then));
            let found = meeting(&first, &then);
            assert_eq!(found, expected.map(edit), "{first:?} {then:?}");
            if let Some(both) = found {
                let text = "0123456789";
                let apply = |text: &str, edit| pack_syntax::apply(text, &[edit]).unwrap();
                assert_eq!(apply(text, both), apply(&apply(text, first), then));
            }
        }
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
