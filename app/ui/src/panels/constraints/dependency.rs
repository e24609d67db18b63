//! One dependency on another pack.

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::vocabulary::{DEPENDENCY_TYPES, LAYERS};

use crate::panels::property::{ChoiceField, Extras, Property, TextField};

/// The headings of the columns.
pub(super) const COLUMNS: &[&str] = &[
    "Pack",
    "Layer",
    "Type",
    "Minimum version",
    "Maximum version",
];

/// The fields of a dependency.
pub(super) fn row(at: Pointer) -> AnyView {
    let property =
        |key, label: &'static str, required| Property::new(at.child(key), label, required);
    view! {
        <TextField property=property("packName", "Pack", true) in_table=true />
        <ChoiceField property=property("layer", "Layer", true) choices=LAYERS in_table=true />
        <ChoiceField property=property("type", "Type", true) choices=DEPENDENCY_TYPES in_table=true />
        <TextField property=property("minVersion", "Minimum version", false) in_table=true />
        <TextField property=property("maxVersion", "Maximum version", false) in_table=true />
        <div class="rows__wide">
            <Extras
                object=at
                is_known=|key| matches!(key, "packName" | "layer" | "type" | "minVersion" | "maxVersion")
            />
        </div>
    }
    .into_any()
}
