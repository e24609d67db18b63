//! What is shown while something is so.

use crate::memo::memo;
use leptos::children::{ChildrenFn, ViewFn};
use leptos::prelude::*;

/// Its children while `when` is true, as leptos' `Show` has it, which would be compiled anew for all
/// that is shown so.
#[component]
pub(crate) fn When<W>(
    /// Whether the children are shown.
    when: W,
    children: ChildrenFn,
    /// What is shown instead; nothing without it.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    shown(Box::new(when), children, fallback)
}

fn shown(
    when: Box<dyn Fn() -> bool + Send + Sync>,
    children: ChildrenFn,
    fallback: ViewFn,
) -> AnyView {
    let is_shown = memo(when);
    view! {
        {move || if is_shown.get() { children() } else { fallback.run() }}
    }
    .into_any()
}
