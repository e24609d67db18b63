//! Finds the entry of values.yaml at a caret.

use pack_syntax::Pointer;
use pack_syntax::yaml::{Node, NodeKind, Style};

use super::Values;
use crate::assist;

impl Values {
    /// The place of the key or item on the line of a byte. A comment belongs to what follows it, a blank
    /// line to what precedes it. If the text cannot be parsed, the indentation decides.
    pub fn at(&self, byte: usize) -> Pointer {
        let text = self.yaml.text();
        let byte = text.floor_char_boundary(byte);
        if self.yaml.is_broken() {
            return assist::place_in_yaml(text, byte);
        }
        let (place, node) = self.walk(content(text, byte));
        if matches!(
            node.map(Node::kind),
            Some(NodeKind::Scalar {
                style: Style::Literal | Style::Folded,
                ..
            })
        ) {
            return place;
        }
        match below_comments(text, byte) {
            Some(next) => self.walk(next).0,
            None => place,
        }
    }

    /// The last key or item that starts at or before a byte, with its value.
    fn walk(&self, byte: usize) -> (Pointer, Option<&Node>) {
        let mut place = Pointer::root();
        let mut node = self.yaml.root();
        while let Some(container) = node {
            if self.is_left(container, byte) {
                break;
            }
            let next = match container.kind() {
                NodeKind::Map(entries) => {
                    let after = entries.partition_point(|entry| entry.key_span().start <= byte);
                    let entry = after.checked_sub(1).and_then(|last| entries.get(last));
                    entry.and_then(|entry| Some((place.child(entry.key()?), entry.value())))
                }
                NodeKind::Seq(items) => {
                    let after = items.partition_point(|item| item.span().start <= byte);
                    let last = after.checked_sub(1);
                    last.and_then(|last| Some((place.item(last), items.get(last)?)))
                }
                NodeKind::Scalar { .. } | NodeKind::Alias(_) => None,
            };
            let Some((below, value)) = next else {
                break;
            };
            (place, node) = (below, Some(value));
        }
        (place, node)
    }

    /// Whether a byte is after the bracket that closes a map or list.
    fn is_left(&self, container: &Node, byte: usize) -> bool {
        self.spelled(container).starts_with(['{', '[']) && byte >= container.span().end
    }
}

/// The byte itself, or the first one after the spaces and dashes at the start of its line.
fn content(text: &str, byte: usize) -> usize {
    let line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    let rest = &text[line..];
    byte.max(line + rest.len() - rest.trim_start_matches([' ', '-']).len())
}

/// The start of the content that follows the comment lines around a byte.
fn below_comments(text: &str, byte: usize) -> Option<usize> {
    let mut line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let mut lines = text[line..].split_inclusive('\n');
    let first = lines.next().filter(|first| is_comment(first))?;
    line += first.len();
    for next in lines {
        if !is_comment(next) {
            return (!next.trim().is_empty()).then(|| content(text, line));
        }
        line += next.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of a caret, which is `¦` in the text.
    fn check(marked: &str, expected: &str) {
        let byte = marked.find('¦').unwrap();
        let found = Values::read(&marked.replacen('¦', "", 1)).at(byte);
        assert_eq!(found.to_string(), expected, "{marked:?}");
    }

    #[test]
    fn a_caret_stands_at_the_entry_of_its_line() {
        for (marked, expected) in [
            ("a: 1¦\n", "/a"),
            ("¦a:\n  b: 1\n", "/a"),
            ("a:\n¦  b: 1\nc: 2\n", "/a/b"),
            ("a:\n  b: 1\n¦c: 2\n", "/c"),
            ("a:\n  b: 1 # note¦\nc: 2\n", "/a/b"),
            ("a:\n  b: 1\n  ¦\nc: 2\n", "/a/b"),
            ("a:\n  - x: 1\n  ¦- y: 2\n    z: 3\n", "/a/1/y"),
            ("a:\n  - --one\n¦  - --two\n", "/a/1"),
            ("a: {b: 1, ¦c: [2, 3]}\nd: 4\n", "/a/c"),
            ("a: {b: 1}¦ # note\n", "/a"),
            ("a: |\n  # no com¦ment\nb: 1\n", "/a"),
            ("\"a.b\":\r\n  c: \"é😀¦\"\r\n", "/a.b/c"),
            ("¦", ""),
            ("# note¦\n", ""),
        ] {
            check(marked, expected);
        }
    }

    #[test]
    fn comments_belong_to_what_follows_them() {
        for (marked, expected) in [
            ("# of¦ a\na: 1\n", "/a"),
            ("a:\n  b: 1\n  # of ¦c\n  # too\n  c: 2\n", "/a/c"),
            ("a:\n  b: 1\n# of ¦c\nc: 2\n", "/c"),
            ("a: 1\n# of n¦othing\n\nb: 2\n", "/a"),
            ("a: 1\n# the ¦end", "/a"),
        ] {
            check(marked, expected);
        }
    }

    #[test]
    fn a_broken_text_is_read_by_its_indentation() {
        for (marked, expected) in [
            ("x: [\na:\n  b: 1¦\n", "/a/b"),
            ("a:\n  b: 1\n  wor¦\n  c: 2\n", "/a/wor"),
            ("x: [\na:\n  - b: 1¦\n", "/a"),
        ] {
            check(marked, expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_caret_in_any_text(text in "[-ab: #\"'|{}\\[\\],\n\ré😀]{0,30}", byte in 0_usize..60) {
            let values = Values::read(&text);
            let place = values.at(byte);
            let is_there = place.is_root() || values.yaml().get(&place).is_some();
            proptest::prop_assert!(is_there || values.yaml().is_broken(), "{}", place);
        }
    }
}
