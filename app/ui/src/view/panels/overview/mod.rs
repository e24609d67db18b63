//! The Overview: the scalar properties of pack.json from the table of fields, the cloud types, and
//! every property that the form does not know.

use leptos::prelude::*;
use pack_model::format::pack_json::ROOT;
use pack_model::format::property::{Property as Documented, Shown};
use pack_model::import;
use pack_model::{Change, JsonFile, Manifest, Pointer};
use pack_once::view::{CollectView, For, handler, live, memo};

use crate::view::fields::{Extras, Property, documented};
use crate::view::form::Form;
use crate::view::open_pack::use_pack;
use crate::view::preview::CardBeside;
use crate::view::reveal;
use crate::wire::use_workspace;

/// The key of the version.
const VERSION: &str = "version";

/// The id of the section.
pub(crate) const ID: &str = "overview";

/// The form.
pub(crate) fn view() -> AnyView {
    let manifest = use_pack().manifest;
    let shown = memo(move || manifest.with(shown));
    view! {
        <Form>
            <div class="overview__top">
                <CardBeside />
                <div class="overview__fields">
                <For each=move || shown.get() key=|of| of.key let:of>
                    <div class=format!("overview__field overview__field--{}", of.key)>
                        {field(of)}
                        {(of.key == VERSION).then(other_versions)}
                    </div>
                </For>
                </div>
            </div>
            <Extras object=Pointer::root() properties=ROOT />
        </Form>
    }
    .into_any()
}

/// The field of a property.
fn field(of: &'static Documented) -> AnyView {
    let pointer = Pointer::root().child(of.key);
    documented(
        of,
        Property::new(pointer, of.label, of.is_required()),
        false,
    )
}

/// Buttons for the versions of the first chart and its app that the pack may have as well.
fn other_versions() -> AnyView {
    let open = use_pack();
    let deployment = use_workspace().deployment();
    let others = memo(move || {
        let version = open.manifest.with(Manifest::version).unwrap_or_default();
        deployment.with(|deployment| {
            let first = deployment.as_ref().and_then(|all| all.releases.first());
            first.map_or_else(Vec::new, |chart| import::other_versions(chart, &version))
        })
    });
    let button = move |(of, version): (&'static str, String)| {
        let label = format!("Use the {of}’s version {version}");
        let use_it = move |_| {
            let version = version.as_str();
            let change = Change::set(JsonFile::pack(), Pointer::root().child(VERSION), version);
            open.change(format!("Use the {of}’s version"), change);
            reveal::focus_soon("[data-testid=\"field-version\"]".to_owned());
        };
        view! {
            <button type="button" class="button button--quiet button--small" data-testid="use-version" data-of=of on:click=handler(use_it)>
                {label}
            </button>
        }
    };
    live(move || others.get().into_iter().map(button).collect_view()).into_any()
}

/// The properties that a pack's form has, in their order.
fn shown(manifest: &Manifest) -> Vec<&'static Documented> {
    let is_present = |key: &str| manifest.json().get(&Pointer::root().child(key)).is_some();
    let is_shown = |of: &&Documented| match of.shown {
        Shown::Always => true,
        Shown::For(layer) => manifest.layer() == Some(layer) || is_present(of.key),
        Shown::WhenPresent => is_present(of.key),
        Shown::ForOsOn(_) | Shown::OnItsOwn | Shown::Nowhere => false,
    };
    ROOT.iter().filter(is_shown).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pack_editor::sections::SECTIONS;
    use pack_model::path;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let manifest = Manifest::read(text);
        let optional = ["addonType", "addonSubType", "cloudType"];
        let found: Vec<_> = shown(&manifest)
            .iter()
            .map(|field| field.key)
            .filter(|key| optional.contains(key))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn fields_are_shown_where_they_count_or_stand() {
        check("{}", &[]);
        check(r#"{"layer":"addon"}"#, &["addonType", "addonSubType"]);
        check(
            r#"{"layer":"os","addonType":"x","cloudType":"aws"}"#,
            &["addonType", "cloudType"],
        );
    }

    #[test]
    fn properties_outside_this_form_are_those_that_have_a_section() {
        let elsewhere = ROOT.iter().filter(|of| of.shown == Shown::OnItsOwn);
        let keys: BTreeSet<_> = elsewhere.map(|of| of.key).collect();
        let of_pack_json = SECTIONS
            .iter()
            .filter(|section| section.file == Some(path::PACK_JSON));
        let own = of_pack_json.filter_map(|section| section.root.first().copied());
        assert_eq!(keys, own.collect::<BTreeSet<_>>());
    }
}
