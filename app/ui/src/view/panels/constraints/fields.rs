//! The fields of constraints, from the table of pack.json's properties.

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::format::property::{Property as Documented, Shown, find};
use pack_once::view::CollectView;

use crate::view::fields::{Property, documented};

/// The properties that the form of their object shows.
pub(super) fn in_form(
    properties: &'static [Documented],
) -> impl Iterator<Item = &'static Documented> {
    let shown = |of: &&Documented| of.shown == Shown::Always;
    properties.iter().filter(shown)
}

/// What forms call a property.
pub(super) fn label(properties: &'static [Documented], key: &'static str) -> &'static str {
    find(properties, key).map_or(key, |of| of.label)
}

/// The fields of an object's properties, in a table.
pub(super) fn fields(properties: &'static [Documented], at: &Pointer) -> AnyView {
    let field = |of: &'static Documented| {
        let property = Property::new(at.child(of.key), of.label, of.is_required());
        documented(of, property, true)
    };
    in_form(properties).map(field).collect_view().into_any()
}
