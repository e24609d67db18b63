//! The index of a YAML text: which bytes are which value.

use std::ops::Range;

use crate::pointer::array_index;

/// A value and the bytes that spell it, without its anchor, tag and comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
    pub(crate) anchor: Option<usize>,
    pub(crate) tag: Option<String>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Entries in the order of the text, duplicates included.
    Map(Vec<Entry>),
    /// Items in their order.
    Seq(Vec<Node>),
    /// A scalar: its text, with quotes, escapes and folding resolved, and how it is written.
    Scalar {
        /// The text. A plain one may stand for a number, a truth value or null.
        value: String,
        /// How it is written.
        style: Style,
    },
    /// A reference to the node whose [`Node::anchor`] this is.
    Alias(usize),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'single'` quotes.
    SingleQuoted,
    /// In `"double"` quotes.
    DoubleQuoted,
    /// As a block after `|`, whose line breaks stay.
    Literal,
    /// As a block after `>`, whose lines are folded.
    Folded,
}

/// A key of a map with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(crate) key: Node,
    pub(crate) value: Node,
}

impl Node {
    /// The bytes of the value. They end with its last character: blanks, newlines and comments
    /// after it are left out. A value that is missing has an empty span.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// What the value is.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The number of the anchor that stands before the value, which aliases refer to.
    #[must_use]
    pub fn anchor(&self) -> Option<usize> {
        self.anchor
    }

    /// The tag that stands before the value, such as `!!str`.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The entries, if this is a map.
    #[must_use]
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items, if this is a sequence.
    #[must_use]
    pub fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if this is a scalar.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The entry of a key, if this is a map that has it. Of duplicates the last counts.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries()?
            .iter()
            .rev()
            .find(|entry| entry.key() == Some(key))
    }

    /// The value one key or index below.
    pub(crate) fn step(&self, token: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(_) => self.entry(token).map(Entry::value),
            Kind::Seq(items) => items.get(array_index(token)?),
            _ => None,
        }
    }
}

impl Entry {
    /// The text of the key, unless it is a map, a sequence or an alias.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_str()
    }

    /// The key as a node.
    #[must_use]
    pub fn key_node(&self) -> &Node {
        &self.key
    }

    /// The bytes of the key, quotes included.
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
