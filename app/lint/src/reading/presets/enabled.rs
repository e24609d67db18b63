//! The comment at the top of values.yaml that enables presets: what is wrong with it, and how it is changed.

use std::ops::Range;

use pack_model::facts::enabled_presets::{self, BYTE_ORDER_MARK, first_comments};
use pack_model::path::VALUES_YAML;
use pack_model::{Change, FilePath};

pub(crate) use pack_model::facts::enabled_presets::{MARK, enabled, with_enabled};

use crate::reading::text::lines::lines;
use crate::reading::text::nearest::is_near;

/// A misspelled [`MARK`], if there is no correct one.
pub(crate) fn misspelt_mark(text: &str) -> Option<Range<usize>> {
    if first_comments(text).any(|(_, line)| line.contains(MARK)) {
        return None;
    }
    first_comments(text).find_map(|(start, line)| {
        let content = line.trim_start().trim_start_matches('#').trim_start();
        let (word, list) = content.split_once(':')?;
        let right = MARK.trim_end_matches(':');
        let short = right.rsplit('/').next().unwrap_or_default();
        // The short name may be a value that was made a comment.
        let is_meant = is_near(word, right) || (is_near(word, short) && list.contains(':'));
        let at = start + line.len() - content.len();
        (is_meant && word != right).then(|| at..at + word.len() + ":".len())
    })
}

/// The line of the comment if it is only below the first value, where it is not read.
pub(crate) fn misplaced_mark(text: &str) -> Option<Range<usize>> {
    if !text.contains(MARK) || first_comments(text).any(|(_, line)| line.contains(MARK)) {
        return None;
    }
    let is_it =
        |line: &str| line.starts_with('#') && line.trim_start_matches(['#', ' ']).starts_with(MARK);
    let (start, line) = lines(text).find(|(_, line)| is_it(line))?;
    Some(start..start + line.len())
}

/// A text with one of its lines moved to the top.
pub(crate) fn with_line_on_top(text: &str, line: Range<usize>) -> String {
    let before = text.get(..line.start).unwrap_or_default();
    let rest = before.trim_start_matches(BYTE_ORDER_MARK);
    let (mark, _) = before.split_at(before.len() - rest.len());
    let moved = text.get(line.clone()).unwrap_or_default();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let behind = text.get(line.end..).unwrap_or_default();
    format!("{mark}{}{end}{rest}{behind}", moved.trim_end())
}

/// Removes a preset from the comment, with the comma beside it.
pub(crate) fn without(text: &str, range: &Range<usize>) -> Change {
    let text = enabled_presets::without(text, range);
    Change::set_text(FilePath::of(VALUES_YAML), text)
}

#[cfg(test)]
mod tests {
    use pack_model::edit::change::TextChange;

    use super::*;

    #[test]
    fn reads_and_shortens_the_comment() {
        let text = "# first\n# spectrocloud.com/enabled-presets: A:a,B b:c, D:d\npack: {}\n# spectrocloud.com/enabled-presets: X:x\n";
        let found = enabled(text);
        let names: Vec<_> = found
            .iter()
            .map(|one| (one.group, one.name, &text[one.range.clone()]))
            .collect();
        assert_eq!(
            names,
            [("A", "a", "A:a"), ("B b", "c", "B b:c"), ("D", "d", "D:d")]
        );
        let lists = ["B b:c, D:d", "A:a, D:d", "A:a,B b:c"];
        for (one, list) in found.iter().zip(lists) {
            let Change::Text(_, TextChange::Set { text }) = without(text, &one.range) else {
                panic!();
            };
            assert_eq!(
                text.lines().nth(1),
                Some(format!("# {MARK} {list}").as_str())
            );
        }
        for text in ["# spectrocloud.com/enabled-presets:\n", "", "a: 1\n"] {
            assert!(enabled(text).is_empty());
        }
    }
}
