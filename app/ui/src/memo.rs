//! Values that are worked out again when what they depend on changes.

use leptos::prelude::*;

/// A memo, whose code is compiled once for each type of values; `Memo::new` is compiled for each
/// function anew.
pub(crate) fn memo<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    of(Box::new(read))
}

fn of<T>(read: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| read())
}
