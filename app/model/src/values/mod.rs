//! values.yaml: the values that a pack offers to a cluster profile, read from its text.

mod caret;
mod dotted;
pub mod form;
pub mod images;
pub mod own;

use pack_syntax::yaml::{Node, NodeKind, Style};
use pack_syntax::{Pointer, Yaml};

use crate::pack::Pack;
use crate::pack::path::{FilePath, VALUES_YAML};

pub use dotted::dotted;

/// values.yaml as far as it can be read.
#[derive(Debug, Clone)]
pub struct Values {
    yaml: Yaml,
}

/// The value at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryValue {
    /// A text, with quotes and escapes resolved.
    Text(String),
    /// Anything else, as it is written: a number, a map, an alias.
    Other(String),
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.yaml.text() == other.yaml.text()
    }
}

impl Eq for Values {}

impl From<Yaml> for Values {
    fn from(yaml: Yaml) -> Self {
        Self { yaml }
    }
}

impl Values {
    /// Reads a text. An empty text has no values.
    pub fn read(text: &str) -> Self {
        Self {
            yaml: Yaml::read(text),
        }
    }

    /// Reads the values.yaml of a pack. A pack without one has no values.
    pub fn of(pack: &Pack) -> Self {
        Self {
            yaml: pack.read_yaml(pack.text(VALUES_YAML).unwrap_or_default()),
        }
    }

    /// Reads a text only to show it, not to check or to change it: see [`Yaml::read_unverified`].
    pub fn glance(text: &str) -> Self {
        Self {
            yaml: Yaml::read_unverified(text),
        }
    }

    /// The path of values.yaml.
    pub fn file() -> FilePath {
        FilePath::of(VALUES_YAML)
    }

    /// The document that this is a view of.
    pub fn yaml(&self) -> &Yaml {
        &self.yaml
    }

    /// The value at a place; `None` if there is none.
    pub fn held(&self, pointer: &Pointer) -> Option<EntryValue> {
        let node = self.yaml.get(pointer)?;
        Some(match text(node) {
            Some(text) => EntryValue::Text(text.to_owned()),
            None => EntryValue::Other(self.spelled(node).to_owned()),
        })
    }

    /// The entry at a place as it is written, with its key, at most so many lines, moved to column 0.
    pub fn excerpt(&self, pointer: &Pointer, lines: usize) -> Option<String> {
        let (start, text) = (self.start(pointer)?, self.yaml.text());
        let end = self.yaml.get(pointer)?.span().end.max(start);
        let rest = text.get(end..)?.lines().next().unwrap_or_default();
        let is_comment = rest.trim_start().starts_with('#');
        let end = if is_comment { end + rest.len() } else { end };
        let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let column = start - line;
        let mut all = text.get(start..end)?.lines().map(|line| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            line.get(spaces.min(column)..).unwrap_or_default()
        });
        let mut shown = all.next().unwrap_or_default().to_owned();
        for line in all.by_ref().take(lines.saturating_sub(1)) {
            shown.push('\n');
            shown.push_str(line);
        }
        if all.next().is_some() {
            shown.push_str("\n…");
        }
        Some(shown)
    }

    /// The line, from 1, on which the entry at a place starts.
    pub fn line(&self, pointer: &Pointer) -> Option<usize> {
        let before = self.yaml.text().get(..self.start(pointer)?)?;
        Some(before.matches('\n').count() + 1)
    }

    /// The place itself if it exists, else the nearest place above it that does.
    pub fn nearest(&self, pointer: &Pointer) -> Pointer {
        let mut above = std::iter::successors(Some(pointer.clone()), Pointer::parent);
        above
            .find(|pointer| self.yaml.get(pointer).is_some())
            .unwrap_or_default()
    }

    /// The first byte of the entry at a place.
    pub fn start(&self, pointer: &Pointer) -> Option<usize> {
        let key = self.yaml.key_span(pointer);
        let span = key.or_else(|| Some(self.yaml.get(pointer)?.span()))?;
        Some(span.start)
    }

    /// The bytes of a value.
    pub fn spelled(&self, node: &Node) -> &str {
        self.yaml.text().get(node.span()).unwrap_or_default()
    }
}

/// The text of a scalar, unless it is a number, a boolean or null.
fn text(node: &Node) -> Option<&str> {
    let NodeKind::Scalar { value, style } = node.kind() else {
        return None;
    };
    let is_text = *style != Style::Plain
        || Yaml::read(value.as_str())
            .value()
            .is_some_and(|read| read.is_string());
    is_text.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_shown_as_they_are_written() {
        let values = Values::read("a:\n  # c\n  b: # d\n    - x\n    -   y\n  e: \"1\" # f\n");
        for (place, lines, expected, line) in [
            ("/a/b", 9, "b: # d\n  - x\n  -   y", 3),
            ("/a/b", 2, "b: # d\n  - x\n…", 3),
            ("/a/b/1", 9, "y", 5),
            ("/a/e", 1, "e: \"1\" # f", 6),
        ] {
            let place = place.parse().unwrap();
            assert_eq!(values.excerpt(&place, lines).as_deref(), Some(expected));
            assert_eq!(values.line(&place), Some(line));
        }
        let absent = Pointer::root().child("a").child("z").item(3);
        assert_eq!(values.excerpt(&absent, 9), None);
        assert_eq!(values.nearest(&absent), Pointer::root().child("a"));
    }

    #[test]
    fn texts_are_told_from_all_else() {
        let values =
            Values::read("a: b\nn: 25\nq: \"25\"\nt: true\ne:\nm: {x: 1}\nl: &l [1]\ns: *l\n");
        for (key, expected) in [
            ("a", EntryValue::Text("b".into())),
            ("n", EntryValue::Other("25".into())),
            ("q", EntryValue::Text("25".into())),
            ("t", EntryValue::Other("true".into())),
            ("e", EntryValue::Other(String::new())),
            ("m", EntryValue::Other("{x: 1}".into())),
            ("s", EntryValue::Other("*l".into())),
        ] {
            assert_eq!(
                values.held(&Pointer::root().child(key)),
                Some(expected),
                "{key}"
            );
        }
        assert_eq!(values.held(&Pointer::root().child("x")), None);
    }
}
