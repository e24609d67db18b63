//! Edits by path. Each returns the text edits for one change of the data, or a refusal.

use std::ops::Range;

use pack_once::sort::sort_by;
use serde_json::{Map, Value};

use super::arrange::{EditBuilder, Slot};
use super::formatting::{Formatting, on_one_line};
use super::node::{Node, NodeKind};
use super::{Json, quoted};
use crate::pointer::array_index;
use crate::text::Edits;
use crate::{Lines, Pointer, Refusal, TextEdit, apply, key_order};

impl Json {
    /// Sets the value at a path: replaces it, or adds it, together with missing parent objects.
    ///
    /// An index equal to an array's length, or `-`, adds an item. In objects and arrays too, only
    /// the bytes of values that differ change.
    ///
    /// # Errors
    /// If the text is broken, or the path leads through a value that cannot contain the rest of it.
    pub fn set(&self, pointer: &Pointer, value: &Value) -> Edits {
        self.set_with_order(pointer, value, &[])
    }

    /// Sets the value at a path as [`Json::set`] does, and inserts a new key according to
    /// `key_order`: after the nearest existing key that precedes it there, or before the nearest
    /// that follows it. If the keys of the object are sorted, they stay sorted.
    ///
    /// # Errors
    /// As for [`Json::set`].
    pub fn set_with_order(&self, pointer: &Pointer, value: &Value, key_order: &[&str]) -> Edits {
        let root = self.unbroken_root()?;
        let mut builder = self.builder(key_order);
        let mut here = Pointer::root();
        let mut node = root;
        let mut inline = false;
        for (depth, token) in pointer.tokens().iter().enumerate() {
            if let Some(next) = node.step(token) {
                inline |= on_one_line(self.text(), node);
                node = next;
                here = here.child(token);
                continue;
            }
            let rest = pointer.tokens().get(depth + 1..).unwrap_or_default();
            let value = rest.iter().rev().fold(value.clone(), |inner, key| {
                Value::Object(Map::from_iter([(key.clone(), inner)]))
            });
            match node.kind() {
                NodeKind::Object(members) => {
                    let keys: Vec<_> = members.iter().map(super::Member::key).collect();
                    let at = key_order::insertion_index(&keys, token, key_order);
                    let mut slots: Vec<_> = (0..keys.len()).map(Slot::Keep).collect();
                    slots.insert(at, Slot::Add(Some(token), &value));
                    builder.arrange(node, &slots, inline);
                    return self.verified(builder.edits, pointer, &here, &|object| {
                        put(object, token, value.clone())
                    });
                }
                NodeKind::Array(items) => {
                    let index = if token == "-" {
                        Some(items.len())
                    } else {
                        array_index(token)
                    };
                    let index = index.ok_or_else(|| Refusal::Missing(here.child(token)))?;
                    return self.insert_item(&here, index, &value);
                }
                _ => {
                    return Err(Refusal::NotAnObject {
                        pointer: here,
                        key: token.clone(),
                    });
                }
            }
        }
        builder.change(node, value, inline);
        self.verified(builder.edits, pointer, pointer, &|before| {
            *before = value.clone();
            Some(())
        })
    }

    /// Inserts an item at an index of an array, or after its last item.
    ///
    /// # Errors
    /// If the text is broken, there is no array, or the index is greater than its length.
    pub fn insert_item(&self, array: &Pointer, index: usize, value: &Value) -> Edits {
        let (node, len) = self.array(array)?;
        if index > len {
            return Err(Refusal::OutOfRange {
                pointer: array.clone(),
                index,
                len,
            });
        }
        let mut slots: Vec<_> = (0..len).map(Slot::Keep).collect();
        slots.insert(index, Slot::Add(None, value));
        let mut builder = self.builder(&[]);
        builder.arrange(node, &slots, self.is_inside_one_line(array));
        self.verified(builder.edits, array, array, &|items| {
            items.as_array_mut()?.insert(index, value.clone());
            Some(())
        })
    }

