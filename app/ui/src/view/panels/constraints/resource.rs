//! One resource, and the components that say where in the values its amounts stand.

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::vocabulary::{RESOURCE_TYPES, SCHEDULE_TYPES};
use serde_json::json;

use super::rows::{Fresh, Rows};
use super::value_paths;
use crate::view::fields::{ChoiceField, Extras, NumberField, Property, TextField};

/// The headings of the columns.
pub(super) const COLUMNS: &[&str] = &["Resource", "Smallest amount"];

/// The fields of a resource.
pub(super) fn row(at: Pointer) -> AnyView {
    view! {
        <ChoiceField property=Property::new(at.child("type"), "Resource", true) choices=RESOURCE_TYPES in_table=true />
        <NumberField property=Property::new(at.child("minLimit"), "Smallest amount", false) in_table=true />
        <div class="rows__wide constraints__components">
            <h4 class="constraints__subheading">"Components"</h4>
            <Rows
                list=at.child("components")
                noun="component"
                columns=&[]
                class="rows--components"
                empty="No components: the smallest amount counts."
                fresh=Fresh::Item(|| json!({ "scheduleType": "all" }))
                row=component
            />
            <Extras object=at is_known=|key| matches!(key, "type" | "minLimit" | "components") />
        </div>
    }
    .into_any()
}

/// The fields of a component, one below the other: paths of values are long.
fn component(at: Pointer) -> AnyView {
    let path = |key, label: &'static str| Property::new(at.child(key), label, false);
    let suggestions = || Some(value_paths::LIST.to_owned());
    view! {
        <ChoiceField property=Property::new(at.child("scheduleType"), "Runs on", true) choices=SCHEDULE_TYPES in_table=true />
        <TextField property=path("resourceRequestParamRef", "Value with the request") suggestions=suggestions() in_table=true />
        <TextField property=path("replicaCountParamRef", "Value with the replicas") suggestions=suggestions() in_table=true />
        <div class="rows__wide">
            <Extras
                object=at
                is_known=|key| matches!(key, "scheduleType" | "resourceRequestParamRef" | "replicaCountParamRef")
            />
        </div>
    }
    .into_any()
}
