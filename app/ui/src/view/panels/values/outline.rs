//! The outline of values.yaml as a tree that can be searched. However long it is, only the rows in
//! sight are in the page.

use std::collections::BTreeMap;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::attribute::custom::custom_attribute;
use pack_model::values::outline::{self, Line, Value};
use pack_model::{Pointer, Severity, Values};
use pack_once::view::{CollectView, RwSignal, Show, Signal, effect, handler, live, memo};

use super::shared::Shared;
use crate::view::components::icon::Icon;
use crate::view::components::long_list::window::{self, Step, TreeRow};

/// The height of a row in root ems.
const ROW: f64 = 1.75;

/// The height of the tree in pixels, until it is known.
const HEIGHT: f64 = 1000.0;

/// The id of a row's element.
fn row_id(index: usize) -> String {
    format!("values-row-{index}")
}

/// The search and the tree.
#[component]
pub(super) fn Outline(shared: Shared) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let is_search = memo(move || search.with(|search| !search.trim().is_empty()));
    let rows = memo(move || {
        shared.lines.with(|lines| {
            if is_search.get() {
                search.with(|search| outline::matching(lines, search))
            } else {
                outline::visible(lines, |pointer| shared.is_open(pointer))
            }
        })
    });
    let tree = Tree {
        shared,
        is_search,
        rows,
        element: NodeRef::new(),
        sight: RwSignal::new((0.0, HEIGHT)),
        row: window::rem() * ROW,
    };
    let marks = shared.marks();
    tree.follow();
    let count = move || match rows.with(Vec::len) {
        1 => "1 match".to_owned(),
        count => format!("{count} matches"),
    };
    view! {
        <div class="values__outline">
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
                    prop:value=move || search.get()
                    on:input=handler(move |event| search.set(event_target_value(&event)))
                />
            </div>
            <p class="visually-hidden" role="status">{live(move || is_search.get().then(count))}</p>
            <div
                class="values__tree"
                id="values-tree"
                role="tree"
                tabindex="0"
                node_ref=tree.element
                data-testid="values-tree"
                data-place-file=Values::file().to_string()
                data-place=move || shared.shown.get().to_string()
                aria-label="Paths of values.yaml"
                aria-activedescendant=move || tree.active().map(row_id)
                on:scroll=handler(move |_| tree.look())
                on:keydown=handler(move |event| tree.press(&event))
            >
                <div
                    class="values__rows"
                    role="presentation"
                    style:height=move || format!("{}px", tree.height())
                >
                    {live(move || tree.in_sight().map(|(place, line)| marks.with(|marks| tree.row(place, line, marks))).collect_view())}
                </div>
            </div>
            <Show when=move || is_search.get() && rows.with(Vec::is_empty)>
                <p class="form__hint">"No matching paths."</p>
            </Show>
        </div>
    }
}

/// The tree. Copying it copies the handles.
#[derive(Clone, Copy)]
struct Tree {
    shared: Shared,
    is_search: Signal<bool>,
    /// The indices of the lines that have rows.
    rows: Signal<Vec<usize>>,
    element: NodeRef<html::Div>,
    /// How far the tree is scrolled, and how high it is, in pixels.
    sight: RwSignal<(f64, f64)>,
    /// The height of a row in pixels.
    row: f64,
}

impl Tree {
    /// Keeps the chosen path in sight and the measurements up to date.
    fn follow(self) {
        effect(move || {
            self.shared.shown.track();
            if self.element.get().is_some() {
                // The rows may not be in the page yet.
                request_animation_frame(move || self.reveal());
            }
        });
    }

    /// Takes over how far the tree is scrolled.
    fn look(self) {
        if let Some(element) = self.element.get_untracked() {
            let sight = (
                f64::from(element.scroll_top()),
                f64::from(element.client_height()),
            );
            if self.sight.get_untracked() != sight {
                self.sight.set(sight);
            }
        }
    }

    fn reveal(self) {
        // The tree may have left the page since.
        let Some(Some(element)) = self.element.try_get_untracked() else {
            return;
        };
        self.look();
        if let Some(place) = untrack(|| self.active()) {
            let (scrolled, height) = self.sight.get_untracked();
            let wanted = window::reveal(place, scrolled, height, self.row);
            window::scroll(&element, wanted);
        }
    }

    fn height(self) -> f64 {
        window::top(self.rows.with(Vec::len), self.row)
    }

    /// The row of the path that is shown.
    fn active(self) -> Option<usize> {
        self.shared.lines.with(|lines| {
            self.shared.shown.with(|shown| {
                self.rows.with(|rows| {
                    rows.iter().position(|index| {
                        lines.get(*index).is_some_and(|line| line.pointer == *shown)
                    })
                })
            })
        })
    }

