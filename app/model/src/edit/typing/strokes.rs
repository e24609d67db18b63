//! What a person does in a code editor, as edits of the file's text, and what changes elsewhere, as
//! changes for the editor.

use pack_syntax::TextEdit;
use pack_syntax::diff;
use serde::{Deserialize, Serialize};

use super::shown::{Walker, shown};

/// Units `from` to `to` of a shown text are replaced. Lines of what is inserted end in LF.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stroke {
    /// Where it begins, in UTF-16 units of the text before all strokes made together.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What stands there afterwards.
    pub insert: String,
}

/// The edits that strokes made together are in a file's text. They are sorted and do not overlap,
/// as an editor tells them; lines that are inserted end as most of the text do.
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

/// An edit that would let a CR and an LF meet, which were two line ends, makes an LF of the CR.
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

/// The strokes that lead an editor from one text to another, each as small as can be.
pub fn strokes(before: &str, after: &str) -> Vec<Stroke> {
    let (before, after) = (shown(before), shown(after));
    let head = head(before, after);
    let tail = tail(&before[head..], &after[head..]);
    let unit = Walker::new(before).unit(head);
    let old = lines(&before[head..before.len() - tail]);
    let new = lines(&after[head..after.len() - tail]);
    hunks(&old, &new, unit)
}

/// The bytes of the lines with which two texts begin alike.
fn head(before: &str, after: &str) -> usize {
    let pairs = before.bytes().zip(after.bytes());
    let same = pairs.take_while(|(a, b)| a == b).count();
    before.as_bytes()[..same]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1)
}

/// The bytes of the lines with which two texts end alike.
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

/// The lines of a text as an editor has them, each with its end.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split_inclusive('\n').map(str::to_owned).collect()
}

/// The strokes between lines that begin at a unit.
fn hunks(old: &[String], new: &[String], mut unit: usize) -> Vec<Stroke> {
    let mut found = Vec::new();
    let (mut a, mut b) = (0, 0);
    let mut kept = diff::common_pairs(old, new);
    kept.push((old.len(), new.len()));
    for (next_a, next_b) in kept {
        let (gone, come) = (old[a..next_a].concat(), new[b..next_b].concat());
        found.extend(smallest(&gone, &come, unit));
        unit += units(&gone) + old.get(next_a).map_or(0, |line| units(line));
        (a, b) = (next_a + 1, next_b + 1);
    }
    found
}

/// The stroke between two texts that begin at a unit; none where they are the same.
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
    fn changes_from_elsewhere_are_small() {
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

    /// A text as an editor holds it, after strokes.
    fn held(text: &str, strokes: &[Stroke]) -> String {
        let plain = lines(shown(text)).concat();
        let mut units: Vec<u16> = plain.encode_utf16().collect();
        for stroke in strokes.iter().rev() {
            let end = stroke.to.min(units.len());
            units.splice(stroke.from.min(end)..end, stroke.insert.encode_utf16());
        }
        String::from_utf16_lossy(&units)
    }

    proptest! {
        #[test]
        fn editor_and_file_stay_in_step(
            before in "\u{feff}?[ab\r\né😀]{0,12}",
            (from, length) in (0_usize..14, 0_usize..4),
            insert in "[ab\n😀]{0,3}",
        ) {
            // Editors put no caret into the middle of a character.
            let mut walker = Walker::new(&before);
            let byte = walker.byte(from);
            let from = walker.unit(byte);
            let byte = walker.byte(from + length);
            let stroke = stroke(from, walker.unit(byte), &insert);
            let edits = edits(&before, std::slice::from_ref(&stroke));
            let after = pack_syntax::apply(&before, &edits).unwrap();
            prop_assert_eq!(held(&after, &[]), held(&before, &[stroke]));
        }

        #[test]
        fn strokes_lead_from_text_to_text(
            before in "\u{feff}?([ab]{0,2}(\n|\r\n|\r|😀)){0,8}",
            after in "\u{feff}?([ab]{0,2}(\n|\r\n|\r|😀)){0,8}",
        ) {
            prop_assert_eq!(held(&before, &strokes(&before, &after)), held(&after, &[]));
        }
    }
}
