//! One dependency on another pack.

use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::format::pack_json::DEPENDENCY;
use pack_model::format::property::find;
use pack_model::vocabulary::Choice;
use pack_once::view::{Callback, CollectView, RwSignal, handler};
use serde_json::{Value, json};

use super::fields::{fields, label};
use crate::view::components::icon::Icon;
use crate::view::components::input::control::{test_id, unique_id};
use crate::view::components::input::text::undo_here;
use crate::view::fields::Extras;
use crate::view::reveal;

/// The fields of a dependency: the name of a pack is long and has a line of its own.
pub(super) fn row(at: Pointer) -> AnyView {
    view! {
        {fields(DEPENDENCY, &at)}
        <div class="rows__wide">
            <Extras object=at properties=DEPENDENCY />
        </div>
    }
    .into_any()
}

/// A dependency that is not in pack.json yet. It is added once it names a pack and its layer, which
/// Palette needs.
pub(super) fn draft(at: Pointer, done: Callback<Option<Value>>) -> AnyView {
    let name = RwSignal::new(String::new());
    let layer = RwSignal::new(String::new());
    let kind = RwSignal::new("required".to_owned());
    let id = unique_id("dependency");
    let name_id = format!("{id}-name");
    reveal::focus_soon(format!("#{name_id}"));
    let layer_control = format!("[data-testid=\"{}\"]", test_id(&at.child("layer")));
    let finish = move || {
        let (name, layer) = (name.get_untracked(), layer.get_untracked());
        if !name.trim().is_empty() && !layer.is_empty() {
            done.run(Some(
                json!({ "packName": name.trim(), "layer": layer, "type": kind.get_untracked() }),
            ));
            reveal::focus_soon(layer_control.clone());
        }
    };
    let choice = |key, chosen: RwSignal<String>| {
        let choices = find(DEPENDENCY, key).map_or(&[][..], |of| of.value.choices());
        let (id, finish) = (format!("{id}-{key}"), finish.clone());
        let choose = move |value| {
            chosen.set(value);
            finish();
        };
        view! {
            <div class="field field--in-table">
                <label class="field__label" for=id.clone()>{label(DEPENDENCY, key)}</label>
                {select(id, test_id(&at.child(key)), choices, chosen, choose)}
            </div>
        }
    };
    let layers = choice("layer", layer);
    let kinds = choice("type", kind);
    view! {
        <div class="rows__row" role="group" aria-label="New dependency" on:keydown=handler(move |event| undo_here(&event))>
            <div class="field field--in-table">
                <label class="field__label" for=name_id.clone()>{label(DEPENDENCY, "packName")}</label>
                <input
                    class="input"
                    type="text"
                    id=name_id
                    data-testid=test_id(&at.child("packName"))
                    autocomplete="off"
                    spellcheck="false"
                    on:input=handler(move |event| name.set(event_target_value(&event)))
                    on:change=handler(move |_| finish())
                />
            </div>
            {layers}
            {kinds}
            <div class="rows__buttons">
                <button
                    type="button"
                    class="button button--quiet button--small"
                    aria-label="Remove the new dependency"
                    on:click=handler(move |_| done.run(None))
                >
                    <Icon name="trash" />
                </button>
            </div>
            <div class="rows__wide">
                <p class="rows__hint">"Enter a pack and a layer to add the dependency to pack.json."</p>
            </div>
        </div>
    }
    .into_any()
}

fn select(
    id: String,
    test_id: String,
    choices: &'static [Choice],
    chosen: RwSignal<String>,
    choose: impl Fn(String) + 'static,
) -> impl IntoView {
    let option = move |choice: &'static Choice| {
        let is_chosen = move || chosen.with(|chosen| chosen == choice.value);
        view! { <option value=choice.value prop:selected=is_chosen>{choice.label}</option> }
    };
    view! {
        <select class="input" id=id data-testid=test_id on:change=handler(move |event| choose(event_target_value(&event)))>
            <option value="" disabled=true prop:selected=move || chosen.with(String::is_empty)>"Choose…"</option>
            {choices.iter().map(option).collect_view()}
        </select>
    }
}
