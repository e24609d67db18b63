//! Constraints: the packs that this one depends on, and the resources that it needs.

mod dependency;
mod fields;
mod resource;

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::format::pack_json::{CONSTRAINTS, RESOURCE};
use serde_json::json;

use crate::view::fields::Extras;
use crate::view::fields::value_paths::ValuePaths;
use crate::view::findings::FieldFindings;
use crate::view::form::Form;
use crate::view::form::document::pack_json;
use crate::view::panels::parts::rows::{NewItem, Rows};
use fields::label;

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
                <h3 class="form__heading" id="constraints-dependencies">{label(CONSTRAINTS, "dependencies")}</h3>
                <p class="form__hint">
                    "Packs that must, may or must not be in the same cluster profile. Palette checks their versions only if a minimum or maximum is set."
                </p>
                <Rows
                    list=root().child("dependencies")
                    noun="dependency"
                                        class="rows--dependencies"
                    empty="No dependencies."
                    fresh=NewItem::Draft(dependency::draft)
                    row=dependency::row
                />
            </section>
            <section class="form__group" aria-labelledby="constraints-resources">
                <h3 class="form__heading" id="constraints-resources">{label(CONSTRAINTS, "resources")}</h3>
                <p class="form__hint">
                    "What each worker pool must provide: a minimum, or what the components request in values.yaml. If there are components, Palette ignores the minimum."
                </p>
                <Rows
                    list=root().child("resources")
                    noun="resource"
                    columns=RESOURCE
                    class="rows--table rows--resources"
                    empty="No required resources."
                    fresh=NewItem::Item(|_| json!({ "type": "cpu" }))
                    row=resource::row
                />
            </section>
            <ValuePaths />
            <Extras object=root() properties=CONSTRAINTS />
        </Form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::format::pack_json::{COMPONENT, DEPENDENCY};
    use pack_model::format::property::Shown;

    #[test]
    fn lists_of_their_own_are_those_that_the_form_has() {
        for (properties, expected) in [
            (CONSTRAINTS, &["dependencies", "resources"][..]),
            (DEPENDENCY, &[]),
            (RESOURCE, &["components"]),
            (COMPONENT, &[]),
        ] {
            let own = properties.iter().filter(|of| of.shown == Shown::OnItsOwn);
            let keys: Vec<_> = own.map(|of| of.key).collect();
            assert_eq!(keys, expected);
        }
    }
}
