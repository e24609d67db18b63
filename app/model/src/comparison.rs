//! The differences between two texts, line by line: removed and added lines with the words that differ,
//! and a few unchanged lines around them.

use std::ops::Range;

use crate::compare::{Hunk, hunks, words};
use crate::edit::typing::shown_text;

/// How many unchanged lines are shown on either side of a change.
pub const CONTEXT: usize = 2;

/// How many lines are shown at either end of a long run of changed lines: as many as people still read.
const EDGE: usize = 200;

/// Words are told apart in runs of lines with at most so many bytes on both sides.
const WORDS: usize = 20_000;

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happens to it.
    pub state: LineState,
    /// The line's number, from 1: in the old text for a removed line, else in the new text. For lines
    /// that are left out, how many they are.
    pub number: usize,
    /// The number of an unchanged line in the old text, from 1.
    pub old_number: Option<usize>,
    /// The line without its line end; empty for lines that are left out.
    pub text: String,
    /// The bytes of the text that differ from what stood, or stands, in its place; none where little of it
    /// is the same.
    pub words: Vec<Range<usize>>,
    /// What is to be said of the line's end, if that differs, too.
    pub end: &'static str,
    /// The index of the run of changed lines that begins with it.
    pub begins: Option<usize>,
}

/// What happens to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// It is unchanged.
    Unchanged,
    /// It is removed.
    Removed,
    /// It is added.
    Added,
    /// It stands for several lines that are left out: unchanged ones far from any change, or the middle
    /// of a long run of added or removed ones.
    Omitted,
}

/// The lines that differ between two texts, in order, with the lines around them; empty if only line
/// ends differ.
pub fn compare(before: &str, after: &str) -> Vec<Line> {
    let [before, after] = [before, after].map(shown_text);
    lines(&before, &after, &hunks(&before, &after), CONTEXT)
}

/// The lines that differ between two texts, of which these are the runs, with so many lines around each.
/// Where that is more than [`CONTEXT`], more is shown of long runs, too.
pub fn lines(before: &str, after: &str, runs: &[Hunk], context: usize) -> Vec<Line> {
    let mut shown = Shown::default();
    let (mut old, mut new) = (0, 0);
    let mut end = 0;
    let edge = EDGE + EDGE / 10 * context.saturating_sub(CONTEXT);
    for (index, run) in runs.iter().enumerate() {
        let head = if index == 0 { 0 } else { context };
        let kept = after.get(end..run.after.start).unwrap_or_default();
        shown.old = old;
        let count = shown.push(&Part::kept(kept), new, (head, context));
        (old, new, end) = (old + count, new + count, run.after.end);
        let first = shown.lines.len();
        let removed = before.get(run.before.clone()).unwrap_or_default();
        let added = after.get(run.after.clone()).unwrap_or_default();
        let [removed, added] = Part::changed(removed, added);
        old += shown.push(&removed, old, (edge, edge));
        new += shown.push(&added, new, (edge, edge));
        if let Some(first) = shown.lines.get_mut(first) {
            first.begins = Some(index);
        }
    }
    if !runs.is_empty() {
        let rest = after.get(end..).unwrap_or_default();
        shown.old = old;
        shown.push(&Part::kept(rest), new, (context, 0));
    }
    shown.lines
}

/// Lines that follow each other, of which the same becomes.
struct Part<'t> {
    state: LineState,
    text: &'t str,
    /// The bytes of the text that differ from the other side.
    words: Vec<Range<usize>>,
    /// The other side, if there is one.
    other: &'t str,
}

impl<'t> Part<'t> {
    fn kept(text: &'t str) -> Self {
        Self {
            state: LineState::Unchanged,
            text,
            words: Vec::new(),
            other: "",
        }
    }

    /// What is removed, and what is added in its place.
    fn changed(removed: &'t str, added: &'t str) -> [Self; 2] {
        let is_replaced = !removed.is_empty() && !added.is_empty();
        let found = match is_replaced && removed.len() + added.len() <= WORDS {
            true => words(removed, added),
            false => Vec::new(),
        };
        let part = |state, text, other, words| Self {
            state,
            text,
            words,
            other,
        };
        let before = found.iter().map(|hunk| hunk.before.clone()).collect();
        let after = found.into_iter().map(|hunk| hunk.after).collect();
        [
            part(LineState::Removed, removed, added, before),
            part(LineState::Added, added, removed, after),
        ]
    }

