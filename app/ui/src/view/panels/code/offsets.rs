//! Places in a text as a text area counts them: in UTF-16 units, with every line end as one.

use std::ops::Range;

use pack_model::edit::typing::shared;

/// A selection in a text area, in UTF-16 units, and the line it starts on, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) line: u32,
}

/// The text as a text area shows it and gives it back: lines end in LF alone.
pub(super) fn with_plain_ends(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// The selection of a range of a file's text, in UTF-8 bytes.
pub(super) fn selection(text: &str, range: Range<usize>) -> Selection {
    let before = |at: usize| with_plain_ends(&text[..text.floor_char_boundary(at)]);
    let start = before(range.start);
    let line = start.matches('\n').count();
    Selection {
        start: units(&start),
        end: units(&before(range.end)),
        line: u32::try_from(line).unwrap_or(u32::MAX),
    }
}

/// The byte of a file's text at which a typed text begins to differ from it.
pub(super) fn first_difference(text: &str, typed: &str) -> usize {
    let before = with_plain_ends(text);
    let same = shared(before.chars(), typed.chars());
    let hidden = if text.contains("\r\n") {
        before[..same].matches('\n').count()
    } else {
        0
    };
    text.floor_char_boundary(same + hidden)
}

/// Where a caret of one shown text stands in another one, which replaces it: it stays by its
/// neighbours, and goes to the end of what was changed around it.
pub(super) fn carried(before: &str, after: &str, caret: u32) -> u32 {
    let start = shared(before.chars(), after.chars());
    let end = shared(before[start..].chars().rev(), after[start..].chars().rev());
    let (changed, tail) = (
        units(&before[..start]),
        units(&before[before.len() - end..]),
    );
    let (length, new_length) = (units(before), units(after));
    if caret <= changed {
        caret
    } else if caret >= length - tail {
        new_length - (length - caret.min(length))
    } else {
        new_length - tail
    }
}

/// The number of UTF-16 units of a text.
fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_become_selections() {
        for (text, range, expected) in [
            ("a: 1\nb: 2\n", 5..6, (5, 6, 1)),
            ("a\r\nb\r\nc", 6..7, (4, 5, 2)),
            ("é😀x", 6..7, (3, 4, 0)),
            ("é", 1..9, (0, 1, 0)),
            ("\u{feff}{}", 3..5, (1, 3, 0)),
        ] {
            let found = selection(text, range.clone());
            assert_eq!(
                (found.start, found.end, found.line),
                expected,
                "{text:?} {range:?}"
            );
        }
    }

    #[test]
    fn carets_stay_by_their_neighbours() {
        for (before, after, caret, expected) in [
            ("abc", "abcd", 1, 1),
            ("abc", "xabc", 2, 3),
            ("one two three", "one 2 three", 13, 11),
            ("one two three", "one 2 three", 6, 5),
            ("a", "", 1, 0),
            ("", "abc", 0, 0),
            ("aaa", "aa", 3, 2),
            ("😀b", "😀ab", 3, 4),
            ("ab", "abc", 99, 3),
        ] {
            assert_eq!(
                carried(before, after, caret),
                expected,
                "{before:?} to {after:?}, {caret}"
            );
        }
    }

    #[test]
    fn edits_are_found_where_the_file_has_them() {
        for (text, typed, expected) in [
            ("ab", "aXb", 1),
            ("a\r\nb\r\n", "a\nc\n", 3),
            ("é", "è", 0),
            ("a", "a", 1),
            ("", "x", 0),
        ] {
            assert_eq!(
                first_difference(text, typed),
                expected,
                "{text:?} to {typed:?}"
            );
        }
    }

    #[test]
    fn every_line_end_is_shown_as_one() {
        assert_eq!(with_plain_ends("a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
