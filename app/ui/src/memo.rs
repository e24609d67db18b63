//! Values that are computed again only when what they are made of changes.

use leptos::prelude::*;

/// What is computed, as one type.
type Compute<T> = Box<dyn Fn() -> T + Send + Sync>;

/// A memo of a value. Views have more than a hundred of few types: this way the page has the code of a memo
/// once for each type of value, and not once for each memo.
pub(crate) fn memo<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    of(Box::new(compute))
}

fn of<T>(compute: Compute<T>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| compute())
}
