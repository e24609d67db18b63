//! What clones of lists and maps share. It is freed without a call for each level: templates can nest values
//! deeper than the stack is long.

use std::cell::RefCell;
use std::mem;
use std::ops::Deref;

use super::{Entries, Value};

/// Elements or entries that can be changed.
#[derive(Debug)]
pub(super) struct Shared<T: Holds>(RefCell<T>);

/// What holds values.
pub(super) trait Holds {
    /// The values in it.
    fn values_mut(&mut self) -> impl Iterator<Item = &mut Value>;
}

impl Holds for Vec<Value> {
    fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.iter_mut()
    }
}

impl Holds for Entries {
    fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.values_mut()
    }
}

impl<T: Holds> Shared<T> {
    pub(super) fn new(held: T) -> Self {
        Self(RefCell::new(held))
    }

    /// Takes the lists and maps out of it.
    pub(super) fn take_nested(&mut self, into: &mut Vec<Value>) {
        for value in Holds::values_mut(self.0.get_mut()) {
            if matches!(value, Value::List(_) | Value::Map(_)) {
                into.push(mem::replace(value, Value::Nil));
            }
        }
    }
}

impl<T: Holds> Deref for Shared<T> {
    type Target = RefCell<T>;

    fn deref(&self) -> &RefCell<T> {
        &self.0
    }
}

impl<T: Holds> Drop for Shared<T> {
    fn drop(&mut self) {
        let mut pending = Vec::new();
        self.take_nested(&mut pending);
        while let Some(mut value) = pending.pop() {
            match &mut value {
                Value::List(list) => list.take_nested(&mut pending),
                Value::Map(map) => map.take_nested(&mut pending),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_of_any_depth_are_freed() {
        let mut value = Value::Nil;
        for level in 0..1_000_000 {
            value = match level % 2 {
                0 => Value::list(vec![value]),
                _ => Value::map([("in", value)]),
            };
        }
        drop(value);
    }
}
