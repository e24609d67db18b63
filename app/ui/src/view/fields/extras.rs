//! The properties of an object that the form does not know.

use leptos::prelude::*;
use pack_model::format::property::{Property as Documented, find};
use pack_model::{Manifest, Pointer};
use pack_once::view::{For, Show, memo};

use super::property::Property;
use super::raw::RawField;
use crate::view::components::input::control::unique_id;
use crate::view::open_pack::use_pack;

/// The JSON of every unknown property of an object, under a heading; nothing if there is none.
#[component]
pub(crate) fn Extras(
    /// The object.
    object: Pointer,
    /// Its documented properties.
    properties: &'static [Documented],
) -> impl IntoView {
    let manifest = use_pack().manifest;
    let keys = {
        let object = object.clone();
        memo(move || manifest.with(|manifest| unknown(manifest, &object, properties)))
    };
    let heading = unique_id("extras");
    let field = move |key: String| {
        let property = Property::new(object.child(&key), key, false);
        view! { <RawField property /> }
    };
    view! {
        <Show when=move || keys.with(|keys| !keys.is_empty())>
            <section class="extras" aria-labelledby=heading.clone()>
                <h3 class="form__heading" id=heading.clone()>"Other properties"</h3>
                <p class="form__hint">
                    "These properties have no fields of their own. Edit them here as JSON."
                </p>
                <For each=move || keys.get() key=String::clone children=field.clone() />
            </section>
        </Show>
    }
}

/// The keys of an object that no form edits, each once, in the order of the file.
fn unknown(
    manifest: &Manifest,
    object: &Pointer,
    properties: &'static [Documented],
) -> Vec<String> {
    let has_form = |key: &str| find(properties, key).is_some_and(Documented::has_form);
    let members = manifest
        .json()
        .get(object)
        .and_then(|node| node.members())
        .unwrap_or_default();
    let mut keys: Vec<String> = Vec::new();
    for key in members.iter().map(|member| member.key()) {
        if !has_form(key) && !keys.iter().any(|found| found == key) {
            keys.push(key.to_owned());
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::format::pack_json::ROOT;

    #[test]
    fn unknown_keys_stand_once_in_their_order() {
        let manifest = Manifest::read(r#"{"z":1,"name":"a","a":{"b":[]},"z":3}"#);
        let check = |at: &str, expected: &[&str]| {
            let object = at.parse().unwrap();
            assert_eq!(unknown(&manifest, &object, ROOT), expected, "{at}");
        };
        check("", &["z", "a"]);
        check("/a", &["b"]);
        check("/z", &[]);
    }

    #[test]
    fn properties_without_a_form_are_edited_as_json() {
        let manifest =
            Manifest::read(r#"{"name":"a","charts":[],"ansibleRoles":[],"commit_msg":""}"#);
        assert_eq!(
            unknown(&manifest, &Pointer::root(), ROOT),
            ["ansibleRoles", "commit_msg"]
        );
    }
}
