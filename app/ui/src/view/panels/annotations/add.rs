//! The row that adds an annotation.

use leptos::ev;
use leptos::prelude::*;
use pack_model::format::annotations::ANNOTATIONS;
use pack_model::format::property::Shown;
use pack_model::{Change, JsonFile, Place, Transaction};
use pack_once::view::{CollectView, RwSignal, handler};
use serde_json::Value;

use super::rows::root;
use crate::view::components::input::new_name::NewName;
use crate::view::components::input::text::undo_here;
use crate::view::form::document::pack_json;
use crate::view::open_pack::use_pack;
use crate::view::reveal;

/// A key and a value that are not in pack.json yet.
#[component]
pub(super) fn AddAnnotation() -> impl IntoView {
    let open = use_pack();
    let key = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    // Until something is typed there is nothing to undo here, so undo belongs to the page.
    let is_touched = StoredValue::new(false);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let new = key.get_untracked();
        if new.is_empty() {
            return reveal::focus_soon("#annotation-key".to_owned());
        }
        let pointer = root().child(&new);
        if open
            .manifest
            .with_untracked(|manifest| manifest.json().get(&pointer).is_some())
        {
            error.set(Some(format!(
                "The annotation “{new}” already exists. Change its value, or choose another key."
            )));
            return reveal::focus_soon("#annotation-key".to_owned());
        }
        let value = Value::String(text.get_untracked());
        let change = Change::set(JsonFile::pack(), pointer.clone(), value);
        let step = Transaction::new(format!("Add {new}"), vec![change])
            .at(Place::value(pack_json(), pointer));
        if open.apply(step) {
            key.set(String::new());
            text.set(String::new());
            is_touched.set_value(false);
        }
        reveal::focus_soon("#annotation-key".to_owned());
    };
    // Operating systems have fields for the others.
    let offered = ANNOTATIONS.iter().filter(|of| of.shown == Shown::Always);
    view! {
        <form
            class="annotations__row annotations__row--add"
            on:submit=handler(add)
            on:input=handler(move |_| {
                is_touched.set_value(true);
                error.set(None);
            })
            on:keydown=handler(move |event| {
                if is_touched.get_value() {
                    undo_here(&event);
                }
            })
        >
            <NewName
                id="annotation-key"
                test_id="annotation-add-key"
                label="New key"
                typed=key
                error
                suggestions="annotation-keys"
                class="field annotations__key"
            />
            <div class="field">
                <label class="field__label" for="annotation-text">"New value"</label>
                <input
                    class="input"
                    type="text"
                    id="annotation-text"
                    data-testid="annotation-add-text"
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=move || text.get()
                    on:input=handler(move |event| text.set(event_target_value(&event)))
                />
            </div>
            <button type="submit" class="button annotations__add" data-testid="annotation-add">"Add"</button>
        </form>
        <datalist id="annotation-keys">
            {offered.map(|of| view! { <option value=of.key>{of.help}</option> }).collect_view()}
        </datalist>
    }
}