    /// Removes a key (with all its duplicates) or an array item.
    ///
    /// # Errors
    /// If the text is broken, there is no value at the path, or it is the root.
    pub fn remove(&self, pointer: &Pointer) -> Edits {
        self.unbroken_root()?;
        let (container, token) = self.parent(pointer)?;
        let missing = || Refusal::Missing(pointer.clone());
        let slots: Vec<_> = match container.kind() {
            NodeKind::Object(members) => {
                let others = members
                    .iter()
                    .enumerate()
                    .filter(|(_, member)| member.key() != token);
                others.map(|(index, _)| Slot::Keep(index)).collect()
            }
            NodeKind::Array(items) => {
                let removed = array_index(token).ok_or_else(missing)?;
                (0..items.len())
                    .filter(|index| *index != removed)
                    .map(Slot::Keep)
                    .collect()
            }
            _ => return Err(missing()),
        };
        let mut builder = self.builder(&[]);
        builder.arrange(container, &slots, false);
        let above = pointer.parent().unwrap_or_default();
        self.verified(
            builder.edits,
            pointer,
            &above,
            &|container| match container {
                Value::Object(map) => map.shift_remove(token).map(drop),
                Value::Array(items) => {
                    items.remove(array_index(token)?);
                    Some(())
                }
                _ => None,
            },
        )
    }

    /// Removes all but the last of the members with the key at a path. The last one is the one that
    /// readers use.
    ///
    /// # Errors
    /// If the text is broken or the key does not exist.
    pub fn remove_duplicates(&self, pointer: &Pointer) -> Edits {
        self.unbroken_root()?;
        let (container, token) = self.parent(pointer)?;
        let members = container
            .members()
            .ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let last = members.iter().rposition(|member| member.key() == token);
        let kept = (0..members.len()).filter(|index| {
            Some(*index) == last
                || members
                    .get(*index)
                    .is_some_and(|member| member.key() != token)
        });
        let slots: Vec<_> = kept.map(Slot::Keep).collect();
        let mut builder = self.builder(&[]);
        builder.arrange(container, &slots, false);
        let above = pointer.parent().unwrap_or_default();
        self.verified(builder.edits, pointer, &above, &|_| Some(()))
    }

    /// Renames the key at a path.
    ///
    /// # Errors
    /// If the text is broken, the key does not exist, or the new name does.
    pub fn rename_key(&self, pointer: &Pointer, name: &str) -> Edits {
        self.unbroken_root()?;
        let (object, token) = self.parent(pointer)?;
        let members = object
            .members()
            .ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        if token == name {
            return Ok(Vec::new());
        }
        let above = pointer.parent().unwrap_or_default();
        if object.member(name).is_some() {
            return Err(Refusal::KeyTaken {
                pointer: above,
                key: name.to_owned(),
            });
        }
        let renamed = members.iter().filter(|member| member.key() == token);
        let edits = renamed.map(|member| TextEdit::replace(member.key_span(), quoted::write(name)));
        self.verified(edits.collect(), pointer, &above, &|object| {
            let map = object.as_object_mut()?;
            let value = map.shift_remove(token)?;
            map.insert(name.to_owned(), value);
            Some(())
        })
    }

    /// Moves an item of an array to another index.
    ///
    /// Only the texts of the items move; the commas, spaces and comments between them stay.
    ///
    /// # Errors
    /// If the text is broken, there is no array, or an index is beyond its end.
    pub fn move_item(&self, array: &Pointer, from: usize, to: usize) -> Edits {
        let (node, len) = self.array(array)?;
        for index in [from, to] {
            if index >= len {
                return Err(Refusal::OutOfRange {
                    pointer: array.clone(),
                    index,
                    len,
                });
            }
        }
        let spans: Vec<Range<usize>> = node
            .items()
            .unwrap_or_default()
            .iter()
            .map(Node::span)
            .collect();
        let mut order: Vec<usize> = (0..len).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        let spelled = |index: usize| {
            spans
                .get(index)
                .and_then(|span| self.text().get(span.clone()))
        };
        let edits = order
            .iter()
            .zip(&spans)
            .enumerate()
            .filter_map(|(place, (source, span))| {
                let text = spelled(*source)?;
                (spelled(place) != Some(text)).then(|| TextEdit::replace(span.clone(), text))
            });
        self.verified(edits.collect(), array, array, &|items| {
            let items = items.as_array_mut()?;
            let moved = items.remove(from);
            items.insert(to, moved);
            Some(())
        })
    }

