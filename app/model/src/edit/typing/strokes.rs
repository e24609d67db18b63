//! Strokes in a code editor as edits of the file's text, and other changes of the text as strokes for
//! the editor.

use pack_syntax::TextEdit;
use serde::{Deserialize, Serialize};

use super::shown::{Walker, shown};
use crate::compare::hunks;

/// Units `from` to `to` of a [shown] text are replaced. Inserted lines end in LF.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stroke {
    /// Its start, in UTF-16 units of the text before all strokes that are made together.
    pub from: usize,
    /// One past its end.
    pub to: usize,
    /// The new text.
    pub insert: String,
}

/// The edits of a file's text for strokes that are made together. The strokes are sorted and do not
/// overlap, as an editor reports them. Inserted lines get the ends that most lines have.
pub(crate) fn edits(text: &str, strokes: &[Stroke]) -> Vec<TextEdit> {
    let mut walker = Walker::new(text);
    let crlf = strokes.iter().any(|stroke| stroke.insert.contains('\n')) && ends_in_crlf(text);
    strokes
        .iter()
        .map(|stroke| {
            let range = walker.byte(stroke.from)..walker.byte(stroke.to.max(stroke.from));
            let insert = if crlf {
                stroke.insert.replace('\n', "\r\n")
            } else {
                stroke.insert.clone()
            };
            keep_apart(text, TextEdit { range, insert })
        })
        .filter(|edit| !(edit.range.is_empty() && edit.insert.is_empty()))
        .collect()
}

/// Whether most lines of a text end in CRLF.
pub(super) fn ends_in_crlf(text: &str) -> bool {
    text.matches("\r\n").count() * 2 > text.matches('\n').count()
}

/// If an edit would join a CR and an LF, which were two line ends, it turns the CR into an LF.
fn keep_apart(text: &str, mut edit: TextEdit) -> TextEdit {
    let (before, after) = (&text[..edit.range.start], &text[edit.range.end..]);
    let meets =
        edit.insert.starts_with('\n') || (edit.insert.is_empty() && after.starts_with('\n'));
    if meets {
        let ends = before.len() - before.trim_end_matches('\r').len();
        edit.range.start -= ends;
        edit.insert.insert_str(0, &"\n".repeat(ends));
    }
    edit
}

/// The strokes that change the text in an editor from one to another, each as small as possible.
pub fn strokes(before: &str, after: &str) -> Vec<Stroke> {
    let (before, after) = (shown(before), shown(after));
    let head = head(before, after);
    let tail = tail(&before[head..], &after[head..]);
    let unit = Walker::new(before).unit(head);
    let old = plain(&before[head..before.len() - tail]);
    let new = plain(&after[head..after.len() - tail]);
    by_lines(&old, &new, unit)
}

/// How many bytes the common lines at the start of two texts have.
fn head(before: &str, after: &str) -> usize {
    let pairs = before.bytes().zip(after.bytes());
    let same = pairs.take_while(|(a, b)| a == b).count();
    before.as_bytes()[..same]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1)
}

/// How many bytes the common lines at the end of two texts have.
fn tail(before: &str, after: &str) -> usize {
    let pairs = before.bytes().rev().zip(after.bytes().rev());
    let same = pairs.take_while(|(a, b)| a == b).count();
    let starts_a_line = |text: &str| {
        let start = text.len() - same;
        start == 0 || text.as_bytes()[start - 1] == b'\n'
    };
    if starts_a_line(before) && starts_a_line(after) {
        return same;
    }
    let ending = &before.as_bytes()[before.len() - same..];
    let line = ending.iter().position(|byte| *byte == b'\n');
    line.map_or(0, |at| same - at - 1)
}

/// A text as an editor shows it, whose lines end in LF.
pub(super) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The strokes that change one text into another, both starting at a unit.
fn by_lines(before: &str, after: &str, mut unit: usize) -> Vec<Stroke> {
    let mut found = Vec::new();
    let mut at = 0;
    for hunk in hunks(before, after) {
        let (kept, gone) = (&before[at..hunk.before.start], &before[hunk.before.clone()]);
        unit += units(kept);
        found.extend(smallest(gone, &after[hunk.after], unit));
        unit += units(gone);
        at = hunk.before.end;
    }
    found
}

