//! A map of texts under `pack`: a field for each of its keys, and for keys that are likely needed.

use leptos::ev;
use leptos::prelude::*;
use pack_model::format::documents::in_pack;
use pack_model::format::property::{Names, Property as Documented};
use pack_model::values::EntryValue;
use pack_model::{Pointer, Values};
use pack_once::view::{For, RwSignal, Show, Signal, handler, memo};

use super::shared::Shared;
use crate::view::components::input::text::undo_here;
use crate::view::fields::{Property, TextField};
use crate::view::findings::FieldFindings;
use crate::view::reveal;

/// The texts of a key.
#[component]
pub(super) fn Texts(
    /// What the form shares.
    shared: Shared,
    /// The key.
    of: &'static Documented,
    /// What its own keys are names of.
    names: Names,
) -> impl IntoView {
    let at = in_pack(of);
    let added = RwSignal::new(Vec::<String>::new());
    let keys = {
        let at = at.clone();
        memo(move || {
            let mut keys = shared.values.with(|values| given(values, &at));
            let offered = offered(shared, names);
            for key in offered.into_iter().chain(added.get()) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            keys
        })
    };
    let is_other = {
        let at = at.clone();
        memo(move || shared.values.with(|values| is_other(values, &at)))
    };
    let heading = format!("values-{}", of.key);
    let labelled_by = heading.clone();
    let text = {
        let at = at.clone();
        move |key: String| {
            let property = Property::of(shared.document, at.child(&key), key, false);
            view! { <TextField property /> }
        }
    };
    let place = at.to_string();
    view! {
        <section
            class="form__group values__map"
            aria-labelledby=labelled_by
            data-place-file=Values::file().to_string()
            data-place=place
        >
            <h3 class="form__heading" id=heading>{of.label}</h3>
            <p class="form__hint">{of.help}</p>
            <FieldFindings file=Values::file() pointer=at.clone() />
            <Show
                when=move || !is_other.get()
                fallback=|| view! { <p class="form__hint">"This value is not a map of strings, so it cannot be edited here. Change it in the Code view."</p> }
            >
                <For each=move || keys.get() key=Clone::clone children=text.clone() />
                {(names == Names::Namespaces).then(|| view! { <AddKey at=at.clone() keys added /> }.into_any())}
            </Show>
        </section>
    }
}

/// The keys that stand there.
fn given(values: &Values, at: &Pointer) -> Vec<String> {
    let entries = values.yaml().get(at).and_then(|node| node.entries());
    let keys = entries.unwrap_or_default().iter();
    let mut given: Vec<String> = Vec::new();
    for key in keys.filter_map(|entry| entry.key()) {
        if !given.iter().any(|known| known == key) {
            given.push(key.to_owned());
        }
    }
    given
}

/// Whether the value is not a map.
fn is_other(values: &Values, at: &Pointer) -> bool {
    let node = values.yaml().get(at);
    node.is_some_and(|node| node.entries().is_none() && node.as_str() != Some(""))
}

/// The keys that have a field although they are not set.
fn offered(shared: Shared, names: Names) -> Vec<String> {
    match names {
        Names::Charts => shared.charts.with(|charts| {
            let names = charts.iter().map(|chart| chart.chart().name.clone());
            names.collect()
        }),
        Names::Namespaces => {
            let at = Pointer::root().child("pack").child("namespace");
            let held = shared.values.with(|values| values.held(&at));
            match held {
                Some(EntryValue::Text(namespace)) if !namespace.is_empty() => vec![namespace],
                _ => Vec::new(),
            }
        }
        Names::Manifests | Names::Values => Vec::new(),
    }
}

/// The line that adds a field for another key. The key is written once it has a value.
#[component]
fn AddKey(at: Pointer, keys: Signal<Vec<String>>, added: RwSignal<Vec<String>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let id = format!("values-add-{}", at.last().unwrap_or_default());
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let key = typed.get_untracked().trim().to_owned();
        if key.is_empty() {
            return;
        }
        if keys.with_untracked(|keys| !keys.contains(&key)) {
            added.update(|added| added.push(key.clone()));
        }
        typed.set(String::new());
        // Quotes and backslashes are all that needs care in an attribute selector.
        let place = at
            .child(&key)
            .to_string()
            .replace('\\', "\\\\")
            .replace('"', "\\\"");
        reveal::focus_soon(format!(".values__map [data-place=\"{place}\"] input"));
    };
    view! {
        <form
            class="values__add-key"
            on:submit=handler(add)
            on:keydown=handler(move |event| {
                if typed.with_untracked(|typed| !typed.is_empty()) {
                    undo_here(&event);
                }
            })
        >
            <label class="visually-hidden" for=id.clone()>"Another namespace"</label>
            <input
                class="input input--small"
                type="text"
                id=id.clone()
                data-testid=id
                placeholder="Another namespace"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || typed.get()
                on:input=handler(move |event| typed.set(event_target_value(&event)))
            />
            <button type="submit" class="button button--small">"Add"</button>
        </form>
    }
}
