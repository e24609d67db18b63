//! Makes JSON strict, by removing trailing commas and comments.

use std::ops::Range;

use super::{Json, trivia};
use crate::text::Edits;
use crate::{Pointer, ProblemKind, TextEdit};

impl Json {
    /// Removes trailing commas and comments. If a comment has its own line, removes that line.
    ///
    /// # Errors
    /// If the text has other errors.
    pub fn make_strict(&self) -> Edits {
        self.unbroken_root()?;
        let edits = self.problems().iter().map(|problem| {
            let range = problem.range.clone();
            TextEdit::remove(if problem.kind == ProblemKind::Comment {
                with_surrounding_space(self.text(), range)
            } else {
                range
            })
        });
        let root = Pointer::root();
        self.verified(edits.collect(), &root, &root, &|_| Some(()))
    }
}

/// A comment with the space that becomes useless without it: its whole line, the space before it
/// at the end of a line, or the space after it elsewhere.
fn with_surrounding_space(text: &str, comment: Range<usize>) -> Range<usize> {
    let after = text.get(comment.end..).unwrap_or_default();
    let end = comment.end + (after.len() - after.trim_start_matches([' ', '\t']).len());
    let next = trivia::after_newline(text, end);
    if next == end && end < text.len() {
        return comment.start..end;
    }
    match trivia::indent_of(text, comment.start) {
        Some(indent) => comment.start - indent.len()..next,
        None => {
            let before = text.get(..comment.start).unwrap_or_default();
            before.trim_end_matches([' ', '\t']).len()..end
        }
    }
}
