//! A list of pack.json as rows that can be added, moved and removed.

use leptos::prelude::*;
use pack_model::format::property::Property as Documented;
use pack_model::{Change, JsonFile, Place, Pointer, Transaction};
use pack_once::view::{Callback, CollectView, RwSignal, Show, Signal, handler, memo};
use serde_json::Value;

use super::fields::in_form;
use crate::view::components::icon::Icon;
use crate::view::components::long_list::LongList;
use crate::view::fields::{Property, RawField};
use crate::view::findings::FieldFindings;
use crate::view::form::document::pack_json;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::view::reveal;

/// About how high a row is, in root ems.
const ROW: f64 = 4.0;

/// A list and what it is called.
#[derive(Clone)]
struct List {
    open: OpenPack,
    pointer: Pointer,
    noun: &'static str,
    row: fn(Pointer) -> AnyView,
    /// How many items there are; `None` if the value is not a list.
    count: Signal<Option<usize>>,
}

/// How an item comes into a list.
#[derive(Clone, Copy)]
pub(super) enum NewItem {
    /// It is added at once and filled in afterwards.
    Item(fn() -> Value),
    /// It is added once its required fields are filled in. The row gets the place that the item will
    /// have, and a callback for the item, or for `None` if the user cancels.
    Draft(fn(Pointer, Callback<Option<Value>>) -> AnyView),
}

/// The rows of a list. Each is known by its index, so the focus stays while other rows come and go.
#[component]
pub(super) fn Rows(
    /// The list in pack.json, which need not exist.
    list: Pointer,
    /// What one item is called.
    noun: &'static str,
    /// The properties that head the columns; none if each field has its label.
    columns: &'static [Documented],
    /// The class that sets the widths of the columns.
    class: &'static str,
    /// What is shown while there is no item.
    empty: &'static str,
    /// A new item.
    fresh: NewItem,
    /// The fields of an item.
    row: fn(Pointer) -> AnyView,
) -> impl IntoView {
    let open = use_pack();
    let pointer = list.clone();
    let count = memo(move || {
        open.manifest
            .with(|manifest| match manifest.json().get(&pointer) {
                Some(node) => node.items().map(<[_]>::len),
                None => Some(0),
            })
    });
    let list = List {
        open,
        pointer: list,
        noun,
        row,
        count,
    };
    let is_drafting = RwSignal::new(false);
    let place = list.pointer.to_string();
    let add_place = place.clone();
    let findings = list.pointer.clone();
    let add = {
        let list = list.clone();
        move |_| match fresh {
            NewItem::Item(item) => list.add(item()),
            NewItem::Draft(_) => is_drafting.set(true),
        }
    };
    let draft = {
        let list = list.clone();
        move || match fresh {
            NewItem::Draft(draft) if is_drafting.get() => {
                let list = list.clone();
                let at = list.pointer.item(count.get().unwrap_or_default());
                let done = move |item: Option<Value>| {
                    is_drafting.set(false);
                    match item {
                        Some(item) => list.add(item),
                        None => list.focus_add(),
                    }
                };
                Some(draft(at, Callback::new(done)))
            }
            _ => None,
        }
    };
    let one = {
        let list = list.clone();
        Callback::new(move |index: usize| item(list.clone(), index).into_any())
    };
    let wanted = {
        let pointer = list.pointer.clone();
        memo(move || open.asked_item(&pack_json(), &pointer))
    };
    let raw = list.pointer.clone();
    view! {
        <div class=format!("rows {class}") data-place-file=pack_json().to_string() data-place=place>
            <Show
                when=move || count.get().is_some()
                fallback=move || view! { <RawField property=Property::new(raw.clone(), noun, false) /> }
            >
                <Show
                    when=move || is_drafting.get() || count.get().is_some_and(|count| count > 0)
                    fallback=move || view! { <p class="rows__empty">{empty}</p> }
                >
                    {(!columns.is_empty()).then(|| view! {
                        <div class="rows__header" aria-hidden="true">
                            {in_form(columns).map(|of| view! { <span>{of.label}</span> }).collect_view()}
                        </div>
                    }.into_any())}
                </Show>
                <LongList
                    count=memo(move || count.get().unwrap_or_default())
                    row=one
                    around=|rows| rows
                    class
                    height=ROW
                    wanted
                />
                {draft.clone()}
                <button type="button" class="button button--small rows__add" data-rows-add=add_place.clone() on:click=handler(add.clone())>
                    <Icon name="plus" />
                    {format!("Add {noun}")}
                </button>
            </Show>
            <FieldFindings file=pack_json() pointer=findings />
        </div>
    }
}

