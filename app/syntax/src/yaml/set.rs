//! Edits that bring a value in: setting, inserting and appending by path in the first document.

use serde_json::{Map, Value};

use super::Yaml;
use super::arrange::{Slot, end_for_entries};
use super::data::Data;
use super::edit::{container, is_nothing, site, taken};
use super::node::{Kind, Node};
use super::path::Reach;
use super::render;
use crate::pointer::array_index;
use crate::text::Edits;
use crate::{Pointer, Refusal, place};

impl Yaml {
    /// Sets the value at a path: replaces it, or adds it with the maps above that are missing.
    ///
    /// An index equal to a list's length, or `-`, adds an item. A value that is missing or null
    /// becomes a map where a key below it is wanted. Only what differs is touched, in maps and
    /// lists as well; quotes and block scalars keep their style where the new text allows it. In a
    /// map whose keys are sorted a new key goes where they stay sorted. A key that a merge key
    /// brings in is overridden.
    ///
    /// # Errors
    /// When the text is broken, the path goes through something that holds no such place, or an
    /// alias, an anchor or a tag is in the way.
    pub fn set(&self, pointer: &Pointer, value: &Value) -> Edits {
        let reach = self.reach(pointer)?;
        let Some(node) = reach.node().filter(|node| !is_nothing(&reach, node)) else {
            return self.start(&reach, &wrapped(&reach.rest, value));
        };
        let Some((token, below)) = reach.rest.split_first() else {
            return self.change(&reach, value);
        };
        let value = wrapped(below, value);
        match node.kind() {
            Kind::Map(_) if !below.is_empty() && self.merges(node, token) => {
                Err(Refusal::Merged(reach.pointer.child(token)))
            }
            Kind::Map(entries) => {
                let keys: Vec<_> = entries
                    .iter()
                    .map(|entry| entry.key().unwrap_or_default())
                    .collect();
                self.add_key(&reach, token, &value, place::place(&keys, token, &[]))
            }
            Kind::Seq(items) => {
                let index = if token == "-" {
                    Some(items.len())
                } else {
                    array_index(token)
                };
                let index = index.ok_or_else(|| Refusal::Missing(reach.pointer.child(token)))?;
                self.insert_item(&reach.pointer, index, &value)
            }
            _ => {
                let value = wrapped(std::slice::from_ref(token), &value);
                self.fill(&reach, node, &value, || Refusal::NotAnObject {
                    pointer: reach.pointer.clone(),
                    key: token.clone(),
                })
            }
        }
    }

    /// Inserts a key before the entry of an index in a map, or after its last entry. A map that is
    /// missing or null is made.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and when the key is there already or the map is shorter.
    pub fn insert(
        &self,
        map: &Pointer,
        key: &str,
        value: &Value,
        position: Option<usize>,
    ) -> Edits {
        let reach = self.reach(map)?;
        let node = reach.node().filter(|_| reach.rest.is_empty());
        let Some(entries) = node.and_then(Node::entries) else {
            return self.set(&map.child(key), value);
        };
        if entries.iter().any(|entry| entry.key() == Some(key)) {
            return Err(taken(&reach, key));
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
        self.add_key(&reach, key, value, index)
    }

    /// Inserts an item before the index of a list, or after its last item. A value that is null
    /// becomes a list.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and when there is no list, or it is shorter than the index.
    pub fn insert_item(&self, list: &Pointer, index: usize, value: &Value) -> Edits {
        let reach = self.find(list)?;
        let node = reach.node().ok_or_else(|| Refusal::Missing(list.clone()))?;
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
            return self.fill(&reach, node, &value, || Refusal::NotAnArray(list.clone()));
        }
        let mut slots: Vec<_> = (0..len).map(Slot::Keep).collect();
        slots.insert(index, Slot::Add(None, value));
        self.arranged(&reach, &slots, &|data| match data {
            Data::Seq(items) => {
                items.insert(index, Data::from(value));
                Some(())
            }
            _ => None,
        })
    }

    /// Adds an item at the end of a list. One that is missing or null is made.
    ///
    /// # Errors
    /// As for [`Yaml::set`], and when there is something else than a list.
    pub fn append(&self, list: &Pointer, value: &Value) -> Edits {
        let reach = self.reach(list)?;
        if !reach.rest.is_empty() || reach.node().is_none() {
            return self.set(list, &Value::Array(vec![value.clone()]));
        }
        let items = reach.node().and_then(Node::items);
        self.insert_item(list, items.map_or(0, <[Node]>::len), value)
    }

    /// Changes the value that was reached. In maps that stay, keys keep their order.
    fn change(&self, reach: &Reach<'_>, value: &Value) -> Edits {
        let wanted = Data::from(value);
        self.drafted(
            reach,
            &|draft| {
                let documents = draft.documents.clone();
                draft.change(container(self, &documents, reach)?, value)
            },
            &|before, after| {
                let after = after.at(&reach.steps)?;
                *before.at_mut(&reach.steps)? = after.clone();
                after.same(&wanted).then_some(())
            },
        )
    }

    fn add_key(&self, reach: &Reach<'_>, key: &str, value: &Value, index: usize) -> Edits {
        let len = reach.node().and_then(Node::entries).map_or(0, <[_]>::len);
        let mut slots: Vec<_> = (0..len).map(Slot::Keep).collect();
        slots.insert(index.min(len), Slot::Add(Some(key), value));
        self.arranged(reach, &slots, &|data| match data {
            Data::Map(pairs) => {
                pairs.insert(index, (Data::Text(key.to_owned()), Data::from(value)));
                Some(())
            }
            _ => None,
        })
    }

    /// Turns a null into a map or list.
    fn fill(
        &self,
        reach: &Reach<'_>,
        node: &Node,
        value: &Value,
        refusal: impl Fn() -> Refusal,
    ) -> Edits {
        if let Kind::Alias(_) = node.kind() {
            return Err(self.alias(node, reach.pointer.clone()));
        }
        if is_nothing(reach, node) {
            return self.start(reach, value);
        }
        let site = site(self, reach)?;
        self.drafted(
            reach,
            &|draft| {
                let scalar = matches!(node.kind(), Kind::Scalar { .. });
                if !scalar || draft.data(&reach.steps) != Some(&Data::Null) {
                    return Err(refusal());
                }
                draft.put_value(node, site, value);
                Ok(())
            },
            &|before, _| {
                *before.at_mut(&reach.steps)? = Data::from(value);
                Some(())
            },
        )
    }

    /// Writes the first value of a document in which nothing is written.
    fn start(&self, reach: &Reach<'_>, value: &Value) -> Edits {
        self.drafted(
            reach,
            &|draft| {
                let lines = if render::is_leaf(value) {
                    vec![render::flow(value, &draft.look, false)]
                } else {
                    render::entries(value, &draft.look)
                };
                let at = end_for_entries(self.text());
                draft.replace_lines(at..at, &lines);
                Ok(())
            },
            &|before, _| {
                *before = Data::from(value);
                Some(())
            },
        )
    }
}

/// A value below the keys that lead to it.
fn wrapped(keys: &[String], value: &Value) -> Value {
    keys.iter().rev().fold(value.clone(), |inner, key| {
        Value::Object(Map::from_iter([(key.clone(), inner)]))
    })
}
