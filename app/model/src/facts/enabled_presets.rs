//! Which presets does the comment at the top of values.yaml enable? It looks like this: `#
//! spectrocloud.com/enabled-presets: Group:name,Other:name`. What they change is in the values already.

use std::ops::Range;

/// The start of the comment, after its `#`.
pub const MARK: &str = "spectrocloud.com/enabled-presets:";

/// Some files start with it.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The most presets that are read: each finding contains the whole text.
const MOST: usize = 20;

/// One preset that the comment enables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enabled<'t> {
    /// The bytes of group and name.
    pub range: Range<usize>,
    /// The group; empty if there is none.
    pub group: &'t str,
    /// The preset's name.
    pub name: &'t str,
}

/// The presets that a values.yaml enables in the comments above its first value.
pub fn enabled(text: &str) -> Vec<Enabled<'_>> {
    let mut found = Vec::new();
    for (line_start, line) in first_comments(text) {
        let Some(mark) = line.find(MARK) else {
            continue;
        };
        let mut at = line_start + mark + MARK.len();
        let list = line.get(mark + MARK.len()..).unwrap_or_default();
        for item in list.split(',') {
            let item_start = at + (item.len() - item.trim_start().len());
            at += item.len() + 1;
            let item = item.trim();
            if item.is_empty() {
                continue;
            }
            let (group, name) = item.rsplit_once(':').unwrap_or(("", item));
            found.push(Enabled {
                range: item_start..item_start + item.len(),
                group: group.trim(),
                name: name.trim(),
            });
        }
    }
    found.truncate(MOST);
    found
}

/// The comment lines before a text's first value, each with the byte it starts at.
pub fn first_comments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.trim_start_matches(BYTE_ORDER_MARK);
    let first = text.len() - rest.len();
    let mut start = first;
    let lines = rest.split_inclusive('\n').map(move |line| {
        start += line.len();
        (start - line.len(), line)
    });
    let is_blank = |line: &str| line.trim().is_empty();
    let is_comment = |line: &str| line.trim_start().starts_with('#') || line.trim_end() == "---";
    lines.take_while(move |(_, line)| is_blank(line) || is_comment(line))
}

/// A text in which the comment enables one more preset, given as `group:name`.
pub fn with_enabled(text: &str, preset: &str) -> String {
    if let Some(last) = enabled(text).last() {
        let (before, after) = text.split_at(last.range.end);
        return format!("{before},{preset}{after}");
    }
    let marked = first_comments(text).find_map(|(start, line)| {
        let at = line.find(MARK)?;
        Some(start + at + MARK.len())
    });
    if let Some((before, after)) = marked.map(|end| text.split_at(end)) {
        return format!("{before} {preset}{after}");
    }
    let rest = text.trim_start_matches(BYTE_ORDER_MARK);
    let (mark, _) = text.split_at(text.len() - rest.len());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{mark}# {MARK} {preset}{end}{rest}")
}

/// A text without a preset of the comment, and without the comma beside it.
pub fn without(text: &str, range: &Range<usize>) -> String {
    let before = text
        .get(..range.start)
        .unwrap_or_default()
        .trim_end_matches(' ');
    let after = text.get(range.end..).unwrap_or_default();
    match (
        before.strip_suffix(','),
        after.trim_start_matches(' ').strip_prefix(','),
    ) {
        (Some(before), _) => format!("{before}{after}"),
        (None, Some(after)) => format!("{before} {}", after.trim_start_matches(' ')),
        (None, None) => format!("{before}{after}"),
    }
}

/// A text in which the comment enables this preset of a group, given as `group:name`, and no other one of it.
/// A comment that enables none any more goes.
pub fn with_one_of(text: &str, group: &str, preset: Option<&str>) -> String {
    let of_group = enabled(text).into_iter().filter(|one| one.group == group);
    let mut ranges: Vec<_> = of_group.map(|one| one.range).collect();
    let first = preset.is_some().then(|| ranges.first().cloned()).flatten();
    if first.is_some() {
        ranges.remove(0);
    }
    let mut text = text.to_owned();
    for range in ranges.iter().rev() {
        text = without(&text, range);
    }
    match (preset, first) {
        (Some(preset), Some(range)) => text.replace_range(range, preset),
        (Some(preset), None) => return with_enabled(&text, preset),
        (None, _) if !ranges.is_empty() => return without_empty(text),
        (None, _) => {}
    }
    text
}

/// A text without the line of the comment, if that enables none.
pub fn without_empty(mut text: String) -> String {
    let is_it = |line: &str| line.trim().trim_start_matches(['#', ' ']) == MARK;
    let found = first_comments(&text).find(|(_, line)| is_it(line));
    if let Some(range) = found.map(|(start, line)| start..start + line.len()) {
        text.replace_range(range, "");
    }
    text
}

/// A text in which the comment names a preset of a group in another way, as `group:name`; `None` if it does not
/// enable it.
pub fn with_renamed(text: &str, (group, name): (&str, &str), renamed: &str) -> Option<String> {
    let found = enabled(text);
    let one = found
        .iter()
        .find(|one| (one.group, one.name) == (group, name))?;
    let mut text = text.to_owned();
    text.replace_range(one.range.clone(), renamed);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_is_enabled() {
        for (text, expected) in [
            ("a: 1\n", "# spectrocloud.com/enabled-presets: G:a\na: 1\n"),
            (
                "\u{feff}a: 1\r\n",
                "\u{feff}# spectrocloud.com/enabled-presets: G:a\r\na: 1\r\n",
            ),
            (
                "# x\n# spectrocloud.com/enabled-presets: F:b\na: 1\n",
                "# x\n# spectrocloud.com/enabled-presets: F:b,G:a\na: 1\n",
            ),
            (
                "# spectrocloud.com/enabled-presets:\na: 1\n",
                "# spectrocloud.com/enabled-presets: G:a\na: 1\n",
            ),
        ] {
            assert_eq!(with_enabled(text, "G:a"), expected);
        }
    }

    #[test]
    fn one_of_a_group_is_enabled() {
        let comment = |list: &str| format!("# first\n# {MARK} {list}\na: 1\n");
        for (list, preset, expected) in [
            ("G:a,H:b", Some("G:c"), "G:c,H:b"),
            ("H:b", Some("G:c"), "H:b,G:c"),
            ("G:a, H:b,G:d", Some("G:c"), "G:c, H:b"),
            ("G:a,H:b", None, "H:b"),
            ("H:b", None, "H:b"),
        ] {
            assert_eq!(with_one_of(&comment(list), "G", preset), comment(expected));
        }
        assert_eq!(with_one_of(&comment("G:a"), "G", None), "# first\na: 1\n");
        assert_eq!(with_one_of("a: 1\n", "G", None), "a: 1\n");
        assert_eq!(with_one_of("", "G", Some("G:a")), format!("# {MARK} G:a\n"));
    }

    #[test]
    fn a_preset_is_named_in_another_way() {
        let text = format!("# {MARK} G:a,H:a\n");
        let renamed = with_renamed(&text, ("H", "a"), "H:b");
        assert_eq!(renamed, Some(format!("# {MARK} G:a,H:b\n")));
        assert_eq!(with_renamed(&text, ("G", "b"), "G:c"), None);
    }
}