    /// The rows in sight with their lines.
    fn in_sight(self) -> impl Iterator<Item = (usize, Line)> {
        let (scrolled, height) = self.sight.get();
        let shown: Vec<_> = self.shared.lines.with(|lines| {
            self.rows.with(|rows| {
                let places = window::rows(rows.len(), scrolled, height, self.row);
                places
                    .filter_map(|place| Some((place, lines.get(*rows.get(place)?)?.clone())))
                    .collect()
            })
        });
        shown.into_iter()
    }

    fn is_open(self, line: &Line) -> Option<bool> {
        let has_lines = !self.is_search.get()
            && !matches!(
                line.value,
                Value::Spelled(_) | Value::Map(0) | Value::List(0)
            );
        has_lines.then(|| self.shared.is_open(&line.pointer))
    }

    fn press(self, event: &ev::KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (at, rows) = untrack(|| {
            let rows: Vec<_> = self.shared.lines.with(|lines| {
                self.rows.with(|rows| {
                    let lines = rows.iter().filter_map(|index| lines.get(*index));
                    lines
                        .map(|line| TreeRow {
                            depth: line.depth,
                            is_open: self.is_open(line),
                        })
                        .collect()
                })
            });
            (self.active(), rows)
        });
        let (_, height) = self.sight.get_untracked();
        let page = window::rows(usize::MAX, 0.0, height, self.row).len() / 3;
        let Some(step) = window::step(&event.key(), at, &rows, page.max(1)) else {
            return;
        };
        event.prevent_default();
        match step {
            Step::Turn => self.shared.turn(&self.shared.shown.get_untracked()),
            Step::To(place) => {
                let line = self.shared.lines.with_untracked(|lines| {
                    let index = self.rows.with_untracked(|rows| rows.get(place).copied())?;
                    lines.get(index).map(|line| line.pointer.clone())
                });
                if let Some(pointer) = line {
                    self.shared.chosen.set(pointer);
                }
            }
        }
    }

    fn row(
        self,
        place: usize,
        line: Line,
        marks: &BTreeMap<Pointer, Severity>,
    ) -> impl IntoView + use<> {
        let shared = self.shared;
        let is_open = self.is_open(&line);
        let is_chosen = shared.shown.with(|shown| *shown == line.pointer);
        let mark = marks.get(&line.pointer).map(|severity| severity.id());
        let (name, depth) = if self.is_search.get() {
            (outline::dotted(&line.pointer), 0)
        } else {
            (line.name, line.depth)
        };
        let value = match line.value {
            Value::Spelled(text) => text,
            Value::Map(0) => "{}".to_owned(),
            Value::List(0) => "[]".to_owned(),
            Value::Map(1) => "1 key".to_owned(),
            Value::Map(count) => format!("{count} keys"),
            Value::List(1) => "1 item".to_owned(),
            Value::List(count) => format!("{count} items"),
        };
        let (choose, turn) = (line.pointer.clone(), line.pointer.clone());
        let dotted = outline::dotted(&line.pointer);
        view! {
            <div
                class="values__row"
                class:values__row--chosen=is_chosen
                role="treeitem"
                // Leptos has no attribute of this name.
                {..custom_attribute("aria-level", (depth + 1).to_string())}
                id=row_id(place)
                data-path=dotted.clone()
                title=dotted
                aria-posinset=(place + 1).to_string()
                aria-setsize=self.rows.with(Vec::len).to_string()
                aria-selected=is_chosen.to_string()
                aria-expanded=is_open.map(|is_open| is_open.to_string())
                style:transform=format!("translateY({}px)", window::top(place, self.row))
                style:height=format!("{}px", self.row)
                style:--depth=depth.to_string()
                on:click=handler(move |_| shared.chosen.set(choose.clone()))
            >
                <span
                    class="values__turn"
                    class:values__turn--open=is_open == Some(true)
                    on:click=handler(move |event: ev::MouseEvent| {
                        if is_open.is_some() {
                            event.stop_propagation();
                            shared.turn(&turn);
                        }
                    })
                >
                    {is_open.map(|_| view! { <Icon name="chevron-right" /> }.into_any())}
                </span>
                <span class="values__name cut-before"><bdi>{name}</bdi></span>
                <span class="values__value">{value}</span>
                {mark.map(|mark| view! {
                    <span class=format!("values__mark values__mark--{mark}")>
                        <Icon name=mark />
                        <span class="visually-hidden">{mark}</span>
                    </span>
                }.into_any())}
            </div>
        }
    }
}
