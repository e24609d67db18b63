//! Leptos' components `Show` and `For`, compiled once.
//!
//! Leptos' own are compiled for each use, with all that builds their children and builds them again: this
//! saves 23 kB of the page with brotli.

#![allow(
    unreachable_pub,
    reason = "the component macro makes public what it adds to a component"
)]

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::control_flow::{For as each_row, ForProps as EachRowProps};
use leptos::prelude::{AnyView, ChildrenFn, Get, IntoAny, IntoView, ViewFn, component, untrack};
use leptos::tachys::reactive_graph::SharedReactiveFunction;

use super::live::live;
use super::signal::memo;

/// Shows its children while a condition holds, and else the fallback.
#[component]
pub fn Show<W>(
    children: ChildrenFn,
    /// The condition.
    when: W,
    #[prop(optional, into)] fallback: ViewFn,
) -> impl IntoView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    show(Box::new(when), children, fallback)
}

fn show(
    when: Box<dyn Fn() -> bool + Send + Sync>,
    children: ChildrenFn,
    fallback: ViewFn,
) -> SharedReactiveFunction<AnyView> {
    let holds = memo(when);
    live(move || match holds.get() {
        true => children(),
        false => fallback.run(),
    })
}

/// Shows each item of a list. The view of an item stays as long as its key does.
#[component]
pub fn For<E, I, T, K, H, C, V>(
    /// The items.
    each: E,
    /// What tells an item from the others.
    key: K,
    /// The view of an item.
    children: C,
) -> impl IntoView
where
    E: Fn() -> I + Send + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    K: Fn(&T) -> H + Send + 'static,
    H: Hash,
    C: Fn(T) -> V + Clone + Send + 'static,
    V: IntoAny,
{
    rows(Box::new(move || {
        let items = each().into_iter();
        let row = |item: T| {
            let children = children.clone();
            Row {
                key: hash(&key(&item)),
                draw: Box::new(move || children(item).into_any()),
            }
        };
        items.map(row).collect()
    }))
}

/// An item of a list, whatever it is.
struct Row {
    /// The hash of its key. Of a million lists of a thousand rows, less than one has two that are the same.
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

fn rows(each: Box<dyn Fn() -> Vec<Row> + Send>) -> impl IntoView {
    let props = EachRowProps::builder().each(each);
    let props = props.key(|row: &Row| row.key);
    // What a row reads while it is drawn does not draw the list again.
    each_row(props.children(|row: Row| untrack(row.draw)).build())
}

fn hash(key: &dyn KeyHash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash_into(&mut hasher);
    hasher.finish()
}

/// A key of any type.
trait KeyHash {
    fn hash_into(&self, hasher: &mut DefaultHasher);
}

impl<H: Hash> KeyHash for H {
    fn hash_into(&self, hasher: &mut DefaultHasher) {
        self.hash(hasher);
    }
}