fn item(list: List, index: usize) -> impl IntoView {
    let pointer = list.pointer.item(index);
    let name = format!("{} {}", list.noun, index + 1);
    let is_object = {
        let (manifest, pointer) = (list.open.manifest, pointer.clone());
        memo(move || {
            manifest.with(|manifest| {
                manifest
                    .json()
                    .get(&pointer)
                    .is_some_and(|node| node.members().is_some())
            })
        })
    };
    let fields = {
        let (pointer, row, name) = (pointer.clone(), list.row, name.clone());
        move || {
            if is_object.get() {
                row(pointer.clone())
            } else {
                let property = Property::new(pointer.clone(), name.clone(), false);
                view! { <div class="rows__wide"><RawField property /></div> }.into_any()
            }
        }
    };
    let count = list.count;
    let is_last = move || count.get().is_none_or(|count| index + 1 >= count);
    let button = |icon: &'static str, does: &str, act: fn(&List, usize)| {
        let list = list.clone();
        view! {
            <button
                type="button"
                class="button button--quiet button--small"
                data-rows-button=icon
                aria-label=format!("{does} {name}")
                on:click=handler(move |_| act(&list, index))
            >
                <Icon name=icon />
            </button>
        }
    };
    let up = button("up", "Move up", |list, index| {
        list.shift(index, index.wrapping_sub(1), "up")
    });
    let down = button("down", "Move down", |list, index| {
        list.shift(index, index + 1, "down")
    });
    let remove = button("trash", "Remove", List::remove);
    let place = pointer.to_string();
    view! {
        <div
            class="rows__row"
            role="group"
            aria-label=name.clone()
            data-place-file=pack_json().to_string()
            data-place=place
        >
            {fields}
            <div class="rows__buttons">
                <span class="rows__move" hidden=index == 0>{up}</span>
                <span class="rows__move" hidden=is_last>{down}</span>
                {remove}
            </div>
            <div class="rows__wide">
                <FieldFindings file=pack_json() pointer />
            </div>
        </div>
    }
}

impl List {
    fn len(&self) -> usize {
        self.count.get_untracked().unwrap_or_default()
    }

    fn add(&self, value: Value) {
        let index = self.len();
        let change = Change::insert(JsonFile::pack(), self.pointer.clone(), index, value);
        self.apply(
            format!("Add {}", self.noun),
            change,
            self.pointer.item(index),
        );
        reveal::focus_soon(format!("[data-place=\"{}\"]", self.pointer.item(index)));
    }

    fn remove(&self, index: usize) {
        let change = Change::remove(JsonFile::pack(), self.pointer.item(index));
        self.apply(
            format!("Remove {}", self.noun),
            change,
            self.pointer.item(index),
        );
        match self.len().checked_sub(1) {
            Some(last) => self.focus_button(index.min(last), "trash"),
            None => self.focus_add(),
        }
    }

    fn focus_add(&self) {
        reveal::focus_soon(format!("[data-rows-add=\"{}\"]", self.pointer));
    }

    /// Moves an item, and the focus with it.
    fn shift(&self, from: usize, to: usize, button: &str) {
        let change = Change::move_item(JsonFile::pack(), self.pointer.clone(), from, to);
        self.apply(format!("Move {}", self.noun), change, self.pointer.item(to));
        let is_hidden = (button == "up" && to == 0) || (button == "down" && to + 1 >= self.len());
        self.focus_button(to, if is_hidden { "trash" } else { button });
    }

    fn focus_button(&self, index: usize, button: &str) {
        let row = self.pointer.item(index);
        reveal::focus_soon(format!(
            "[data-place=\"{row}\"] > .rows__buttons [data-rows-button=\"{button}\"]"
        ));
    }

    fn apply(&self, label: String, change: Change, at: Pointer) {
        self.open
            .apply(Transaction::new(label, vec![change]).at(Place::value(pack_json(), at)));
    }
}
