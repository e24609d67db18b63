//! The differences between two texts, line by line: removed and added lines, with a few unchanged lines
//! around them.

use crate::compare::{Hunk, hunks};
use crate::edit::typing::shown_lines;

/// How many unchanged lines are shown on either side of a change.
pub const CONTEXT: usize = 2;

/// How many lines are shown at either end of a long run of changed lines: as many as people still read.
const EDGE: usize = 200;

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happens to it.
    pub state: LineState,
    /// The line's number, from 1: in the old text for a removed line, else in the new text. For lines
    /// that are left out, how many they are.
    pub number: usize,
    /// The line without its line end; empty for lines that are left out.
    pub text: String,
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
    let [before, after] = [before, after].map(|text| shown_lines(text).concat());
    lines(&before, &after, &hunks(&before, &after), CONTEXT)
}

/// The lines that differ between two texts, of which these are the runs, with so many lines around each.
pub fn lines(before: &str, after: &str, runs: &[Hunk], context: usize) -> Vec<Line> {
    let mut shown = Shown::default();
    let (mut old, mut new) = (0, 0);
    let mut end = 0;
    for (
        run,
        Hunk {
            before: b,
            after: a,
        },
    ) in runs.iter().enumerate()
    {
        let head = if run == 0 { 0 } else { context };
        let kept = after.get(end..a.start).unwrap_or_default();
        let count = shown.push(LineState::Unchanged, kept, new, (head, context));
        (old, new, end) = (old + count, new + count, a.end);
        let first = shown.lines.len();
        let removed = before.get(b.clone()).unwrap_or_default();
        let added = after.get(a.clone()).unwrap_or_default();
        old += shown.push(LineState::Removed, removed, old, (EDGE, EDGE));
        new += shown.push(LineState::Added, added, new, (EDGE, EDGE));
        if let Some(first) = shown.lines.get_mut(first) {
            first.begins = Some(run);
        }
    }
    if !runs.is_empty() {
        let rest = after.get(end..).unwrap_or_default();
        shown.push(LineState::Unchanged, rest, new, (context, 0));
    }
    shown.lines
}

/// The lines so far.
#[derive(Default)]
struct Shown {
    lines: Vec<Line>,
}

impl Shown {
    /// Adds the first and the last lines of a text that follows so many lines, and how many there are between
    /// them. Gives how many lines the text has.
    fn push(
        &mut self,
        state: LineState,
        text: &str,
        before: usize,
        (head, tail): (usize, usize),
    ) -> usize {
        let lines: Vec<&str> = text.lines().collect();
        let count = lines.len();
        let far = head.min(count)..count.saturating_sub(tail);
        for (index, text) in lines.into_iter().enumerate() {
            let is_far = far.len() > 1 && far.contains(&index);
            let line = match is_far {
                false => (state, before + index + 1, text),
                true if index == far.start => (LineState::Omitted, far.len(), ""),
                true => continue,
            };
            let (state, number, text) = line;
            self.lines.push(Line {
                state,
                number,
                text: text.to_owned(),
                begins: None,
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
