//! The index of a YAML text: its values, and the bytes of each.

use std::ops::Range;

use crate::keyed::{Entries, Keyed};
use crate::pointer::array_index;

/// A value and its bytes in the text, without its anchor, tag and comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: NodeKind,
    pub(crate) anchor: Option<usize>,
    pub(crate) tag: Option<String>,
}

/// The type and content of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// Entries in the order of the text, duplicates included.
    Map(Entries<MapEntry>),
    /// Items in the order of the text.
    Seq(Vec<Node>),
    /// A scalar. Its quotes, escapes and folding are resolved.
    Scalar {
        /// The text. That of a plain scalar can mean a number, a boolean or null.
        value: String,
        /// The style in which it is written.
        style: Style,
    },
    /// An alias of the node that has this [`Node::anchor`].
    Alias(usize),
}

/// The style of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'single'` quotes.
    SingleQuoted,
    /// In `"double"` quotes.
    DoubleQuoted,
    /// As a block scalar after `|`, which keeps line breaks.
    Literal,
    /// As a block scalar after `>`, which folds lines.
    Folded,
}

/// A key of a map with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapEntry {
    pub(crate) key: Node,
    pub(crate) value: Node,
}

impl Node {
    /// The bytes of the value, up to its last character: without whitespace, newlines and comments
    /// after it. A missing value has an empty span.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The type and content of the value.
    #[must_use]
    pub fn kind(&self) -> &NodeKind {
        &self.kind
    }

    /// The number of the value's anchor, which aliases refer to.
    #[must_use]
    pub fn anchor(&self) -> Option<usize> {
        self.anchor
    }

    /// The value's tag, such as `!!str`.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The entries. `None` if this is not a map.
    #[must_use]
    pub fn entries(&self) -> Option<&[MapEntry]> {
        match &self.kind {
            NodeKind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items. `None` if this is not a sequence.
    #[must_use]
    pub fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// The text. `None` if this is not a scalar.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The entry with a key, if this is a map and has it. Of duplicates, the last one counts.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&MapEntry> {
        match &self.kind {
            NodeKind::Map(entries) => entries.last_of(key),
            _ => None,
        }
    }

    /// The child with a key or index.
    pub(crate) fn step(&self, token: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Map(_) => self.entry(token).map(MapEntry::value),
            NodeKind::Seq(items) => items.get(array_index(token)?),
            _ => None,
        }
    }
}

impl Keyed for MapEntry {
    fn key_text(&self) -> Option<&str> {
        self.key()
    }
}

impl MapEntry {
    /// The text of the key. `None` if the key is a map, a sequence or an alias.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_str()
    }

    /// The key as a node.
    #[must_use]
    pub fn key_node(&self) -> &Node {
        &self.key
    }

    /// The bytes of the key, with its quotes.
    #[must_use]
    pub fn key_span(&self) -> Range<usize> {
        self.key.span()
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &Node {
        &self.value
    }

    /// The bytes from the key to the end of the value.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.key.span.start..self.value.span.end.max(self.key.span.end)
    }
}
