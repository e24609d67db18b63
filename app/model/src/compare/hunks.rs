//! What differs between two texts, by lines and by words: the algorithm of Myers with the heuristics of
//! GNU diff, from imara-diff, whose cost stays in proportion where two texts have little in common.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Token};
use serde::Serialize;

/// Lines or words that differ: bytes of the earlier text that became bytes of the later one. Either may
/// be empty, and both begin and end where a line or word does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hunk {
    /// The bytes in the earlier text.
    pub before: Range<usize>,
    /// The bytes in the later text.
    pub after: Range<usize>,
}

/// The lines that differ between two texts, in order. A line has its line end, so texts that differ in
/// line ends only differ in every line.
pub fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let input = InternedInput::new(before, after);
    let mut diff = diff(&input);
    diff.postprocess_lines(&input);
    in_bytes(&input, &diff)
}

/// The words that differ between two texts, in order: letters, digits and dots that follow each other, so
/// that a version is one word, or any other single character. Meant for short texts, such as a few
/// lines before and after they were edited.
pub fn words(before: &str, after: &str) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(split(before));
    input.update_after(split(after));
    let mut diff = diff(&input);
    diff.postprocess_no_heuristic(&input);
    in_bytes(&input, &diff)
}

/// The difference, before it is moved to where people expect it.
fn diff(input: &InternedInput<&str>) -> Diff {
    Diff::compute(Algorithm::Myers, input)
}

/// A difference of tokens as bytes of both texts.
fn in_bytes(input: &InternedInput<&str>, diff: &Diff) -> Vec<Hunk> {
    let (before, after) = (ends(input, &input.before), ends(input, &input.after));
    let bytes = |ends: &[usize], tokens: Range<u32>| {
        let at = |token: u32| ends.get(token as usize).copied().unwrap_or_default();
        at(tokens.start)..at(tokens.end)
    };
    let hunks = diff.hunks().map(|hunk| Hunk {
        before: bytes(&before, hunk.before),
        after: bytes(&after, hunk.after),
    });
    hunks.collect()
}

/// Where the tokens of a text begin, and where the last one ends.
fn ends(input: &InternedInput<&str>, tokens: &[Token]) -> Vec<usize> {
    let mut ends = vec![0];
    let mut end = 0;
    for token in tokens {
        end += input.interner[*token].len();
        ends.push(end);
    }
    ends
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_of_word = |c: char| c.is_alphanumeric() || "_.+".contains(c);
        let end = match rest.find(|c| !is_of_word(c)) {
            _ if !is_of_word(first) => first.len_utf8(),
            Some(end) => end,
            None => rest.len(),
        };
        let (word, others) = rest.split_at(end);
        rest = others;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The hunks as `before>after`.
    fn written(before: &str, after: &str, hunks: &[Hunk]) -> Vec<String> {
        let hunks = hunks.iter();
        let written = hunks.map(|hunk| {
            let (old, new) = (&before[hunk.before.clone()], &after[hunk.after.clone()]);
            format!("{old}>{new}")
        });
        written.collect()
    }

    /// The later text, made of the earlier one.
    fn made(before: &str, after: &str, hunks: &[Hunk]) -> String {
        let mut text = before.to_owned();
        for hunk in hunks.iter().rev() {
            text.replace_range(hunk.before.clone(), &after[hunk.after.clone()]);
        }
        text
    }

    #[test]
    fn lines_and_words_that_differ_are_found() {
        let check = |before: &str, after: &str, expected: &[&str]| {
            let found = written(before, after, &hunks(before, after));
            assert_eq!(found, expected, "{before:?} to {after:?}");
        };
        check("a\nb\nc\n", "a\nb\nc\n", &[]);
        check("a\nb\nc\n", "a\nx\nc\n", &["b\n>x\n"]);
        check("a\nb", "a\nb\n", &["b>b\n"]);
        check("", "a\n", &[">a\n"]);
        check("a\r\n", "a\n", &["a\r\n>a\n"]);
        let (before, after) = ("image: x.io/web:1.2.3", "image: x.io/web:1.3.3-é");
        let found = written(before, after, &words(before, after));
        assert_eq!(found, ["1.2.3>1.3.3-é"]);
    }

    #[test]
    fn long_texts_without_a_common_line_are_compared() {
        let lines = |of: std::ops::Range<u32>| -> String { of.map(|n| format!("{n}\n")).collect() };
        let (before, after) = (lines(0..60_000), lines(60_000..120_000));
        assert_eq!(hunks(&before, &after).len(), 1);
    }

    proptest! {
        #[test]
        fn hunks_make_the_later_text(before in "[ab \r\né]{0,40}", after in "[ab \r\né]{0,40}") {
            prop_assert_eq!(made(&before, &after, &hunks(&before, &after)), after.clone());
            prop_assert_eq!(made(&before, &after, &words(&before, &after)), after);
        }
    }
}
