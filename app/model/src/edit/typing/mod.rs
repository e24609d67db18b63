//! What is typed in a code editor or a text area, as the smallest edits of a file's text, and changes
//! of that text as strokes for the editor.

mod shown;
mod strokes;

use pack_syntax::TextEdit;

use super::between::replacement;

pub(crate) use strokes::edits;

pub use shown::{Walker, shown};
pub use strokes::{Stroke, strokes};

/// A text as it is shown, whose lines end in LF.
pub(crate) fn shown_text(text: &str) -> String {
    strokes::plain(shown(text))
}

/// The smallest single edit that gives `after`; none if the texts are the same.
///
/// Editors know no line ends but LF. If `before` has CRLF and `after` has no CR, unchanged lines keep
/// their ends, and new lines get the ends that most lines have.
pub(crate) fn difference(before: &str, after: &str) -> Vec<TextEdit> {
    if !before.contains('\r') || after.contains('\r') {
        return smallest(before, after).into_iter().collect();
    }
    let shown = before.replace("\r\n", "\n");
    let Some(mut edit) = smallest(&shown, after) else {
        return Vec::new();
    };
    if strokes::ends_in_crlf(before) {
        edit.insert = edit.insert.replace('\n', "\r\n");
    }
    edit.range = offset_before(before, edit.range.start)..offset_before(before, edit.range.end);
    vec![edit]
}

/// The byte of `before` at which `shown` bytes are counted, if each CRLF counts as one.
fn offset_before(before: &str, shown: usize) -> usize {
    let mut counted = 0;
    let bytes = before.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if counted == shown && !(at > 0 && bytes[at - 1] == b'\r' && *byte == b'\n') {
            return at;
        }
        let joined = *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        counted += usize::from(!joined);
    }
    before.len()
}

/// The edit that replaces what lies between the common start and the common end of two texts.
fn smallest(before: &str, after: &str) -> Option<TextEdit> {
    (before != after).then(|| replacement(before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        before: &str,
        after: &str,
        range: std::ops::Range<usize>,
        insert: &str,
        expected: &str,
    ) {
        let edits = difference(before, after);
        assert_eq!(
            edits,
            [TextEdit::replace(range, insert)],
            "{before:?} to {after:?}"
        );
        assert_eq!(pack_syntax::apply(before, &edits).unwrap(), expected);
    }

    #[test]
    fn typed_text_becomes_the_smallest_edit() {
        check("a: 1\nb: 2\n", "a: 1\nb: 23\n", 9..9, "3", "a: 1\nb: 23\n");
        check("aaa", "aa", 2..3, "", "aa");
        check("", "x", 0..0, "x", "x");
        check("é", "è", 0..2, "è", "è");
        assert!(difference("same", "same").is_empty());
    }

    #[test]
    fn line_ends_stay_as_they_were() {
        check("a\r\nb\r\nc\r\n", "a\nX\nc\n", 3..4, "X", "a\r\nX\r\nc\r\n");
        check("a\r\nb\r\n", "a\nb\nc\n", 6..6, "c\r\n", "a\r\nb\r\nc\r\n");
        check("a\r\nb\r\nc\n", "a\nb\n", 6..8, "", "a\r\nb\r\n");
        check("a\r\n\r\nb\r\n", "a\nb\n", 3..5, "", "a\r\nb\r\n");
        assert!(difference("a\r\nb\n", "a\nb\n").is_empty());
    }
}
