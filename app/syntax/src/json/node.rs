//! The index of a JSON text: its values, and the bytes of each.

use std::ops::Range;

use serde_json::{Map, Number, Value};

use crate::keyed::{Entries, Keyed};
use crate::pointer::{Pointer, array_index};

/// A value and its bytes in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: NodeKind,
}

/// The type and content of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// Members in the order of the text, duplicates included.
    Object(Entries<Member>),
    /// Items in their order.
    Array(Vec<Node>),
    /// A string, with its escapes resolved.
    String(String),
    /// A number, as serde_json reads it.
    Number(Number),
    /// `true` or `false`.
    Bool(bool),
    /// `null`, or a missing value, which has an empty span.
    Null,
}

/// A key of an object with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) colon: Option<usize>,
    pub(crate) value: Node,
}

impl Node {
    /// The bytes of the value, with its quotes or brackets.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The type and content of the value.
    #[must_use]
    pub fn kind(&self) -> &NodeKind {
        &self.kind
    }

    /// The members. `None` if this is not an object.
    #[must_use]
    pub fn members(&self) -> Option<&[Member]> {
        match &self.kind {
            NodeKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items. `None` if this is not an array.
    #[must_use]
    pub fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            NodeKind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text. `None` if this is not a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The member with a key, if this is an object and has it. Of duplicates, the last one counts.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&Member> {
        match &self.kind {
            NodeKind::Object(members) => members.last_of(key),
            _ => None,
        }
    }

    /// The value as plain data. Of duplicate keys, the last one counts.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.kind {
            NodeKind::Object(members) => {
                let pairs = members
                    .iter()
                    .map(|member| (member.key.clone(), member.value.to_value()));
                Value::Object(pairs.collect::<Map<_, _>>())
            }
            NodeKind::Array(items) => Value::Array(items.iter().map(Node::to_value).collect()),
            NodeKind::String(text) => Value::String(text.clone()),
            NodeKind::Number(number) => Value::Number(number.clone()),
            NodeKind::Bool(truth) => Value::Bool(*truth),
            NodeKind::Null => Value::Null,
        }
    }

    /// Whether another value has the same data, with its keys in the same order, wherever both stand.
    pub(super) fn has_data_of(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (NodeKind::Object(one), NodeKind::Object(other)) => {
                let mut members = one.iter().zip(other);
                one.len() == other.len()
                    && members.all(|(one, other)| {
                        one.key == other.key && one.value.has_data_of(&other.value)
                    })
            }
            (NodeKind::Array(one), NodeKind::Array(other)) => {
                let mut items = one.iter().zip(other);
                one.len() == other.len() && items.all(|(one, other)| one.has_data_of(other))
            }
            (one, other) => one == other,
        }
    }

    /// The child with a key or index.
    pub(crate) fn step(&self, token: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Object(_) => self.member(token).map(|member| &member.value),
            NodeKind::Array(items) => items.get(array_index(token)?),
            _ => None,
        }
    }

    /// The value at a path that starts here.
    pub(crate) fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer
            .tokens()
            .iter()
            .try_fold(self, |node, token| node.step(token))
    }
}

impl Keyed for Member {
    fn key_text(&self) -> Option<&str> {
        Some(&self.key)
    }
}

impl Member {
    /// The key, with its escapes resolved.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The bytes of the key, with its quotes.
    #[must_use]
    pub fn key_span(&self) -> Range<usize> {
        self.key_span.clone()
    }

    /// The byte of the colon. `None` if it is missing.
    #[must_use]
    pub fn colon(&self) -> Option<usize> {
        self.colon
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &Node {
        &self.value
    }

    /// The bytes from the key to the end of the value.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.key_span.start..self.value.span.end
    }
}
