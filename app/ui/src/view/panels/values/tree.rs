//! The rows of the form as a tree that can be searched and filtered. However long it is, only the rows near
//! what is in sight are in the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::attribute::custom::custom_attribute;
use pack_model::values::form::Filter;
use pack_model::{Pointer, Values};
use pack_once::view::{Callback, CollectView, Signal, effect, handler, live, memo};

use super::row::{CHOSEN, row};
use super::shared::Shared;
use crate::view::components::icon::Icon;
use crate::view::components::long_list::LongList;
use crate::view::components::long_list::window::{self, Step, TreeRow};
use crate::view::reveal;

/// About how high a row is, in root ems.
const ROW: f64 = 2.25;

/// How many rows a key for pages goes over.
const PAGE: usize = 12;

/// The search, the filter and the tree.
#[component]
pub(super) fn Tree(shared: Shared) -> impl IntoView {
    let rows = memo(move || shared.rows());
    let at = move |index: usize| rows.with(|rows| Some(rows.rows.get(index)?.pointer.clone()));
    let active = memo(move || {
        rows.with(|rows| {
            shared.shown.with(|shown| {
                let mut rows = rows.rows.iter();
                rows.position(|row| row.pointer == *shown)
            })
        })
    });
    let marks = shared.marks();
    let element = NodeRef::<html::Div>::new();
    effect(move || {
        shared.shown.track();
        if element.get().is_some() {
            // The row may not be in the page yet.
            request_animation_frame(|| {
                if let Some(row) = document().get_element_by_id(CHOSEN) {
                    reveal::scroll_to(&row);
                }
            });
        }
    });
    let count = move || match rows.with(|rows| rows.fitting) {
        1 => "1 match".to_owned(),
        count => format!("{count} matches"),
    };
    let press = move |event: ev::KeyboardEvent| {
        let target: web_sys::Node = event_target(&event);
        let is_here = element.with_untracked(|element| {
            let element = element.as_ref();
            element.is_some_and(|element| element.is_same_node(Some(&target)))
        });
        let is_with_another = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !is_here || is_with_another {
            return;
        }
        let shown = shared.shown.get_untracked();
        match event.key().as_str() {
            "F2" => edit(&event),
            "Delete" => shared.remove(&shown),
            key => {
                let tree: Vec<TreeRow> = untrack(|| rows_as_tree(shared, rows));
                match window::step(key, active.get_untracked(), &tree, PAGE) {
                    Some(Step::Turn) => {
                        event.prevent_default();
                        shared.turn(&shown);
                    }
                    Some(Step::To(index)) => {
                        event.prevent_default();
                        if let Some(pointer) = untrack(|| at(index)) {
                            shared.chosen.set(pointer);
                        }
                    }
                    None if key == "Enter" => edit(&event),
                    None => {}
                }
            }
        }
    };
    view! {
        <div class="values__outline">
            <div class="values__head">
                <div class="values__search">
                    <Icon name="search" />
                    <input
                        class="input input--small"
                        type="search"
                        data-testid="values-search"
                        aria-label="Search paths"
                        placeholder="Search paths"
                        autocomplete="off"
                        spellcheck="false"
                        aria-controls="values-tree"
                        prop:value=move || shared.search.get()
                        on:input=handler(move |event| shared.search.set(event_target_value(&event)))
                    />
                </div>
                {filters(shared)}
            </div>
            <p class="visually-hidden" role="status">{live(move || shared.is_filtered().then(count))}</p>
                <div
                    class="values__tree"
                    id="values-tree"
                    role="treegrid"
                    tabindex="0"
                    node_ref=element
                    data-testid="values-tree"
                    data-place-file=Values::file().to_string()
                    data-place=move || shared.shown.get().to_string()
                    aria-label="Values"
                    aria-activedescendant=move || active.get().map(|_| CHOSEN)
                    {..custom_attribute("aria-rowcount", move || rows.with(|rows| rows.rows.len()).to_string())}
                    on:keydown=handler(press)
                >
                    <LongList
                        count=memo(move || rows.with(|rows| rows.rows.len()))
                        key=Callback::new(move |index| at(index).map(|at| at.to_string()).unwrap_or_default())
                        row=Callback::new(move |index| match at(index) {
                            Some(pointer) => row(shared, pointer, marks),
                            None => ().into_any(),
                        })
                        around=|rows| view! { <div role="rowgroup">{rows}</div> }.into_any()
                        height=ROW
                        wanted=active
                    />
                </div>
            {live(move || rows.with(|rows| match rows.rows.len() {
                0 if shared.is_filtered() => Some("No matching values."),
                count if count < rows.fitting => Some("There are more. Search for more words to see them."),
                _ => None,
            }).map(|note| view! { <p class="form__hint">{note}</p> }.into_any()))}
        </div>
    }
}

/// The buttons that filter the rows.
fn filters(shared: Shared) -> AnyView {
    let one = move |filter: Filter| {
        let (id, label) = match filter {
            Filter::All => ("all", "All"),
            Filter::Set => ("set", "Set here"),
            Filter::Differs => ("differs", "Differs"),
            Filter::Unknown => ("unknown", "Unknown"),
        };
        let title = match filter {
            Filter::All => "All values of the pack and its charts",
            Filter::Set => "Values that the pack sets",
            Filter::Differs => "Values that differ from the chart's",
            Filter::Unknown => "Values that the chart does not know",
        };
        let count =
            memo(move || (filter != Filter::All).then(|| shared.form(|form| form.count(filter))));
        view! {
            <button
                type="button"
                class="segmented__one"
                data-testid="values-filter"
                data-filter=id
                title=title
                aria-pressed=move || (shared.filter.get() == filter).to_string()
                on:click=handler(move |_| shared.filter.set(filter))
            >
                {label}
                {live(move || count.get().map(|count| view! { <span class="values__count">{count}</span> }.into_any()))}
            </button>
        }
    };
    view! {
        <div class="segmented values__filters" role="group" aria-label="Which values">
            {Filter::ALL.into_iter().map(one).collect_view()}
        </div>
    }
    .into_any()
}

/// The rows as far as keys need to know them.
fn rows_as_tree(shared: Shared, rows: Signal<pack_model::values::form::Rows>) -> Vec<TreeRow> {
    let is_filtered = shared.is_filtered();
    rows.with(|rows| {
        let rows = rows.rows.iter();
        let one = |row: &pack_model::values::form::Row| TreeRow {
            depth: row.depth,
            is_open: row.is_open.filter(|_| !is_filtered),
        };
        rows.map(one).collect()
    })
}

/// Puts the focus into the input of the chosen row.
fn edit(event: &ev::KeyboardEvent) {
    event.prevent_default();
    reveal::focus_soon(format!("#{CHOSEN} [data-testid=value-input]"));
}

/// Leaves an input for its row.
pub(super) fn leave(event: &ev::KeyboardEvent, shared: Shared, pointer: &Pointer) {
    event.prevent_default();
    event.stop_propagation();
    shared.chosen.set(pointer.clone());
    reveal::focus_soon("#values-tree".to_owned());
}
