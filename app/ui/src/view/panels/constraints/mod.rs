//! Constraints: the packs that this one depends on, and the resources that it needs.

mod dependency;
mod resource;
mod rows;
mod value_paths;

use leptos::prelude::*;
use pack_model::Pointer;
use serde_json::json;

use crate::view::components::finding::FieldFindings;
use crate::view::fields::form::Form;
use crate::view::fields::{Extras, pack_json};
use rows::{Fresh, Rows};
use value_paths::ValuePaths;

/// The place of the constraints in pack.json.
fn root() -> Pointer {
    Pointer::root().child("constraints")
}

/// The form.
pub(crate) fn view() -> AnyView {
    view! {
        <Form>
            <FieldFindings file=pack_json() pointer=root() />
            <section class="form__group" aria-labelledby="constraints-dependencies">
                <h3 class="form__heading" id="constraints-dependencies">"Dependencies"</h3>
                <p class="form__hint">
                    "Other packs of a cluster profile that this one needs, allows or refuses, and which of their versions. \
                     Without a minimum and a maximum Palette does not check the version."
                </p>
                <Rows
                    list=root().child("dependencies")
                    noun="dependency"
                    columns=&[]
                    class="rows--dependencies"
                    empty="This pack depends on no other."
                    fresh=Fresh::Draft(dependency::draft)
                    row=dependency::row
                />
            </section>
            <section class="form__group" aria-labelledby="constraints-resources">
                <h3 class="form__heading" id="constraints-resources">"Resources"</h3>
                <p class="form__hint">
                    "What the nodes of a worker pool must offer: either one smallest amount, or amounts for each component, \
                     which Palette reads from the values. Where there are components, the smallest amount is ignored."
                </p>
                <Rows
                    list=root().child("resources")
                    noun="resource"
                    columns=resource::COLUMNS
                    class="rows--table rows--resources"
                    empty="This pack asks for no resources."
                    fresh=Fresh::Item(|| json!({ "type": "cpu" }))
                    row=resource::row
                />
            </section>
            <ValuePaths />
            <Extras object=root() is_known=|key| matches!(key, "dependencies" | "resources") />
        </Form>
    }
    .into_any()
}
