//! Edits by path: each gives the text edits that reach the wanted data, or a refusal.

use std::ops::Range;

use serde_json::{Map, Value};

use super::arrange::{Arranger, Slot};
use super::node::{Kind, Node};
use super::style::{Look, on_one_line};
use super::{Json, quoted};
use crate::pointer::array_index;
use crate::text::Edits;
use crate::{Lines, Pointer, Refusal, TextEdit, apply, place};

impl Json {
    /// Sets the value at a path: replaces it, or adds it with the objects above that are missing.
    ///
    /// An index equal to an array's length, or `-`, adds an item. Only what differs is touched,
    /// in objects and arrays as well.
    ///
    /// # Errors
    /// When the text is broken, or the path goes through something that holds no such place.
    pub fn set(&self, pointer: &Pointer, value: &Value) -> Edits {
        self.set_with_order(pointer, value, &[])
    }

    /// Sets the value at a path as [`Json::set`] does. A new key goes where `key_order` says:
    /// after the nearest of the keys before it that is there, or before the nearest after it.
    /// In an object whose keys are sorted it goes where they stay sorted.
    ///
    /// # Errors
    /// As for [`Json::set`].
    pub fn set_with_order(&self, pointer: &Pointer, value: &Value, key_order: &[&str]) -> Edits {
        let root = self.sound_root()?;
        let mut arranger = self.arranger(key_order);
        let mut place = Pointer::root();
        let mut node = root;
        let mut inline = false;
        for (depth, token) in pointer.tokens().iter().enumerate() {
            if let Some(next) = node.step(token) {
                inline |= on_one_line(self.text(), node);
                node = next;
                place = place.child(token);
                continue;
            }
            let rest = pointer.tokens().get(depth + 1..).unwrap_or_default();
            let value = rest.iter().rev().fold(value.clone(), |inner, key| {
                Value::Object(Map::from_iter([(key.clone(), inner)]))
            });
            match node.kind() {
                Kind::Object(members) => {
                    let keys: Vec<_> = members.iter().map(super::Member::key).collect();
                    let at = place::place(&keys, token, key_order);
                    let mut slots: Vec<_> = (0..keys.len()).map(Slot::Keep).collect();
                    slots.insert(at, Slot::Add(Some(token), &value));
                    arranger.arrange(node, &slots, inline);
                    return self.verified(arranger.edits, pointer, &|whole| {
                        put(whole.pointer_mut(&place.to_string())?, token, value.clone())
                    });
                }
                Kind::Array(items) => {
                    let index = if token == "-" {
                        Some(items.len())
                    } else {
                        array_index(token)
                    };
                    let index = index.ok_or_else(|| Refusal::Missing(place.child(token)))?;
                    return self.insert_item(&place, index, &value);
                }
                _ => {
                    return Err(Refusal::NotAnObject {
                        pointer: place,
                        key: token.clone(),
                    });
                }
            }
        }
        arranger.change(node, value, inline);
        self.verified(arranger.edits, pointer, &|whole| {
            *whole.pointer_mut(&pointer.to_string())? = value.clone();
            Some(())
        })
    }

