//! Values that are set, and tell it to whoever reads them.
//!
//! Leptos' own signal is compiled for each type of value, with all that sets, changes and reads it. What this
//! saves of the page is part of what `signal` saves.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use leptos::prelude::{DefinedAt, Get, GetUntracked, ReadUntracked, Set, Track};

use super::reader::let_go_in_time;
use super::signal::{Signal, Value, typed};

/// Leptos' signal of values of any type.
type Inner = leptos::prelude::RwSignal<Value>;

/// A value that can be set. It is read like every signal of Leptos.
pub struct RwSignal<T> {
    /// Its values are of type `T`: only this module makes and sets it, and sees to it.
    inner: Inner,
    of: PhantomData<fn(T) -> T>,
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A value until it is set to another one.
    pub fn new(value: T) -> Self {
        Self {
            inner: Inner::new(Arc::new(value)),
            of: PhantomData,
        }
    }

    /// Sets the value and tells it to whoever reads it. Does nothing once the owner is gone.
    pub fn set(self, value: T) {
        set(self.inner, Arc::new(value));
    }

    /// Changes a copy of the value and sets it, as `set` does: whoever still reads the value keeps it.
    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        if let Some(mut value) = self.try_get_untracked() {
            change(&mut value);
            self.set(value);
        }
    }

    /// The same value, for those who only read it.
    pub fn read_only(self) -> Signal<T> {
        Signal::set_by(self.inner)
    }
}

fn set(inner: Inner, value: Value) {
    inner.set(value);
}

impl<T> Debug for RwSignal<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> DefinedAt for RwSignal<T> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.inner.defined_at()
    }
}

impl<T> Track for RwSignal<T> {
    fn track(&self) {
        let_go_in_time();
        self.inner.track();
    }
}

impl<T: Send + Sync + 'static> ReadUntracked for RwSignal<T> {
    type Value = Arc<T>;

    fn try_read_untracked(&self) -> Option<Arc<T>> {
        typed(self.inner.try_get_untracked())
    }

    fn custom_try_read(&self) -> Option<Option<Arc<T>>> {
        let_go_in_time();
        Some(typed(self.inner.try_get()))
    }
}

impl<T: Send + Sync + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        signal.read_only()
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{Owner, WithUntracked};

    use super::super::memo;
    use super::*;

    #[test]
    fn whoever_reads_a_value_is_told_of_changes() {
        Owner::new().with(|| {
            let words = RwSignal::new(vec!["one"]);
            let count = memo(move || words.get().len());
            assert_eq!(count.get_untracked(), 1);
            let before = words.read_only().read_untracked();
            words.update(|words| words.push("two"));
            assert_eq!(count.get_untracked(), 2);
            words.set(Vec::new());
            assert_eq!(count.get_untracked(), 0);
            assert_eq!(*before, ["one"]);
        });
    }

    #[test]
    fn a_value_whose_owner_is_gone_is_set_without_effect() {
        let owner = Owner::new();
        let word = owner.with(|| RwSignal::new("one".to_owned()));
        assert!(word.with_untracked(|word| word == "one"));
        owner.cleanup();
        word.set("two".to_owned());
        word.update(String::clear);
        assert_eq!(word.try_get_untracked(), None);
    }
}
