//! Values that are computed again only when what they are made of changes.
//!
//! Leptos' own memo is compiled for each type of value, with all that computes and reads it: the page has
//! them of fifty types.

use std::any::Any;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use leptos::prelude::{DefinedAt, Get, GetUntracked, ReadUntracked, Signal, Track};

/// What a memo computed, of any type.
type Computed = Arc<dyn Value>;

/// Leptos' memo of what is computed.
type Inner = leptos::prelude::Memo<Computed>;

/// Computes a value. It is given the one before, which is none at first.
type Compute<Last, Now> = Box<dyn Fn(Option<&Last>) -> Now + Send + Sync>;

/// A value that is computed again when what it is made of changes. Who reads it is told only if the value is
/// another one then. It is read like every signal of Leptos.
pub(crate) struct Memo<T> {
    inner: Inner,
    computes: PhantomData<fn() -> T>,
}

/// A memo of a value.
pub(crate) fn memo<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    of(Box::new(move |_| compute()))
}

/// A memo of a value that may depend on the value before, which is none at first.
pub(crate) fn memo_from_last<T>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    of(Box::new(compute))
}

fn of<T>(compute: Compute<T, T>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo {
        inner: inner(Box::new(move |last| {
            Arc::new(compute(last.and_then(|last| last.downcast_ref())))
        })),
        computes: PhantomData,
    }
}

fn inner(compute: Compute<dyn Any, Computed>) -> Inner {
    Inner::new_with_compare(
        move |last| compute(last.map(|last| -> &dyn Any { &**last })),
        |last, now| match (last, now) {
            (Some(last), Some(now)) => !last.equals(&**now),
            _ => true,
        },
    )
}

/// A value of any type that can be compared.
trait Value: Any + Send + Sync {
    /// Whether both are of one type, and equal.
    fn equals(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Value for T {
    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T> DefinedAt for Memo<T> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.inner.defined_at()
    }
}

impl<T> Track for Memo<T> {
    fn track(&self) {
        self.inner.track();
    }
}

impl<T: Send + Sync + 'static> ReadUntracked for Memo<T> {
    type Value = Arc<T>;

    fn try_read_untracked(&self) -> Option<Arc<T>> {
        let value: Arc<dyn Any + Send + Sync> = self.inner.try_get_untracked()?;
        value.downcast().ok()
    }
}

impl<T: Clone + Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}
