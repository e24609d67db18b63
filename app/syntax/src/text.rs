//! Text edits: the only way to change a document.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Refusal;

/// The byte order mark, which some editors write at the start of UTF-8 text.
pub(crate) const BOM: char = '\u{feff}';

/// The edits of one change, sorted and without overlap. Empty if the text does not change.
pub(crate) type Edits = Result<Vec<TextEdit>, Refusal>;

/// The replacement of a range of a text, in UTF-8 bytes.
///
/// An empty range inserts, an empty `insert` removes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextEdit {
    /// The range to replace, in bytes of the text before all edits.
    pub range: Range<usize>,
    /// The new text of the range.
    pub insert: String,
}

impl TextEdit {
    /// Replaces a range.
    pub fn replace(range: Range<usize>, insert: impl Into<String>) -> Self {
        Self {
            range,
            insert: insert.into(),
        }
    }

    /// Inserts a text before a byte.
    pub fn insert(at: usize, insert: impl Into<String>) -> Self {
        Self::replace(at..at, insert)
    }

    /// Removes a range.
    #[must_use]
    pub fn remove(range: Range<usize>) -> Self {
        Self::replace(range, "")
    }
}

/// Why edits cannot be applied to a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// The range is outside the text, ends before it starts, or splits a character.
    #[error("the edit of bytes {}..{} does not fit the text", .0.start, .0.end)]
    Range(Range<usize>),
    /// The edit starts before the previous one ends.
    #[error("the edit of bytes {}..{} overlaps the previous edit", .0.start, .0.end)]
    Overlap(Range<usize>),
}

/// Applies edits that are sorted by their start and do not overlap.
///
/// Several insertions at the same byte keep their order.
///
/// # Errors
/// If a range does not fit the text, or if edits overlap or are not sorted.
pub fn apply(text: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let added: usize = edits.iter().map(|edit| edit.insert.len()).sum();
    let mut result = String::with_capacity(text.len() + added);
    let mut done = 0;
    for edit in edits {
        let range = edit.range.clone();
        if text.get(range.clone()).is_none() {
            return Err(EditError::Range(range));
        }
        let Some(kept) = text.get(done..range.start) else {
            return Err(EditError::Overlap(range));
        };
        result.push_str(kept);
        result.push_str(&edit.insert);
        done = range.end;
    }
    result.push_str(text.get(done..).unwrap_or_default());
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn applies() {
        let edits = [
            TextEdit::insert(0, "<"),
            TextEdit::insert(0, "<"),
            TextEdit::replace(1..3, "B"),
            TextEdit::remove(3..4),
            TextEdit::insert(5, ">"),
        ];
        assert_eq!(apply("abcde", &edits).unwrap(), "<<aBe>");
    }

    #[test]
    fn refuses() {
        let backwards = Range { start: 2, end: 1 };
        let table = [
            (vec![TextEdit::remove(4..7)], EditError::Range(4..7)),
            (
                vec![TextEdit::remove(backwards.clone())],
                EditError::Range(backwards),
            ),
            (vec![TextEdit::insert(2, "x")], EditError::Range(2..2)),
            (
                vec![TextEdit::remove(3..4), TextEdit::insert(0, "x")],
                EditError::Overlap(0..0),
            ),
            (
                vec![TextEdit::remove(0..3), TextEdit::remove(1..4)],
                EditError::Overlap(1..4),
            ),
        ];
        for (edits, error) in table {
            assert_eq!(apply("aébc", &edits), Err(error));
        }
    }

    proptest! {
        #[test]
        fn never_panics(text: String, edits: Vec<(usize, usize, String)>) {
            let edits: Vec<_> = edits
                .into_iter()
                .map(|(start, end, insert)| TextEdit::replace(start % 40..end % 40, insert))
                .collect();
            let _ = apply(&text, &edits);
        }
    }
}
