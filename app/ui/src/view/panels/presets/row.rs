//! The form of one preset.

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::format::documents::PRESET;
use pack_model::format::property::find;
use pack_model::presets::{as_added, duplicate, set_added};
use pack_once::view::{RwSignal, handler};
use serde_json::Value;

use super::Shared;
use crate::view::components::icon::Icon;
use crate::view::components::input::text::scripted;
use crate::view::fields::{Property, TextField, value_paths};
use crate::view::form::document::FieldValue;
use crate::view::form::field::Field;
use crate::view::panels::parts::rows::{NewItem, Rows};
use crate::view::reveal;

/// The `id` of the list of groups.
pub(super) const GROUPS: &str = "preset-groups";

/// The fields of a preset.
pub(super) fn row(at: Pointer) -> AnyView {
    let shared = expect_context::<Shared>();
    let property = |key: &'static str| {
        let label = find(PRESET, key).map_or(key, |of| of.label);
        Property::of(shared.document, at.child(key), label, true)
    };
    let index = at.last().and_then(|index| index.parse().ok());
    let copy = move |_| {
        let index: usize = index.unwrap_or_default();
        let changes = shared
            .open
            .pack
            .with_untracked(|pack| duplicate(pack, index));
        shared.apply("Duplicate preset", changes);
        reveal::focus_soon(format!(
            "[data-testid=\"field-presets-presets/{}/name\"]",
            index + 1
        ));
    };
    view! {
        <TextField property=property("displayName") />
        <TextField property=property("name") />
        <TextField property=property("group") suggestions=Some(GROUPS.to_owned()) />
        <div class="rows__wide">
            <h4 class="constraints__subheading">"Remove"</h4>
            <Rows
                document=shared.document
                list=at.child("remove")
                noun="path"
                has_texts=true
                class="rows--paths"
                empty="Nothing is removed."
                fresh=NewItem::Item(|_| Value::String(String::new()))
                row=path
            />
        </div>
        <div class="rows__wide">
            <Addition property=property("add") />
        </div>
        <div class="rows__wide form__buttons">
            <button type="button" class="button button--small" data-testid="preset-duplicate" on:click=handler(copy)>
                <Icon name="copy" />
                "Duplicate"
            </button>
        </div>
    }
    .into_any()
}

/// A path that a preset removes.
fn path(at: Pointer) -> AnyView {
    let shared = expect_context::<Shared>();
    let property = Property::of(shared.document, at, "Path", true);
    let suggestions = Some(value_paths::LIST.to_owned());
    view! { <TextField property in_table=true suggestions /> }.into_any()
}

/// What a preset adds, as text. What is typed stays as it is until the field is left, or says something else than
/// presets.yaml.
#[component]
fn Addition(property: Property) -> impl IntoView {
    let shared = expect_context::<Shared>();
    let held = property.held();
    let typed = RwSignal::new(None::<String>);
    let shown = move || {
        let held = held.with(FieldValue::shown);
        let typed = typed
            .get()
            .filter(|typed| as_added(typed) == as_added(&held));
        typed.unwrap_or(held)
    };
    let take = move |text: String| {
        let place = property.pointer.get_untracked();
        let pack = shared.open.pack;
        let changes = pack.with_untracked(|pack| set_added(pack, &place, &text));
        typed.set(Some(text));
        property.type_changes(changes);
    };
    let leave = move |_| {
        // The signal may be gone with its field.
        typed.set(None);
        property.end_step();
    };
    let rows = move || held.with(|held| (held.shown().lines().count() + 1).clamp(3, 24));
    view! {
        <Field label=property.label file=property.file() pointer=property.pointer let:control>
            <textarea
                class="input input--code"
                id=control.id
                data-testid=move || control.test_id.get()
                aria-describedby=control.described_by
                aria-invalid=move || control.invalid.get().then_some("true")
                rows=rows
                wrap="off"
                spellcheck="false"
                autocapitalize="off"
                placeholder="charts:\n  my-chart:\n    replicas: 1"
                prop:value=shown
                on:input=handler(move |event| take(event_target_value(&event)))
                on:change=handler(move |event| scripted(&event, take))
                on:blur=handler(leave)
            ></textarea>
        </Field>
    }
}
