//! The comments of a YAML text, which edits must keep although they are not part of the data.

use std::ops::Range;

use pack_once::sort::sort_by;

use crate::lines;
use crate::yaml::Yaml;
use crate::yaml::node::{Node, NodeKind, Style};

/// The bytes of each comment in the order of the text, without whitespace at its end.
pub(crate) fn comments(yaml: &Yaml) -> Vec<Range<usize>> {
    let text = yaml.text();
    let mut scalars = Vec::new();
    yaml.documents
        .iter()
        .for_each(|node| collect(text, node, &mut scalars));
    sort_by(&mut scalars, &|one: &Range<usize>, other| {
        one.start.cmp(&other.start)
    });
    let mut scalars = scalars.into_iter().peekable();

    let mut found = Vec::new();
    let mut at = 0;
    while let Some(hash) = text.get(at..).and_then(|rest| rest.find('#')) {
        let hash = at + hash;
        while scalars.next_if(|scalar| scalar.end <= hash).is_some() {}
        let inside = scalars.peek().filter(|scalar| scalar.start <= hash);
        at = match inside {
            Some(scalar) => scalar.end,
            None if starts(text, hash) => {
                let end = lines::line_end(text, hash);
                let spelled = text.get(hash..end).unwrap_or_default();
                found.push(hash..hash + spelled.trim_end().len());
                end
            }
            None => hash + 1,
        };
    }
    found
}

/// Whether a `#` starts a comment: it follows whitespace or starts a line.
pub(crate) fn starts(text: &str, hash: usize) -> bool {
    let before = text.get(..hash).unwrap_or_default();
    before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || c == crate::text::BOM)
}

/// Collects the bytes of scalars, which may contain a `#` that is not a comment. The first line of
/// a block scalar can end with a comment, so it is left out.
fn collect(text: &str, node: &Node, scalars: &mut Vec<Range<usize>>) {
    match node.kind() {
        NodeKind::Map(entries) => {
            for entry in entries {
                collect(text, entry.key_node(), scalars);
                collect(text, entry.value(), scalars);
            }
        }
        NodeKind::Seq(items) => items.iter().for_each(|item| collect(text, item, scalars)),
        NodeKind::Scalar {
            style: Style::Literal | Style::Folded,
            ..
        } => {
            let span = node.span();
            scalars.push(lines::line_end(text, span.start).min(span.end)..span.end);
        }
        NodeKind::Scalar { .. } | NodeKind::Alias(_) => {
            scalars.push(node.span());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_comments_alone() {
        let table: &[(&str, &[&str])] = &[
            ("# a \nb: c # d\n", &["# a", "# d"]),
            ("a: 'x # y'\nb: x#y\n", &[]),
            ("a: \"x\n  # y\" # z\n", &["# z"]),
            ("a: b#c #d\n", &["#d"]),
            ("a: | # b\n  # c\n# d\n", &["# b", "# d"]),
            (
                "a: [ # b\n  'c # d', # e\n]\r\n# f\r\n",
                &["# b", "# e", "# f"],
            ),
            ("\u{feff}# a", &["# a"]),
            ("# a\n---\n# b\n---\nc: 1 # d\n", &["# a", "# b", "# d"]),
            ("a: &b#c *d\n", &[]),
        ];
        for (text, expected) in table {
            let yaml = Yaml::read(*text);
            let found: Vec<_> = comments(&yaml)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
