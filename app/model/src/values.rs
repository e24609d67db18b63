//! values.yaml: what a pack offers to a cluster profile, read from its text.

pub mod images;

use pack_syntax::yaml::{Kind, Node, Style};
use pack_syntax::{Pointer, Yaml};

use crate::path::{FilePath, VALUES_YAML};

/// values.yaml as far as it can be read.
#[derive(Debug, Clone)]
pub struct Values {
    yaml: Yaml,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A text, with quotes and escapes resolved.
    Text(String),
    /// Anything else, as it is spelled: a number, a map, an alias.
    Other(String),
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.yaml.text() == other.yaml.text()
    }
}

impl Eq for Values {}

impl Values {
    /// Reads a text; an empty one holds no values.
    pub fn read(text: &str) -> Self {
        Self {
            yaml: Yaml::read(text),
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

    /// What stands at a place; `None` where there is nothing.
    pub fn held(&self, pointer: &Pointer) -> Option<Held> {
        let node = self.yaml.get(pointer)?;
        Some(match text(node) {
            Some(text) => Held::Text(text.to_owned()),
            None => Held::Other(self.spelled(node).to_owned()),
        })
    }

    /// The bytes that spell a value.
    pub fn spelled(&self, node: &Node) -> &str {
        self.yaml.text().get(node.span()).unwrap_or_default()
    }
}

/// The text of a scalar, unless it stands for a number, a truth value or null.
fn text(node: &Node) -> Option<&str> {
    let Kind::Scalar { value, style } = node.kind() else {
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
    fn texts_are_told_from_all_else() {
        let values =
            Values::read("a: b\nn: 25\nq: \"25\"\nt: true\ne:\nm: {x: 1}\nl: &l [1]\ns: *l\n");
        for (key, expected) in [
            ("a", Held::Text("b".into())),
            ("n", Held::Other("25".into())),
            ("q", Held::Text("25".into())),
            ("t", Held::Other("true".into())),
            ("e", Held::Other(String::new())),
            ("m", Held::Other("{x: 1}".into())),
            ("s", Held::Other("*l".into())),
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