    fn builder<'a>(&'a self, order: &'a [&'a str]) -> EditBuilder<'a> {
        EditBuilder {
            text: self.text(),
            formatting: Formatting::of(self),
            order,
            edits: Vec::new(),
        }
    }

    /// The root, or a refusal if the text has errors other than trailing commas and comments.
    pub(super) fn unbroken_root(&self) -> Result<&Node, Refusal> {
        if let Some(problem) = self.first_error() {
            let line = Lines::new(self.text()).position(problem.range.start).line;
            return Err(Refusal::Broken {
                line,
                message: problem.message.clone(),
            });
        }
        self.root().ok_or_else(|| Refusal::Missing(Pointer::root()))
    }

    /// The container of the existing value at a path, and the value's key or index.
    fn parent<'a>(&'a self, pointer: &'a Pointer) -> Result<(&'a Node, &'a str), Refusal> {
        let (Some(above), Some(token)) = (pointer.parent(), pointer.last()) else {
            return Err(Refusal::Root);
        };
        let container = self
            .get(&above)
            .filter(|container| container.step(token).is_some());
        container
            .map(|container| (container, token))
            .ok_or_else(|| Refusal::Missing(pointer.clone()))
    }

    fn array(&self, pointer: &Pointer) -> Result<(&Node, usize), Refusal> {
        self.unbroken_root()?;
        let node = self
            .get(pointer)
            .ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let items = node
            .items()
            .ok_or_else(|| Refusal::NotAnArray(pointer.clone()))?;
        Ok((node, items.len()))
    }

    /// Whether the container of the value at a path is on one line.
    fn is_inside_one_line(&self, pointer: &Pointer) -> bool {
        let above = pointer.parent().and_then(|above| self.get(&above));
        above.is_some_and(|above| on_one_line(self.text(), above))
    }

    /// Sorts the edits, and checks that they change the data of a container as `change_data` does, and
    /// nothing else.
    pub(super) fn verified(
        &self,
        mut edits: Vec<TextEdit>,
        pointer: &Pointer,
        container: &Pointer,
        change_data: &dyn Fn(&mut Value) -> Option<()>,
    ) -> Edits {
        sort_by(&mut edits, &|one, other| {
            one.range.start.cmp(&other.range.start)
        });
        let refused = || Refusal::SideEffects(pointer.clone());
        let after = apply(self.text(), &edits).map_err(|_| refused())?;
        let after = Self::read(after);
        let holders = self.root().zip(after.root());
        let holders =
            holders.and_then(|(before, after)| containers(before, after, container.tokens()));
        let (before, now) = holders.ok_or_else(refused)?;
        let mut intended = before.to_value();
        let is_intended = change_data(&mut intended).is_some() && now.to_value() == intended;
        if !is_intended || after.is_broken() {
            return Err(refused());
        }
        if let Some(cache) = &self.cache {
            cache.store_json(after);
        }
        Ok(edits)
    }
}

/// The container at a path in two values. `None` if they differ elsewhere, or do not have it.
fn containers<'n>(
    before: &'n Node,
    after: &'n Node,
    path: &[String],
) -> Option<(&'n Node, &'n Node)> {
    let Some((token, rest)) = path.split_first() else {
        return Some((before, after));
    };
    let (one, other) = (before.step(token)?, after.step(token)?);
    let is_it = |node: &Node| std::ptr::eq(node, one);
    let is_same = match (before.kind(), after.kind()) {
        (NodeKind::Object(before), NodeKind::Object(after)) => {
            let mut members = before.iter().zip(after);
            before.len() == after.len()
                && members.all(|(before, after)| {
                    before.key() == after.key()
                        && (is_it(before.value()) || before.value().has_data_of(after.value()))
                })
        }
        (NodeKind::Array(before), NodeKind::Array(after)) => {
            let mut items = before.iter().zip(after);
            before.len() == after.len()
                && items.all(|(before, after)| is_it(before) || before.has_data_of(after))
        }
        _ => false,
    };
    is_same.then(|| containers(one, other, rest)).flatten()
}

/// Adds a key to an object.
fn put(object: &mut Value, key: &str, value: Value) -> Option<()> {
    object.as_object_mut()?.insert(key.to_owned(), value);
    Some(())
}
