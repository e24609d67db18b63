//! The keys under `pack` that Palette itself reads, from the table of them.

use leptos::prelude::*;
use pack_model::values::fields::{FIELDS, Field, Kind};

use super::Shared;
use super::texts::Texts;
use crate::view::fields::{Property, TextField};

/// The keys that are one text each.
#[component]
pub(super) fn Settings(shared: Shared) -> impl IntoView {
    let field = |field: &'static Field| {
        (field.kind == Kind::Text).then(|| {
            let property = Property::of(shared.document, field.pointer(), field.label, false);
            view! { <TextField property help=field.help() /> }
        })
    };
    view! {
        <section class="form__group" aria-labelledby="values-settings">
            <h3 class="form__heading" id="values-settings">"For Palette"</h3>
            <div class="values__settings">{FIELDS.iter().map(field).collect_view()}</div>
        </section>
    }
}

/// The keys that are maps of texts.
#[component]
pub(super) fn Maps(shared: Shared) -> impl IntoView {
    let group = |field: &'static Field| match field.kind {
        Kind::Texts(each) => Some(view! { <Texts shared field each /> }),
        Kind::Text => None,
    };
    view! { <div class="values__maps">{FIELDS.iter().map(group).collect_view()}</div> }
}
