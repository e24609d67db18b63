//! Go's maps with texts as keys: shared, so that what `set` changes is changed for all.

use std::cell::{Ref, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::shared::Shared;
use super::{Text, Value};

/// What a map is called in Go. Maps of different types can share their entries, as in Go where one is
/// converted to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapType {
    /// `map[string]interface {}`: what YAML, JSON and functions give.
    Any,
    /// `chartutil.Values`: the same by another name; what templates get as dot and as `.Values`.
    Values,
    /// `map[string]string`: annotations, and what `split` gives.
    Texts,
}

impl MapType {
    /// Go's name of it.
    pub fn name(self) -> &'static str {
        match self {
            MapType::Any => "map[string]interface {}",
            MapType::Values => "chartutil.Values",
            MapType::Texts => "map[string]string",
        }
    }
}

/// The entries of a map, in the order of the bytes of their keys, in which Go's templates range over it.
pub type Entries = BTreeMap<Text, Value>;

/// A map. Clones share their entries.
#[derive(Clone, Debug)]
pub struct Map {
    of: MapType,
    is_nil: bool,
    entries: Rc<Shared<Entries>>,
}

impl Map {
    /// A map of a type with these entries.
    pub fn new(of: MapType, entries: Entries) -> Self {
        Self {
            of,
            is_nil: false,
            entries: Rc::new(Shared::new(entries)),
        }
    }

    /// Go's nil map: empty, cannot be written to, and `null` in JSON.
    pub fn nil(of: MapType) -> Self {
        Self {
            is_nil: true,
            ..Self::new(of, Entries::new())
        }
    }

    /// Which type it is.
    pub fn map_type(&self) -> MapType {
        self.of
    }

    /// The same entries, shared, as a map of another type: Go's conversion.
    pub fn converted(&self, of: MapType) -> Self {
        Self { of, ..self.clone() }
    }

    /// Whether it is Go's nil map.
    pub fn is_nil(&self) -> bool {
        self.is_nil
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.borrow().is_empty()
    }

    /// What stands under a key.
    pub fn get(&self, key: impl AsRef<[u8]>) -> Option<Value> {
        self.entries.borrow().get(key.as_ref()).cloned()
    }

    /// Whether the key is there.
    pub fn contains(&self, key: impl AsRef<[u8]>) -> bool {
        self.entries.borrow().contains_key(key.as_ref())
    }

    /// Sets what stands under a key, for all who share the map.
    pub fn insert(&self, key: impl Into<Text>, value: impl Into<Value>) {
        self.set(key.into(), value.into());
    }

    fn set(&self, key: Text, value: Value) {
        self.entries.borrow_mut().insert(key, value);
    }

    /// Removes a key, for all who share the map.
    pub fn remove(&self, key: impl AsRef<[u8]>) -> Option<Value> {
        self.entries.borrow_mut().remove(key.as_ref())
    }

    /// Its entries. Do not call templates or functions while they are borrowed: take [`Map::to_vec`].
    pub fn entries(&self) -> Ref<'_, Entries> {
        self.entries.borrow()
    }

    /// Its entries, to be changed for all who share them.
    pub fn entries_mut(&self) -> RefMut<'_, Entries> {
        self.entries.borrow_mut()
    }

    /// A copy of its entries, whose values still share what is in them.
    pub fn to_vec(&self) -> Vec<(Text, Value)> {
        let entries = self.entries.borrow();
        entries
            .iter()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    }

    /// Takes the lists and maps out of it, if it shares its entries with no other.
    pub(super) fn take_nested(&mut self, into: &mut Vec<Value>) {
        if let Some(entries) = Rc::get_mut(&mut self.entries) {
            entries.take_nested(into);
        }
    }

    /// Whether both share their entries.
    pub fn is_same(&self, other: &Map) -> bool {
        Rc::ptr_eq(&self.entries, &other.entries)
    }
}

impl Default for Map {
    /// An empty `map[string]interface {}`.
    fn default() -> Self {
        Self::new(MapType::Any, Entries::new())
    }
}

impl<K: Into<Text>, V: Into<Value>> FromIterator<(K, V)> for Map {
    /// A `map[string]interface {}`.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(found: I) -> Self {
        let map = Self::default();
        for (key, value) in found {
            map.insert(key, value);
        }
        map
    }
}
