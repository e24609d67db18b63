//! A property that is a list, each of whose items is switched on or off.

use leptos::prelude::*;
use pack_model::vocabulary::{self, Choice};
use pack_model::{Change, JsonFile, Place, Pointer, Transaction};
use pack_once::view::{CollectView, For, Signal, handler, live, memo};
use serde_json::{Value, json};

use super::property::{Property, in_sentence};
use crate::view::components::input::control::{test_id, unique_id};
use crate::view::findings::FieldFindings;
use crate::view::form::document::pack_json;
use crate::view::form::field::is_invalid;
use crate::view::open_pack::{OpenPack, use_pack};

/// An item to switch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Toggle {
    value: Value,
    label: String,
}

/// A box to tick for each documented value, and for each further one that the pack has.
#[component]
pub(crate) fn TogglesField(
    /// The list in pack.json.
    property: Property,
    /// The documented values.
    choices: &'static [Choice],
    /// One line of help.
    #[prop(into)]
    help: Signal<String>,
) -> impl IntoView {
    let open = use_pack();
    let pointer = property.pointer;
    let items = memo(move || items(open, &pointer.get()));
    let toggles = memo(move || items.with(|items| toggles(items, choices)));
    let id = unique_id("toggles");
    let (help_id, findings_id) = (format!("{id}-help"), format!("{id}-findings"));
    let described_by = format!("{help_id} {findings_id}");
    let invalid = is_invalid(pack_json(), pointer);
    let findings = move || {
        let places = std::iter::once(pointer.get())
            .chain((0..items.with(Vec::len)).map(|index| pointer.get().item(index)));
        places
            .map(|pointer| view! { <FieldFindings file=pack_json() pointer /> })
            .collect_view()
    };
    view! {
        <fieldset
            class="toggles"
            class:toggles--invalid=move || invalid.get()
            aria-describedby=described_by
            data-place-file=pack_json().to_string()
            data-place=move || pointer.get().to_string()
        >
            <legend class="field__label">
                {live(move || property.label.get())}
                {property.required.then(|| view! { <span class="field__required">" (required)"</span> }.into_any())}
            </legend>
            <div class="toggles__list">
                <For each=move || toggles.get() key=|toggle| toggle.value.to_string() let:toggle>
                    {one(open, property, items, toggle)}
                </For>
            </div>
            <p class="field__help" id=help_id>{live(move || help.get())}</p>
            <div id=findings_id class="toggles__findings">{live(findings)}</div>
        </fieldset>
    }
}

fn one(
    open: OpenPack,
    property: Property,
    items: Signal<Vec<Value>>,
    toggle: Toggle,
) -> impl IntoView {
    let written = toggle
        .value
        .as_str()
        .map_or_else(|| toggle.value.to_string(), str::to_owned);
    let place = property.pointer.get_untracked();
    let id = format!("{}-{written}", test_id(&place));
    let value = StoredValue::new(toggle.value);
    let is_on = move || items.with(|items| value.with_value(|value| items.contains(value)));
    let switch = move |_| {
        let changes =
            items.with_untracked(|items| value.with_value(|value| switched(&place, items, value)));
        let label = format!("Change {}", in_sentence(&property.label.get_untracked()));
        open.apply(Transaction::new(label, changes).at(Place::value(pack_json(), place.clone())));
    };
    view! {
        <label class="toggles__one" title=written>
            <input type="checkbox" data-testid=id prop:checked=is_on on:change=handler(switch) />
            {toggle.label}
        </label>
    }
}

/// The items of the list. A value that is not a list counts as the only item.
fn items(open: OpenPack, pointer: &Pointer) -> Vec<Value> {
    open.manifest.with(
        |manifest| match manifest.json().get(pointer).map(|node| node.to_value()) {
            None => Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => vec![other],
        },
    )
}

/// The documented values, and after them each other one that the list holds.
fn toggles(items: &[Value], choices: &'static [Choice]) -> Vec<Toggle> {
    let documented = choices.iter().map(|choice| Toggle {
        value: json!(choice.value),
        label: choice.label.to_owned(),
    });
    let mut toggles: Vec<_> = documented.collect();
    for value in items {
        if toggles.iter().all(|toggle| toggle.value != *value) {
            toggles.push(Toggle {
                value: value.clone(),
                label: label(value),
            });
        }
    }
    toggles
}

/// The label of a value that the documentation does not list.
fn label(value: &Value) -> String {
    match value.as_str() {
        Some("") => "(empty string)".to_owned(),
        Some(text) => vocabulary::label_of(vocabulary::COMMUNITY_CLOUD_TYPES, text)
            .unwrap_or(text)
            .to_owned(),
        None => value.to_string(),
    }
}

/// The changes that switch a value of the list at a place.
fn switched(list: &Pointer, items: &[Value], value: &Value) -> Vec<Change> {
    let file = JsonFile::pack;
    let held = items
        .iter()
        .enumerate()
        .filter(|(_, item)| *item == value)
        .map(|(index, _)| index);
    let held: Vec<_> = held.collect();
    if held.is_empty() {
        return vec![Change::insert(
            file(),
            list.clone(),
            items.len(),
            value.clone(),
        )];
    }
    held.into_iter()
        .rev()
        .map(|index| Change::remove(file(), list.item(index)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::edit::change::EntryChange;

    #[test]
    fn further_values_of_the_pack_are_shown_after_the_documented_ones() {
        let shown = toggles(
            &[json!("libvirt"), json!("all"), json!(3)],
            vocabulary::CLOUD_TYPES,
        );
        let added: Vec<_> = shown
            .iter()
            .skip(vocabulary::CLOUD_TYPES.len())
            .map(|one| one.label.as_str())
            .collect();
        assert_eq!(added, ["libvirt", "3"]);
    }

    #[test]
    fn switching_adds_at_the_end_and_removes_every_copy() {
        let list: Pointer = "/cloudTypes".parse().unwrap();
        let items = [json!("aws"), json!("all"), json!("aws")];
        let removed = switched(&list, &items, &json!("aws"));
        let places: Vec<_> = removed
            .iter()
            .map(|change| match change {
                Change::Entry(_, EntryChange::Remove { pointer }) => pointer.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(places, ["/cloudTypes/2", "/cloudTypes/0"]);
        let added = switched(&list, &items, &json!("gcp"));
        assert!(
            matches!(
                added.as_slice(),
                [Change::Entry(_, EntryChange::Insert { index: 3, .. })]
            ),
            "{added:?}"
        );
    }
}
