//! A list of a document as rows that can be added, moved and removed.

use leptos::prelude::*;
use pack_model::format::property::{Property as Documented, Shown};
use pack_model::{Change, Pack, Place, Pointer, Transaction};
use pack_once::view::{Callback, CollectView, RwSignal, Show, Signal, handler, memo};
use serde_json::Value;

use crate::view::components::icon::Icon;
use crate::view::components::long_list::LongList;
use crate::view::fields::{Property, RawField};
use crate::view::findings::FieldFindings;
use crate::view::form::document::Document;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::view::reveal;

/// About how high a row is, in root ems.
const ROW: f64 = 4.0;

/// A list and what it is called.
#[derive(Clone)]
struct List {
    open: OpenPack,
    document: Document,
    pointer: Pointer,
    noun: &'static str,
    row: fn(Pointer) -> AnyView,
    has_texts: bool,
    /// How many items there are; `None` if the value is not a list.
    count: Signal<Option<usize>>,
}

/// How an item comes into a list.
#[derive(Clone, Copy)]
pub(in crate::view::panels) enum NewItem {
    /// It is added at once to the pack and filled in afterwards.
    Item(fn(&Pack) -> Value),
    /// It is added once its required fields are filled in. The row gets the place that the item will
    /// have, and a callback for the item, or for `None` if the user cancels.
    Draft(fn(Pointer, Callback<Option<Value>>) -> AnyView),
}

/// The rows of a list. Each is known by its index, so the focus stays while other rows come and go.
#[component]
pub(in crate::view::panels) fn Rows(
    /// The document.
    #[prop(default = Document::pack_json())]
    document: Document,
    /// The list in it, which need not exist.
    list: Pointer,
    /// What one item is called.
    noun: &'static str,
    /// The properties that head the columns; none if each field has its label.
    #[prop(optional)]
    columns: &'static [Documented],
    /// Whether its items are texts, not maps.
    #[prop(optional)]
    has_texts: bool,
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
    let count = memo(move || document.count(&pointer));
    let list = List {
        open,
        document,
        pointer: list,
        noun,
        row,
        has_texts,
        count,
    };
    let is_drafting = RwSignal::new(false);
    let place = list.pointer.to_string();
    let add_place = place.clone();
    let findings = list.pointer.clone();
    let add = {
        let list = list.clone();
        move |_| match fresh {
            NewItem::Item(item) => list.add(open.pack.with_untracked(item)),
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
        memo(move || open.asked_item(&document.file(), &pointer))
    };
    let raw = list.pointer.clone();
    view! {
        <div class=format!("rows {class}") data-place-file=document.name() data-place=place>
            <Show
                when=move || count.get().is_some()
                fallback=move || other(document, raw.clone(), noun)
            >
                <Show
                    when=move || is_drafting.get() || count.get().is_some_and(|count| count > 0)
                    fallback=move || view! { <p class="rows__empty">{empty}</p> }
                >
                    {(!columns.is_empty()).then(|| view! {
                        <div class="rows__header" aria-hidden="true">
                            {columns.iter().filter(|of| of.shown == Shown::Always).map(|of| view! { <span>{of.label}</span> }).collect_view()}
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
            <FieldFindings file=document.file() pointer=findings />
        </div>
    }
}

fn item(list: List, index: usize) -> impl IntoView {
    let pointer = list.pointer.item(index);
    let name = format!("{} {}", list.noun, index + 1);
    let document = list.document;
    let is_known = {
        let (pointer, has_texts) = (pointer.clone(), list.has_texts);
        memo(move || has_texts != document.is_map(&pointer))
    };
    let fields = {
        let (pointer, row, name) = (pointer.clone(), list.row, name.clone());
        move || match is_known.get() {
            true => row(pointer.clone()),
            false => {
                let raw = other(document, pointer.clone(), name.clone());
                view! { <div class="rows__wide">{raw}</div> }.into_any()
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
            data-place-file=document.name()
            data-place=place
        >
            {fields}
            <div class="rows__buttons">
                <span class="rows__move" hidden=index == 0>{up}</span>
                <span class="rows__move" hidden=is_last>{down}</span>
                {remove}
            </div>
            <div class="rows__wide">
                <FieldFindings file=document.file() pointer />
            </div>
        </div>
    }
}

/// A value that is none of those that rows are for.
fn other(document: Document, pointer: Pointer, label: impl Into<Signal<String>>) -> AnyView {
    match document {
        Document::PackJson(_) => {
            view! { <RawField property=Property::new(pointer, label, false) /> }.into_any()
        }
        Document::Yaml(_) => view! {
            <p class="rows__hint">"This is not what Palette reads here. Correct it in the Code view."</p>
        }
        .into_any(),
    }
}

impl List {
    fn len(&self) -> usize {
        self.count.get_untracked().unwrap_or_default()
    }

    fn add(&self, value: Value) {
        let index = self.len();
        let change = Change::insert(
            self.document.document_file(),
            self.pointer.clone(),
            index,
            value,
        );
        self.apply(
            format!("Add {}", self.noun),
            change,
            self.pointer.item(index),
        );
        reveal::focus_soon(format!("[data-place=\"{}\"]", self.pointer.item(index)));
    }

    fn remove(&self, index: usize) {
        let change = Change::remove(self.document.document_file(), self.pointer.item(index));
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
        let change = {
            let (file, list) = (self.document.document_file(), self.pointer.clone());
            Change::move_item(file, list, from, to)
        };
        self.apply(format!("Move {}", self.noun), change, self.pointer.item(to));
        // At an end its button is hidden, and the next key must not remove what was moved.
        let button = match button {
            "up" if to == 0 => "down",
            "down" if to + 1 >= self.len() => "up",
            _ => button,
        };
        self.focus_button(to, button);
    }

    fn focus_button(&self, index: usize, button: &str) {
        let row = self.pointer.item(index);
        reveal::focus_soon(format!(
            "[data-place=\"{row}\"] > .rows__buttons [data-rows-button=\"{button}\"]"
        ));
    }

    fn apply(&self, label: String, change: Change, at: Pointer) {
        let (pack, document) = (self.open.pack, self.document);
        let changes = pack.with_untracked(|pack| document.with_others(pack, vec![change]));
        let place = Place::value(document.file(), at);
        self.open.apply(Transaction::new(label, changes).at(place));
    }
}
