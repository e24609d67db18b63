//! Changes that only YAML knows: those that keep comments and layout, and those of its syntax.

use pack_syntax::Pointer;
use pack_syntax::yaml::Tab;
use serde::{Deserialize, Serialize};

use super::{Change, Steps, move_into};
use crate::pack::Pack;
use crate::pack::document::YamlFile;

/// A change that only YAML knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum YamlChange {
    /// Put an entry into a map as text, with its comments; maps that are missing are created.
    InsertText {
        /// The map.
        pointer: Pointer,
        /// The entry's key, which the map does not have yet.
        key: String,
        /// The lines of the entry, from its comments or its key on.
        text: String,
        /// Keys in an order in which this one has its place; empty if any place will do.
        order: Vec<String>,
    },
    /// Move an entry of a map into another map, with its comments; maps that are missing are created.
    MoveInto {
        /// The entry.
        pointer: Pointer,
        /// How many lines above the entry's own move with it: those between it and the entry before
        /// that moves too.
        lines_above: usize,
        /// The map.
        map: Pointer,
    },
    /// Replace a map by its entries, with everything between them.
    Unwrap {
        /// The map.
        pointer: Pointer,
    },
    /// Put a scalar into quotes, so that every reader takes it for text.
    Quote {
        /// The scalar.
        pointer: Pointer,
    },
    /// Put the key of an entry into quotes, so that every reader takes it for text.
    QuoteKey {
        /// The entry.
        pointer: Pointer,
    },
    /// Replace tabs in the indentation by spaces.
    ExpandTabs {
        /// How wide a tab is.
        tab: Tab,
    },
}

impl Change {
    /// Put an entry into a map of YAML as text: its lines, from its comments or its key on. Maps that
    /// are missing are created; the map must not have the key yet.
    pub fn insert_text(
        file: YamlFile,
        map: Pointer,
        key: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self::insert_text_in_order(file, map, key, text, Vec::new())
    }

    /// The same, beside the keys that stand next to it in an order.
    pub fn insert_text_in_order(
        file: YamlFile,
        map: Pointer,
        key: impl Into<String>,
        text: impl Into<String>,
        order: Vec<String>,
    ) -> Self {
        let insert = YamlChange::InsertText {
            pointer: map,
            key: key.into(),
            text: text.into(),
            order,
        };
        Self::Yaml(file, insert)
    }

    /// Move an entry of YAML into another map, with its comments and as many lines above those as
    /// given; maps that are missing are created.
    pub fn move_into(file: YamlFile, pointer: Pointer, lines_above: usize, map: Pointer) -> Self {
        let moved = YamlChange::MoveInto {
            pointer,
            lines_above,
            map,
        };
        Self::Yaml(file, moved)
    }

    /// Replace a map of YAML by its entries, with everything between them.
    pub fn unwrap_map(file: YamlFile, pointer: Pointer) -> Self {
        Self::Yaml(file, YamlChange::Unwrap { pointer })
    }

    /// Put a scalar of YAML into quotes, so that every reader takes it for text.
    pub fn quote(file: YamlFile, pointer: Pointer) -> Self {
        Self::Yaml(file, YamlChange::Quote { pointer })
    }

    /// Put the key of an entry of YAML into quotes, so that every reader takes it for text.
    pub fn quote_key(file: YamlFile, pointer: Pointer) -> Self {
        Self::Yaml(file, YamlChange::QuoteKey { pointer })
    }

    /// Replace tabs in the indentation of YAML by spaces.
    pub fn expand_tabs(file: YamlFile, tab: Tab) -> Self {
        Self::Yaml(file, YamlChange::ExpandTabs { tab })
    }
}

impl YamlChange {
    /// The steps in which the text of a document of the pack changes.
    pub(super) fn steps(&self, text: &str, pack: &Pack) -> Steps {
        let yaml = pack.read_yaml(text);
        let edits = match self {
            Self::InsertText {
                pointer,
                key,
                text,
                order,
            } => {
                let text = text.trim_start_matches(['\r', '\n']);
                let order: Vec<_> = order.iter().map(String::as_str).collect();
                yaml.insert_text_in_order(pointer, key, text, &order)?
            }
            Self::MoveInto {
                pointer,
                lines_above,
                map,
            } => return move_into::steps(pack, &yaml, pointer, *lines_above, map).map(Vec::from),
            Self::Unwrap { pointer } => yaml.unwrap_map(pointer)?,
            Self::Quote { pointer } => yaml.quote(pointer)?,
            Self::QuoteKey { pointer } => yaml.quote_key(pointer)?,
            Self::ExpandTabs { tab } => yaml.expand_tabs(*tab),
        };
        Ok(vec![edits])
    }
}

#[cfg(test)]
mod tests {
    use super::super::triple;
    use super::*;

    fn at(pointer: &str) -> Pointer {
        pointer.parse().unwrap()
    }

    #[test]
    fn text_is_inserted_with_its_comments() {
        triple::check(
            "# top\npack:\n  a: 1 # one\n",
            Change::insert_text(
                YamlFile::values(),
                at("/pack"),
                "m",
                "\n# why\nm:\n    n: 1\n",
            ),
            "# top\npack:\n  a: 1 # one\n  # why\n  m:\n      n: 1\n",
        );
    }

    #[test]
    fn a_map_is_replaced_by_its_entries() {
        triple::check(
            "web:\n  # how many\n  replicas: 2\n  port: 80\n",
            Change::unwrap_map(YamlFile::values(), at("/web")),
            "# how many\nreplicas: 2\nport: 80\n",
        );
    }

    #[test]
    fn a_scalar_is_quoted() {
        triple::check(
            "pack:\n  a: 1 # one\n",
            Change::quote(YamlFile::values(), at("/pack/a")),
            "pack:\n  a: \"1\" # one\n",
        );
    }

    #[test]
    fn a_key_is_quoted() {
        for (before, key, after) in [
            (
                "pos:\n  y: 6 # rows\n  x: 0\n",
                "/pos/y",
                "pos:\n  \"y\": 6 # rows\n  x: 0\n",
            ),
            (
                "on : {1.10: 'a', \"n\": b}\n",
                "/on/1.10",
                "on : {'1.10': 'a', \"n\": b}\n",
            ),
            ("a:\n  'n': 1\n", "/a/n", "a:\n  'n': 1\n"),
        ] {
            let change = Change::quote_key(YamlFile::values(), at(key));
            triple::check(before, change, after);
        }
    }

    #[test]
    fn tabs_become_spaces() {
        triple::check(
            "a:\n\tb: 1\n",
            Change::expand_tabs(YamlFile::values(), Tab::Spaces(2)),
            "a:\n  b: 1\n",
        );
    }
}
