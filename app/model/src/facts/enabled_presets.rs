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
