//! The differences between two texts, line by line: removed and added lines, with a few unchanged lines
//! around them.

use std::ops::Range;

use pack_syntax::diff;

use crate::edit::typing::shown_lines;

/// How many unchanged lines are shown on either side of a change.
const CONTEXT: usize = 2;

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
    condensed(&all_lines(before, after))
}

/// Every line of both texts.
fn all_lines(before: &str, after: &str) -> Vec<Line> {
    let (old, new) = (shown_lines(before), shown_lines(after));
    let mut lines = Vec::new();
    let mut push = |state, texts: &[String], range: Range<usize>| {
        let numbers = range.start + 1..;
        let numbered = texts.get(range).unwrap_or_default().iter().zip(numbers);
        lines.extend(numbered.map(|(text, number)| Line {
            state,
            number,
            text: text.trim_end_matches('\n').to_owned(),
        }));
    };
    let mut kept = diff::common_pairs(&old, &new);
    kept.push((old.len(), new.len()));
    let (mut a, mut b) = (0, 0);
    for (next_a, next_b) in kept {
        push(LineState::Removed, &old, a..next_a);
        push(LineState::Added, &new, b..next_b);
        push(LineState::Unchanged, &new, next_b..next_b + 1);
        (a, b) = (next_a + 1, next_b + 1);
    }
    lines
}

/// The changed lines and those near them; each run of other lines as one.
fn condensed(lines: &[Line]) -> Vec<Line> {
    let is_near = |index: usize| {
        let state = lines[index].state;
        let reach = if state == LineState::Unchanged {
            CONTEXT
        } else {
            EDGE
        };
        let end = (index + reach + 1).min(lines.len());
        let around = &lines[index.saturating_sub(reach)..end];
        // A run of changes ends with the text, too.
        let is_cut = around.len() <= 2 * reach;
        around.iter().any(|line| line.state != state) || (state != LineState::Unchanged && is_cut)
    };
    let mut seen = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let far = (index..lines.len()).take_while(|at| !is_near(*at)).count();
        if far > 1 {
            seen.push(Line {
                state: LineState::Omitted,
                number: far,
                text: String::new(),
            });
            index += far;
        } else {
            seen.push(lines[index].clone());
            index += 1;
        }
    }
    if seen
        .iter()
        .all(|line| matches!(line.state, LineState::Unchanged | LineState::Omitted))
    {
        seen.clear();
    }
    seen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            let all = all_lines(&before, &after);
            let counted: usize = shown
                .iter()
                .map(|line| if line.state == LineState::Omitted { line.number } else { 1 })
                .sum();
            prop_assert_eq!(shown.is_empty(), before == after);
            prop_assert!(shown.is_empty() || counted == all.len());
        }
    }
}
