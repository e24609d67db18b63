//! Values that change, and tell it to whoever reads them.
//!
//! Leptos' own signals and memos are compiled for each type of value, with all that computes, compares and
//! reads it. The page has them of sixty types: this saves about 15 kB of it with brotli.

use std::any::Any;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use leptos::prelude::{
    ArcMemo, ArcSignal, DefinedAt, Get, GetUntracked, ReadUntracked, RwSignal, Track,
};

use super::reader::let_go_in_time;

/// A value of any type.
pub(super) type Value = Arc<dyn Any + Send + Sync>;

/// Leptos' signal of values of any type.
type Inner = leptos::prelude::Signal<Value>;

/// Computes a value, and tells whether it is another one than the last, which is none at first.
type Compute = Box<dyn Fn(Option<&dyn Any>) -> (Value, bool) + Send + Sync>;

/// A value that may change. It is read like every signal of Leptos.
pub struct Signal<T> {
    /// Its values are of type `T`: only this folder makes signals, and sees to it.
    inner: Inner,
    of: PhantomData<fn() -> T>,
}

/// A value that is computed again only when what it is made of changes. Whoever reads it is told only if it
/// is another one then.
pub fn memo<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Signal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    memo_of(Box::new(move |_| compute()))
}

/// A memo of a value that may depend on the last one, which is none at first.
pub fn memo_from_last<T>(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Signal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    memo_of(Box::new(compute))
}

#[allow(clippy::type_complexity, reason = "it is the closure that is boxed")]
fn memo_of<T>(compute: Box<dyn Fn(Option<&T>) -> T + Send + Sync>) -> Signal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Signal::new(memo_inner(Box::new(move |last| {
        let last = last.and_then(|last| last.downcast_ref());
        let now = compute(last);
        let is_other = last != Some(&now);
        (Arc::new(now), is_other)
    })))
}

fn memo_inner(compute: Compute) -> Inner {
    let compute =
        move |last: Option<Value>| compute(last.as_deref().map(|last| -> &dyn Any { last }));
    ArcSignal::from(ArcMemo::new_owning(compute)).into()
}

impl<T> Signal<T> {
    fn new(inner: Inner) -> Self {
        let of = PhantomData;
        Self { inner, of }
    }

    /// What is set elsewhere, where its values are of this type.
    pub(super) fn set_by(inner: RwSignal<Value>) -> Self {
        Self::new(inner.into())
    }
}

impl<T: Send + Sync + 'static> Signal<T> {
    /// A value that is computed whenever it is read.
    pub fn derive(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self::derive_from(Box::new(compute))
    }

    fn derive_from(compute: Box<dyn Fn() -> T + Send + Sync>) -> Self {
        Self::new(derived(Box::new(move || Arc::new(compute()))))
    }

    /// A value that stays as it is.
    pub fn stored(value: T) -> Self {
        Self::new(Inner::stored(Arc::new(value)))
    }
}

fn derived(compute: Box<dyn Fn() -> Value + Send + Sync>) -> Inner {
    Inner::derive(compute)
}

/// A value as what it is.
pub(super) fn typed<T: Send + Sync + 'static>(value: Option<Value>) -> Option<Arc<T>> {
    value?.downcast().ok()
}

impl<T> Debug for Signal<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T> DefinedAt for Signal<T> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.inner.defined_at()
    }
}

impl<T> Track for Signal<T> {
    fn track(&self) {
        let_go_in_time();
        self.inner.track();
    }
}

impl<T: Send + Sync + 'static> ReadUntracked for Signal<T> {
    type Value = Arc<T>;

    fn try_read_untracked(&self) -> Option<Arc<T>> {
        typed(self.inner.try_get_untracked())
    }

    // Computes a derived value once, where tracking it first would do it twice.
    fn custom_try_read(&self) -> Option<Option<Arc<T>>> {
        let_go_in_time();
        Some(typed(self.inner.try_get()))
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(text: &str) -> Self {
        Self::stored(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use leptos::prelude::{Owner, With, WithUntracked};

    use super::super::RwSignal;
    use super::*;

    #[test]
    fn what_reads_a_memo_is_computed_again_only_after_its_value_changed() {
        Owner::new().with(|| {
            let number = RwSignal::new(1);
            let is_odd = memo(move || number.get() % 2 == 1);
            let times = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&times);
            let text = memo(move || {
                counted.fetch_add(1, Ordering::Relaxed);
                is_odd.get().to_string()
            });
            let times = || times.load(Ordering::Relaxed);
            assert_eq!(times(), 0);
            assert_eq!(text.get_untracked(), "true");
            number.set(3);
            assert_eq!((text.get_untracked().as_str(), times()), ("true", 1));
            number.set(4);
            assert_eq!((text.get_untracked().as_str(), times()), ("false", 2));
        });
    }

    #[test]
    fn a_memo_is_given_its_last_value() {
        Owner::new().with(|| {
            let added = RwSignal::new(1);
            let sum = memo_from_last(move |last| last.copied().unwrap_or(0) + added.get());
            assert_eq!(sum.get_untracked(), 1);
            added.set(2);
            assert_eq!(sum.get_untracked(), 3);
        });
    }

    #[test]
    fn a_derived_value_is_computed_once_each_time_that_it_is_read() {
        Owner::new().with(|| {
            let times = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&times);
            let count = Signal::derive(move || counted.fetch_add(1, Ordering::Relaxed));
            assert_eq!(count.get(), 0);
            assert_eq!(count.with(|count| *count), 1);
            assert_eq!(count.get_untracked(), 2);
        });
    }

    #[test]
    fn signals_and_plain_values_are_taken_for_signals() {
        Owner::new().with(|| {
            let name = RwSignal::new("one".to_owned());
            let both: [Signal<String>; 3] = [name.into(), name.read_only(), "one".into()];
            assert!(
                both.iter()
                    .all(|text| text.with_untracked(|text| text == "one"))
            );
            name.set("two".to_owned());
            let now = both.map(|text| text.get_untracked());
            assert_eq!(now, ["two", "two", "one"]);
        });
    }
}
