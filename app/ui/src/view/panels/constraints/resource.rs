//! One resource, and the components that name the values with its amounts.

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::format::pack_json::{COMPONENT, RESOURCE};
use serde_json::json;

use super::fields::{fields, label};
use crate::view::fields::Extras;
use crate::view::panels::parts::rows::{NewItem, Rows};

/// The fields of a resource.
pub(super) fn row(at: Pointer) -> AnyView {
    view! {
        {fields(RESOURCE, &at)}
        <div class="rows__wide constraints__components">
            <h4 class="constraints__subheading">{label(RESOURCE, "components")}</h4>
            <Rows
                list=at.child("components")
                noun="component"
                class="rows--components"
                empty="No components, so the minimum above applies."
                fresh=NewItem::Item(|_| json!({ "scheduleType": "all" }))
                row=component
            />
            <Extras object=at properties=RESOURCE />
        </div>
    }
    .into_any()
}

/// The fields of a component, one below the other: paths of values are long.
fn component(at: Pointer) -> AnyView {
    view! {
        {fields(COMPONENT, &at)}
        <div class="rows__wide">
            <Extras object=at properties=COMPONENT />
        </div>
    }
    .into_any()
}
