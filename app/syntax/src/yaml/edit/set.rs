//! Edits that add values: set, insert and append by path in the first document.

use serde_json::{Map, Value};

use super::arrange::{Slot, first_entry_position};
use super::resolve::Resolved;
use super::{container, context, is_empty_document, key_taken};
use crate::pointer::array_index;
use crate::text::Edits;
use crate::yaml::Yaml;
use crate::yaml::node::{Node, NodeKind};
use crate::yaml::typed::Data;
use crate::yaml::write::render;
use crate::{Pointer, Refusal, key_order};

impl Yaml {
    /// Sets the value at a path: replaces it, or adds it, together with missing parent maps.
    ///
    /// An index equal to a list's length, or `-`, adds an item. A missing or null value becomes a
    /// map if the path continues with a key. In maps and lists too, only the bytes of values that
    /// differ change. Quotes and block scalars keep their style if the new text allows it. If the
    /// keys of a map are sorted, they stay sorted. A key that comes from a merge key is overridden.
    ///
    /// # Errors
    /// If the text is broken, if the path leads through a value that cannot contain the rest of it,
    /// or if an alias, an anchor or a tag prevents the change.
    pub fn set(&self, pointer: &Pointer, value: &Value) -> Edits {
        let resolved = self.resolve(pointer)?;
        let Some(node) = resolved
            .node()
            .filter(|node| !is_empty_document(&resolved, node))
        else {
            return self.fill_empty_document(&resolved, &nest(&resolved.rest, value));
        };
        let Some((token, below)) = resolved.rest.split_first() else {
            return self.change(&resolved, value);
        };
        let value = nest(below, value);
        match node.kind() {
            NodeKind::Map(_) if !below.is_empty() && self.merges(node, token) => {
                Err(Refusal::Merged(resolved.pointer.child(token)))
            }
            NodeKind::Map(entries) => {
                let keys: Vec<_> = entries
                    .iter()
                    .map(|entry| entry.key().unwrap_or_default())
                    .collect();
                self.add_key(
                    &resolved,
                    token,
                    &value,
                    key_order::insertion_index(&keys, token, &[]),
                )
            }
            NodeKind::Seq(items) => {
                let index = if token == "-" {
                    Some(items.len())
                } else {
                    array_index(token)
                };
                let index = index.ok_or_else(|| Refusal::Missing(resolved.pointer.child(token)))?;
                self.insert_item(&resolved.pointer, index, &value)
            }
            _ => {
                let value = nest(std::slice::from_ref(token), &value);
                self.fill_null(&resolved, node, &value, || Refusal::NotAnObject {
                    pointer: resolved.pointer.clone(),
                    key: token.clone(),
                })
            }
        }
    }

    /// Inserts a key at an index of a map, or after its last entry. Adds the map if it is missing
    /// or null.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and if the key exists or the index is greater than the number of
    /// entries.
    pub fn insert(
        &self,
        map: &Pointer,
        key: &str,
        value: &Value,
        position: Option<usize>,
    ) -> Edits {
        let resolved = self.resolve(map)?;
        let node = resolved.node().filter(|_| resolved.rest.is_empty());
        let Some(entries) = node.and_then(Node::entries) else {
            return self.set(&map.child(key), value);
        };
        if entries.iter().any(|entry| entry.key() == Some(key)) {
            return Err(key_taken(&resolved, key));
        }
        let (pointer, len) = (map.clone(), entries.len());
        let index = position.unwrap_or(len);
        if index > len {
            return Err(Refusal::OutOfRange {
                pointer,
                index,
                len,
            });
        }
        self.add_key(&resolved, key, value, index)
    }