    /// The bytes of a line that differ, counted from its start: none unless a fifth of its letters and digits
    /// is the same.
    fn words_of(&self, start: usize, line: &str) -> Vec<Range<usize>> {
        let end = start + line.len();
        let first = self.words.partition_point(|word| word.end <= start);
        let words = self.words.get(first..).unwrap_or_default().iter();
        let words = words.take_while(|word| word.start < end);
        let words = words.map(|word| word.start.max(start) - start..word.end.min(end) - start);
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let differ: usize = words
            .iter()
            .map(|word| count(line.get(word.clone()).unwrap_or_default()))
            .sum();
        let all = count(line);
        match (all - differ) * 5 >= all && differ < all {
            true => words,
            false => Vec::new(),
        }
    }

    /// What is to be said of the end of a line.
    fn end_of(&self, line: &str) -> &'static str {
        match (line.ends_with('\n'), line.ends_with("\r\n")) {
            (false, _) if self.other.ends_with('\n') => "no newline at the end",
            (_, true) if !self.other.is_empty() && !self.other.contains("\r\n") => "ends in CRLF",
            _ => "",
        }
    }
}

/// The lines so far.
#[derive(Default)]
struct Shown {
    lines: Vec<Line>,
    /// How many lines of the old text are before what is pushed.
    old: usize,
}

