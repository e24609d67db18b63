//! Go's slices: lists that are shared, so that what a function sorts in place is sorted for all.

use std::cell::{Ref, RefMut};
use std::rc::Rc;

use super::shared::Shared;
use super::{Kind, Text, Value};

/// The static type of a list's elements, which gives the list its Go type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementType {
    /// `[]interface {}`: what YAML, JSON and most functions give.
    Any,
    /// `[]string`: what splitting, sorting and the chart's own fields give.
    Text,
    /// `[]int`: what `until` and its like give.
    Int,
    /// `[][]interface {}`: what `chunk` gives.
    List,
    /// `[]map[string]interface {}`.
    Map,
    /// Another type of the name given, such as `[]*chart.Maintainer` or `chartutil.VersionSet`: the whole
    /// name, and the kind of an element.
    Named(&'static str, Kind),
}

impl ElementType {
    /// Go's name of the list's type.
    pub fn list_type(self) -> &'static str {
        match self {
            ElementType::Any => "[]interface {}",
            ElementType::Text => "[]string",
            ElementType::Int => "[]int",
            ElementType::List => "[][]interface {}",
            ElementType::Map => "[]map[string]interface {}",
            ElementType::Named(name, _) => name,
        }
    }
}

/// A list. Clones share their elements.
#[derive(Clone, Debug)]
pub struct List {
    element: ElementType,
    is_nil: bool,
    items: Rc<Shared<Vec<Value>>>,
}

impl List {
    /// A list of elements of one static type. Its elements must be of that type.
    pub fn new(element: ElementType, items: Vec<Value>) -> Self {
        Self {
            element,
            is_nil: false,
            items: Rc::new(Shared::new(items)),
        }
    }

    /// Go's nil slice: empty, and `null` in JSON.
    pub fn nil(element: ElementType) -> Self {
        Self {
            is_nil: true,
            ..Self::new(element, Vec::new())
        }
    }

    /// The static type of its elements.
    pub fn element(&self) -> ElementType {
        self.element
    }

    /// Whether it is Go's nil slice.
    pub fn is_nil(&self) -> bool {
        self.is_nil
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether it has no element.
    pub fn is_empty(&self) -> bool {
        self.items.borrow().is_empty()
    }

    /// The element at a place, counted from 0.
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    /// Its elements. Do not call templates or functions while it is borrowed: take [`List::to_vec`].
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        self.items.borrow()
    }

    /// Its elements, to be changed for all who share them.
    pub fn items_mut(&self) -> RefMut<'_, Vec<Value>> {
        self.items.borrow_mut()
    }

    /// A copy of its elements.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    /// Takes the lists and maps out of it, if it shares its elements with no other.
    pub(super) fn take_nested(&mut self, into: &mut Vec<Value>) {
        if let Some(items) = Rc::get_mut(&mut self.items) {
            items.take_nested(into);
        }
    }

    /// Whether both share their elements.
    pub fn is_same(&self, other: &List) -> bool {
        Rc::ptr_eq(&self.items, &other.items)
    }
}

impl FromIterator<Value> for List {
    /// A `[]interface {}`.
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Self::new(ElementType::Any, items.into_iter().collect())
    }
}

impl FromIterator<Text> for List {
    /// A `[]string`.
    fn from_iter<I: IntoIterator<Item = Text>>(items: I) -> Self {
        let items = items.into_iter().map(Value::Text).collect();
        Self::new(ElementType::Text, items)
    }
}
