//! The keys under `pack` that Palette itself reads, from the table of them.

use leptos::prelude::*;
use pack_model::format::documents::{PACK, in_pack};
use pack_model::format::property::{Property as Documented, Shown, Type};
use pack_once::view::CollectView;

use super::shared::Shared;
use super::texts::Texts;
use crate::view::fields::{Property, documented};

/// The keys that are one text each.
#[component]
pub(super) fn Settings(shared: Shared) -> impl IntoView {
    let field = |of: &'static Documented| {
        let is_here = of.shown == Shown::Always && !matches!(of.value, Type::Map(..));
        is_here.then(|| {
            let property = Property::of(shared.document, in_pack(of), of.label, of.is_required());
            documented(of, property, false)
        })
    };
    view! {
        <section class="form__group" aria-labelledby="values-settings">
            <h3 class="form__heading" id="values-settings">"For Palette"</h3>
            <div class="values__settings">{PACK.iter().map(field).collect_view()}</div>
        </section>
    }
}

/// The keys that are maps of texts.
#[component]
pub(super) fn Maps(shared: Shared) -> impl IntoView {
    let group = |of: &'static Documented| match (of.shown, of.value) {
        (Shown::Always, Type::Map(names, _)) => Some(view! { <Texts shared of names /> }),
        _ => None,
    };
    view! { <div class="values__maps">{PACK.iter().map(group).collect_view()}</div> }
}