    /// Inserts an item before the index of an array, or after its last item.
    ///
    /// # Errors
    /// When the text is broken, there is no array, or it is shorter than the index.
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
        let mut arranger = self.arranger(&[]);
        arranger.arrange(node, &slots, self.stands_inline(array));
        self.verified(arranger.edits, array, &|whole| {
            let items = whole.pointer_mut(&array.to_string())?.as_array_mut()?;
            items.insert(index, value.clone());
            Some(())
        })
    }

    /// Removes a key (with all its duplicates) or an array item.
    ///
    /// # Errors
    /// When the text is broken, there is nothing at the path, or it is the root.
    pub fn remove(&self, pointer: &Pointer) -> Edits {
        self.sound_root()?;
        let (container, token) = self.holder(pointer)?;
        let missing = || Refusal::Missing(pointer.clone());
        let slots: Vec<_> = match container.kind() {
            Kind::Object(members) => {
                let others = members
                    .iter()
                    .enumerate()
                    .filter(|(_, member)| member.key() != token);
                others.map(|(index, _)| Slot::Keep(index)).collect()
            }
            Kind::Array(items) => {
                let removed = array_index(token).ok_or_else(missing)?;
                (0..items.len())
                    .filter(|index| *index != removed)
                    .map(Slot::Keep)
                    .collect()
            }
            _ => return Err(missing()),
        };
        let mut arranger = self.arranger(&[]);
        arranger.arrange(container, &slots, false);
        self.verified(arranger.edits, pointer, &|whole| match whole
            .pointer_mut(&pointer.parent()?.to_string())?
        {
            Value::Object(map) => map.shift_remove(token).map(drop),
            Value::Array(items) => {
                items.remove(array_index(token)?);
                Some(())
            }
            _ => None,
        })
    }

    /// Removes all but the last of the members that share the key at a path, as readers do.
    ///
    /// # Errors
    /// When the text is broken or the key is not there.
    pub fn remove_duplicates(&self, pointer: &Pointer) -> Edits {
        self.sound_root()?;
        let (container, token) = self.holder(pointer)?;
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
        let mut arranger = self.arranger(&[]);
        arranger.arrange(container, &slots, false);
        self.verified(arranger.edits, pointer, &|_| Some(()))
    }

    /// Gives the key at a path another name, in its place.
    ///
    /// # Errors
    /// When the text is broken, the key is not there, or the new name is in use.
    pub fn rename_key(&self, pointer: &Pointer, name: &str) -> Edits {
        self.sound_root()?;
        let (object, token) = self.holder(pointer)?;
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
        self.verified(edits.collect(), pointer, &|whole| {
            let map = whole.pointer_mut(&above.to_string())?.as_object_mut()?;
            let value = map.shift_remove(token)?;
            map.insert(name.to_owned(), value);
            Some(())
        })
    }

    /// Moves an item of an array to another index; the items between close up.
    ///
    /// The spellings of the items change places; the commas, blanks and comments between stay.
    ///
    /// # Errors
    /// When the text is broken, there is no array, or an index is past its end.
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
        self.verified(edits.collect(), array, &|whole| {
            let items = whole.pointer_mut(&array.to_string())?.as_array_mut()?;
            let moved = items.remove(from);
            items.insert(to, moved);
            Some(())
        })
    }

    fn arranger<'a>(&'a self, order: &'a [&'a str]) -> Arranger<'a> {
        Arranger {
            text: self.text(),
            look: Look::of(self),
            order,
            edits: Vec::new(),
        }
    }

    /// The root of a text whose structure is certain.
    pub(super) fn sound_root(&self) -> Result<&Node, Refusal> {
        if let Some(problem) = self.first_break() {
            let line = Lines::new(self.text()).position(problem.range.start).line;
            return Err(Refusal::Broken {
                line,
                message: problem.message.clone(),
            });
        }
        self.root().ok_or_else(|| Refusal::Missing(Pointer::root()))
    }

    /// The container of the value at a path, which must be there, and its key or index.
    fn holder<'a>(&'a self, pointer: &'a Pointer) -> Result<(&'a Node, &'a str), Refusal> {
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
        self.sound_root()?;
        let node = self
            .get(pointer)
            .ok_or_else(|| Refusal::Missing(pointer.clone()))?;
        let items = node
            .items()
            .ok_or_else(|| Refusal::NotAnArray(pointer.clone()))?;
        Ok((node, items.len()))
    }

    /// Whether a container holds the value at a path on one line.
    fn stands_inline(&self, pointer: &Pointer) -> bool {
        let above = pointer.parent().and_then(|above| self.get(&above));
        above.is_some_and(|above| on_one_line(self.text(), above))
    }

    /// Sorts the edits and makes sure that they change what is intended and nothing else.
    pub(super) fn verified(
        &self,
        mut edits: Vec<TextEdit>,
        pointer: &Pointer,
        intend: &dyn Fn(&mut Value) -> Option<()>,
    ) -> Edits {
        crate::sort_by_key(&mut edits, |edit| edit.range.start);
        let mut intended = self.value();
        let meant = intend(&mut intended).is_some();
        let after = apply(self.text(), &edits).map(Json::read);
        match after {
            Ok(after) if meant && !after.is_broken() && after.value() == intended => Ok(edits),
            _ => Err(Refusal::Unfaithful(pointer.clone())),
        }
    }
}

/// Adds a key to an object.
fn put(object: &mut Value, key: &str, value: Value) -> Option<()> {
    object.as_object_mut()?.insert(key.to_owned(), value);
    Some(())
}