impl Shown {
    /// Adds the first and the last lines of a text that follows so many lines, and how many there are between
    /// them. Gives how many lines the text has.
    fn push(&mut self, part: &Part<'_>, before: usize, (head, tail): (usize, usize)) -> usize {
        let lines: Vec<&str> = part.text.split_inclusive('\n').collect();
        let count = lines.len();
        let far = head.min(count)..count.saturating_sub(tail);
        let is_kept = part.state == LineState::Unchanged;
        let mut start = 0;
        for (index, line) in lines.into_iter().enumerate() {
            let at = start;
            start += line.len();
            let is_far = far.len() > 1 && far.contains(&index);
            if is_far && index > far.start {
                continue;
            }
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = text
                .strip_suffix('\r')
                .filter(|_| text != line)
                .unwrap_or(text);
            self.lines.push(match is_far {
                true => Line {
                    state: LineState::Omitted,
                    number: far.len(),
                    old_number: None,
                    text: String::new(),
                    words: Vec::new(),
                    end: "",
                    begins: None,
                },
                false => Line {
                    state: part.state,
                    number: before + index + 1,
                    old_number: is_kept.then_some(self.old + index + 1),
                    text: text.to_owned(),
                    words: part.words_of(at, text),
                    end: part.end_of(line),
                    begins: None,
                },
            });
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::TextDifference;

    /// A comparison as text: a sign, the number and the line.
    fn written(before: &str, after: &str) -> Vec<String> {
        let sign = |state| match state {
            LineState::Unchanged => ' ',
            LineState::Removed => '-',
            LineState::Added => '+',
            LineState::Omitted => '…',
        };
        let lines = compare(before, after).into_iter();
        lines
            .map(|line| format!("{}{} {}", sign(line.state), line.number, line.text))
            .collect()
    }

    fn numbered(range: std::ops::Range<usize>) -> String {
        range.map(|line| format!("l{line}\n")).collect()
    }

    #[test]
    fn changed_lines_stand_among_their_neighbours() {
        let before = numbered(1..9);
        let after = before.replace("l5\n", "x\ny\n");
        let expected = [
            "…2 ", " 3 l3", " 4 l4", "-5 l5", "+5 x", "+6 y", " 7 l6", " 8 l7", " 9 l8",
        ];
        assert_eq!(written(&before, &after), expected);
    }

    #[test]
    fn the_middle_of_long_runs_is_left_out() {
        let shown = written(&(numbered(1..408) + "end"), "end");
        assert_eq!(shown.len(), 2 * EDGE + 2);
        let middle = ["-200 l200", "…7 ", "-208 l208"];
        assert_eq!(shown[EDGE - 1..EDGE + 2], middle);
        assert_eq!(shown.last().unwrap(), " 1 end");
        // One line takes no less room than the words that it is left out.
        assert_eq!(written(&numbered(1..402), "").len(), 401);
    }

    #[test]
    fn line_ends_and_marks_are_no_difference() {
        assert!(written("a\r\nb\r\n", "a\nb\n").is_empty());
        assert!(written("\u{feff}a\n", "a\n").is_empty());
        assert!(written("", "").is_empty());
        assert_eq!(written("a\r\nb\r\n", "a\nc\n"), [" 1 a", "-2 b", "+2 c"]);
        assert_eq!(written("a", "a\n"), ["-1 a", "+1 a"]);
    }

    /// The words of changed lines that differ, in brackets, and what is said of their ends.
    fn words_of(before: &str, after: &str) -> Vec<String> {
        let lines = lines(before, after, &hunks(before, after), 0).into_iter();
        let is_changed = |line: &Line| matches!(line.state, LineState::Removed | LineState::Added);
        let lines = lines.filter(is_changed);
        let written = lines.map(
            |Line {
                 mut text,
                 words,
                 end,
                 ..
             }| {
                for word in words.iter().rev() {
                    text.insert(word.end, ']');
                    text.insert(word.start, '[');
                }
                match end {
                    "" => text,
                    end => format!("{text} ({end})"),
                }
            },
        );
        written.collect()
    }

    #[test]
    fn words_that_differ_are_told_where_a_line_was_edited() {
        let (before, after) = (
            "image: x.io/web:1.2.3\nport: 80\n",
            "image: x.io/web:1.3.0\nport: 81\n",
        );
        let expected = [
            "image: x.io/web:[1.2.3]",
            "port: [80]",
            "image: x.io/web:[1.3.0]",
            "port: [81]",
        ];
        assert_eq!(words_of(before, after), expected);
        assert_eq!(words_of("a é b\n", "a ü b c\n"), ["a [é] b", "a [ü] b[ c]"]);
        let other = ["enabled: true", "replicas: 3"];
        assert_eq!(words_of("enabled: true\n", "replicas: 3\n"), other);
        assert_eq!(words_of("port: 80\n", ""), ["port: 80"]);
        let long = "word ".repeat(WORDS / 5);
        let expected = [format!("{long}a"), format!("{long}b")];
        assert_eq!(words_of(&expected[0], &expected[1]), expected);
    }

    #[test]
    fn ends_that_differ_are_told() {
        assert_eq!(words_of("a", "a\n"), ["a (no newline at the end)", "a"]);
        assert_eq!(words_of("a", "b"), ["a", "b"]);
        assert_eq!(words_of("a\nb", "a\n"), ["b"]);
        assert_eq!(words_of("a\r\n", "a\n"), ["a (ends in CRLF)", "a"]);
    }

    #[test]
    fn unchanged_lines_have_both_numbers_and_long_runs_open() {
        let before = numbered(1..4);
        let shown = lines(
            &before,
            &format!("x\n{before}"),
            &hunks(&before, &format!("x\n{before}")),
            2,
        );
        let numbers: Vec<_> = shown
            .iter()
            .map(|line| (line.old_number, line.number))
            .collect();
        assert_eq!(
            numbers,
            [(None, 1), (Some(1), 2), (Some(2), 3), (Some(3), 4)]
        );
        let long = numbered(0..1_000);
        let shown = |context| lines("", &long, &hunks("", &long), context).len();
        assert_eq!((shown(CONTEXT), shown(CONTEXT + 20)), (2 * EDGE + 1, 1_000));
    }

    proptest! {
        #[test]
        fn every_line_is_shown_or_counted(before in "[ab\n]{0,60}", after in "[ab\n]{0,60}") {
            let shown = compare(&before, &after);
            let removed = TextDifference::between(&before, &after).removed;
            let all = after.lines().count() + removed;
            let counted: usize = shown
                .iter()
                .map(|line| if line.state == LineState::Omitted { line.number } else { 1 })
                .sum();
            prop_assert_eq!(shown.is_empty(), before == after);
            prop_assert!(shown.is_empty() || counted == all);
        }
    }
}
