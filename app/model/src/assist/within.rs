//! YAML within YAML: the text that a preset adds to the values is completed and explained as values.yaml is.

use super::{Assistant, Completion, Explanation};
use crate::pack::path::{FilePath, PRESETS_YAML, VALUES_YAML};

/// The text that a preset adds, without the indentation that it has in presets.yaml.
struct Added {
    text: String,
    /// The same place as the caret's, in this text.
    at: usize,
    /// How many columns further left its lines are.
    column: usize,
}

pub(super) fn complete(of: &Assistant<'_>, at: usize, is_asked: bool) -> Option<Completion> {
    let (found, added) = ask(of, at, |inner, at| inner.complete(at, is_asked))?;
    // A word ends on the line on which it begins.
    let from = (at + found.from).checked_sub(added.at)?;
    Some(Completion { from, ..found })
}

pub(super) fn explain(of: &Assistant<'_>, at: usize) -> Option<Explanation> {
    let (found, added) = ask(of, at, |inner, at| inner.explain(at))?;
    let outside = |place: usize| (at + place).checked_sub(added.at);
    let range = outside(found.range.start)?..outside(found.range.end)?;
    Some(Explanation { range, ..found })
}

pub(super) fn indent(of: &Assistant<'_>, at: usize) -> Option<usize> {
    let (column, added) = ask(of, at, |inner, at| inner.indent(at))?;
    Some(column + added.column)
}

/// Asks about the text that a preset adds, if the caret is in one.
fn ask<T>(
    of: &Assistant<'_>,
    at: usize,
    ask: impl Fn(Assistant<'_>, usize) -> Option<T>,
) -> Option<(T, Added)> {
    if *of.file != PRESETS_YAML {
        return None;
    }
    let added = added(of.text, at)?;
    let inner = Assistant {
        file: &FilePath::new(VALUES_YAML).ok()?,
        text: &added.text,
        ..*of
    };
    let found = ask(inner, added.at)?;
    Some((found, added))
}

/// The column at which a line begins; `None` if it is blank.
fn column(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(' ');
    (!rest.trim().is_empty()).then(|| line.len() - rest.len())
}

/// The column of `add` on a line that begins a text of several lines under this key.
fn header(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches([' ', '-']);
    let text = rest.strip_prefix("add:")?.trim_start();
    text.starts_with(['|', '>'])
        .then_some(line.len() - rest.len())
}

fn added(text: &str, at: usize) -> Option<Added> {
    let before = text.get(..at)?;
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let mut least = column(text[line_start..].lines().next()?).unwrap_or(at - line_start);
    let mut start = line_start;
    let key = loop {
        let above_start = text[..start.checked_sub(1)?]
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let line = &text[above_start..start - 1];
        if let Some(key) = header(line).filter(|key| *key < least) {
            break key;
        }
        least = least.min(column(line).unwrap_or(least));
        start = above_start;
    };
    let lines = || text[start..].split_inclusive('\n');
    let inner = lines().take_while(|line| column(line).is_none_or(|column| column > key));
    let inner: Vec<_> = inner.collect();
    let shift = inner
        .iter()
        .find_map(|line| column(line))
        .unwrap_or(least)
        .max(1);
    let mut found = Added {
        text: String::new(),
        at: 0,
        column: shift,
    };
    let mut place = start;
    for line in inner {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let cut = spaces.min(shift);
        if (place..=place + line.len()).contains(&at) && place <= line_start {
            found.at = found.text.len() + (at - place).checked_sub(cut)?;
        }
        found.text.push_str(&line[cut..]);
        place += line.len();
    }
    // The last line may have nothing in it, not even an end.
    (place > line_start || found.text.len() >= found.at).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that a preset adds, with the caret `‸` in it.
    fn check(marked: &str, expected: Option<&str>) {
        let at = marked.find('‸').unwrap();
        let found = added(&marked.replace('‸', ""), at).map(|found| {
            let mut text = found.text;
            text.insert(found.at, '‸');
            text
        });
        assert_eq!(found.as_deref(), expected, "{marked}");
    }

    #[test]
    fn the_text_that_a_preset_adds_is_found() {
        check(
            "presets:\n  - name: a\n    add: |\n      a:\n        b‸: 1\n\n      c: 2\n  - name: b\n",
            Some("a:\n  b‸: 1\n\nc: 2\n"),
        );
        check("- add: |-\n    ‸", Some("‸"));
        check("- add: |\n    a: 1\n    ‸\n- name: b\n", Some("a: 1\n‸\n"));
        check("- add: |\n    a: 1\n  group‸: x\n", None);
        check("- add: |\n    a: 1\n- ‸", None);
        check("- remove:\n  - a‸\n  add: |\n    a: 1\n", None);
        check("add‸: |\n  a: 1\n", None);
        check("‸", None);
    }
}
