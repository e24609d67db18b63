//! Parts of views that are drawn again when what they show changes.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// A part of a view that is drawn again when what it reads changes. A closure does the same, but as each is
/// a type of its own, the page would have the code that draws once for each.
pub(crate) fn live<V: IntoAny>(
    draw: impl Fn() -> V + Send + 'static,
) -> SharedReactiveFunction<AnyView> {
    Arc::new(Mutex::new(move || draw().into_any()))
}