/// The stroke that changes one text into another, both starting at a unit; none if they are the same.
fn smallest(before: &str, after: &str, unit: usize) -> Option<Stroke> {
    let edit = super::smallest(before, after)?;
    let from = unit + units(&before[..edit.range.start]);
    Some(Stroke {
        from,
        to: from + units(&before[edit.range]),
        insert: edit.insert,
    })
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stroke(from: usize, to: usize, insert: &str) -> Stroke {
        Stroke {
            from,
            to,
            insert: insert.to_owned(),
        }
    }

    fn check(before: &str, strokes: &[Stroke], after: &str) {
        let edits = edits(before, strokes);
        let found = pack_syntax::apply(before, &edits).unwrap();
        assert_eq!(found, after, "{before:?} with {strokes:?}");
    }

    #[test]
    fn strokes_keep_what_an_editor_does_not_show() {
        check("a: 1\n", &[stroke(4, 4, "2")], "a: 12\n");
        check(
            "\u{feff}a\r\nb\r\n",
            &[stroke(1, 1, "\n")],
            "\u{feff}a\r\n\r\nb\r\n",
        );
        check("\u{feff}a\r\nb", &[stroke(0, 3, "x")], "\u{feff}x");
        check("a\r\nb\r\n", &[stroke(1, 2, "")], "ab\r\n");
        check("a\nb\r\nc\n", &[stroke(5, 5, "\nd")], "a\nb\r\nc\nd\n");
        check("😀é", &[stroke(2, 2, "x"), stroke(3, 3, "y")], "😀xéy");
        check("ab", &[stroke(1, 99, "")], "a");
    }

    #[test]
    fn line_ends_that_meet_stay_two() {
        check("a\rx\nb", &[stroke(2, 3, "")], "a\n\nb");
        check("a\rb", &[stroke(2, 2, "\n")], "a\n\nb");
    }

    #[test]
    fn strokes_for_other_changes_are_small() {
        for (before, after, expected) in [
            ("a: 1\nb: 2\n", "a: 1\nb: 3\n", vec![stroke(8, 9, "3")]),
            (
                "a\nb\nc\n",
                "x\nb\ny\n",
                vec![stroke(0, 1, "x"), stroke(4, 5, "y")],
            ),
            ("a\r\n😀b\r\n", "a\r\n😀c\r\n", vec![stroke(4, 5, "c")]),
            ("\u{feff}a", "a", vec![]),
            ("a\r\nb", "a\nb", vec![]),
            ("", "a\n", vec![stroke(0, 0, "a\n")]),
            ("a\nb\n", "a\nb\nb\n", vec![stroke(4, 4, "b\n")]),
            ("same", "same", vec![]),
        ] {
            assert_eq!(strokes(before, after), expected, "{before:?} to {after:?}");
        }
    }

    /// The text in an editor after strokes.
    fn in_editor(text: &str, strokes: &[Stroke]) -> String {
        let plain = plain(shown(text));
        let mut units: Vec<u16> = plain.encode_utf16().collect();
        for stroke in strokes.iter().rev() {
            let end = stroke.to.min(units.len());
            units.splice(stroke.from.min(end)..end, stroke.insert.encode_utf16());
        }
        String::from_utf16_lossy(&units)
    }

    proptest! {
        #[test]
        fn editor_and_file_stay_the_same(
            before in "\u{feff}?[ab\r\né😀]{0,12}",
            (from, length) in (0_usize..14, 0_usize..4),
            insert in "[ab\n😀]{0,3}",
        ) {
            // Editors never place the caret inside a character.
            let mut walker = Walker::new(&before);
            let byte = walker.byte(from);
            let from = walker.unit(byte);
            let byte = walker.byte(from + length);
            let stroke = stroke(from, walker.unit(byte), &insert);
            let edits = edits(&before, std::slice::from_ref(&stroke));
            let after = pack_syntax::apply(&before, &edits).unwrap();
            prop_assert_eq!(in_editor(&after, &[]), in_editor(&before, &[stroke]));
        }

        #[test]
        fn strokes_change_one_text_into_the_other(
            before in "\u{feff}?([ab]{0,2}(\n|\r\n|\r|😀)){0,8}",
            after in "\u{feff}?([ab]{0,2}(\n|\r\n|\r|😀)){0,8}",
        ) {
            prop_assert_eq!(in_editor(&before, &strokes(&before, &after)), in_editor(&after, &[]));
        }
    }
}