    /// Inserts an item at an index of a list, or after its last item. A null value becomes a list.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and if the value is not a list, or the index is greater than its
    /// length.
    pub fn insert_item(&self, list: &Pointer, index: usize, value: &Value) -> Edits {
        let resolved = self.resolve_existing(list)?;
        let node = resolved
            .node()
            .ok_or_else(|| Refusal::Missing(list.clone()))?;
        let len = node.items().map_or(0, <[Node]>::len);
        if index > len {
            let pointer = list.clone();
            return Err(Refusal::OutOfRange {
                pointer,
                index,
                len,
            });
        }
        if node.items().is_none() {
            let value = Value::Array(vec![value.clone()]);
            return self.fill_null(&resolved, node, &value, || {
                Refusal::NotAnArray(list.clone())
            });
        }
        let mut slots: Vec<_> = (0..len).map(Slot::Keep).collect();
        slots.insert(index, Slot::Add(None, value));
        self.arrange_edits(&resolved, &slots, &|data| match data {
            Data::Seq(items) => {
                items.insert(index, Data::from(value));
                Some(())
            }
            _ => None,
        })
    }

    /// Adds an item at the end of a list. Adds the list if it is missing or null.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and if the value is not a list.
    pub fn append(&self, list: &Pointer, value: &Value) -> Edits {
        let resolved = self.resolve(list)?;
        if !resolved.rest.is_empty() || resolved.node().is_none() {
            return self.set(list, &Value::Array(vec![value.clone()]));
        }
        let items = resolved.node().and_then(Node::items);
        self.insert_item(list, items.map_or(0, <[Node]>::len), value)
    }

    /// Changes the resolved value. Keys of existing maps keep their order.
    fn change(&self, resolved: &Resolved<'_>, value: &Value) -> Edits {
        let wanted = Data::from(value);
        self.build_edits(
            resolved,
            &|builder| {
                let documents = builder.documents.clone();
                builder.change(container(self, &documents, resolved)?, value)
            },
            &|before, after| {
                let after = after.at(&resolved.steps)?;
                *before.at_mut(&resolved.steps)? = after.clone();
                after.equals_unordered(&wanted).then_some(())
            },
        )
    }

    fn add_key(&self, resolved: &Resolved<'_>, key: &str, value: &Value, index: usize) -> Edits {
        let len = resolved
            .node()
            .and_then(Node::entries)
            .map_or(0, <[_]>::len);
        let mut slots: Vec<_> = (0..len).map(Slot::Keep).collect();
        slots.insert(index.min(len), Slot::Add(Some(key), value));
        self.arrange_edits(resolved, &slots, &|data| match data {
            Data::Map(pairs) => {
                pairs.insert(index, (Data::Text(key.to_owned()), Data::from(value)));
                Some(())
            }
            _ => None,
        })
    }

    /// Changes null to a map or list.
    fn fill_null(
        &self,
        resolved: &Resolved<'_>,
        node: &Node,
        value: &Value,
        refusal: impl Fn() -> Refusal,
    ) -> Edits {
        if let NodeKind::Alias(_) = node.kind() {
            return Err(self.alias(node, resolved.pointer.clone()));
        }
        if is_empty_document(resolved, node) {
            return self.fill_empty_document(resolved, value);
        }
        let context = context(self, resolved)?;
        self.build_edits(
            resolved,
            &|builder| {
                let scalar = matches!(node.kind(), NodeKind::Scalar { .. });
                if !scalar || builder.data(&resolved.steps) != Some(&Data::Null) {
                    return Err(refusal());
                }
                builder.put_value(node, context, value);
                Ok(())
            },
            &|before, _| {
                *before.at_mut(&resolved.steps)? = Data::from(value);
                Some(())
            },
        )
    }

    /// Writes the first value of an empty document.
    fn fill_empty_document(&self, resolved: &Resolved<'_>, value: &Value) -> Edits {
        self.build_edits(
            resolved,
            &|builder| {
                let lines = if render::is_leaf(value) {
                    vec![render::flow(value, &builder.formatting, false)]
                } else {
                    render::entries(value, &builder.formatting)
                };
                let at = first_entry_position(self.text());
                builder.replace_lines(at..at, &lines);
                Ok(())
            },
            &|before, _| {
                *before = Data::from(value);
                Some(())
            },
        )
    }
}

/// A value inside a map for each of the keys.
fn nest(keys: &[String], value: &Value) -> Value {
    keys.iter().rev().fold(value.clone(), |inner, key| {
        Value::Object(Map::from_iter([(key.clone(), inner)]))
    })
}
