//! Makes JSON strict: removes trailing commas and comments.

use std::ops::Range;

use super::{Json, trivia};
use crate::text::Edits;
use crate::{Pointer, ProblemKind, TextEdit};

impl Json {
    /// Removes trailing commas and comments. A comment with lines of its own takes these along.
    ///
    /// # Errors
    /// When the text is broken in another way.
    pub fn make_strict(&self) -> Edits {
        self.sound_root()?;
        let edits = self.problems().iter().map(|problem| {
            let range = problem.range.clone();
            TextEdit::remove(if problem.kind == ProblemKind::Comment {
                with_blanks(self.text(), range)
            } else {
                range
            })
        });
        self.verified(edits.collect(), &Pointer::root(), &|_| Some(()))
    }
}

/// A comment with what it leaves blank: its lines, the blanks before it at the end of a line, or
/// those after it elsewhere.
fn with_blanks(text: &str, comment: Range<usize>) -> Range<usize> {
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
