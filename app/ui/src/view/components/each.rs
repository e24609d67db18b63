//! Lists whose rows stay in the page while their keys do.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

/// A row that is drawn if its key is new.
struct Row {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A row for each item, as leptos' `For` has it, which would be compiled anew for each list, at some
/// 7 kB each.
#[component]
pub(crate) fn Each<I, T, E, K, D, V>(
    /// The items, read again when they change.
    each: E,
    /// What tells an item from the others, and from what it was before.
    key: fn(&T) -> K,
    /// Draws the row of an item.
    children: D,
) -> impl IntoView
where
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    E: Fn() -> I + Send + Sync + 'static,
    K: Hash + 'static,
    D: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    let row = move |item: T| {
        let mut hasher = DefaultHasher::new();
        key(&item).hash(&mut hasher);
        let children = Arc::clone(&children);
        Row {
            key: hasher.finish(),
            draw: Box::new(move || children(item).into_any()),
        }
    };
    list(Box::new(move || each().into_iter().map(&row).collect()))
}

fn list(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <For each=rows key=|row| row.key children=|row| (row.draw)() /> }.into_any()
}
