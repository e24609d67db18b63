//! The objects as a list. A long one has only the rows near what is in sight in the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::Source;
use pack_once::view::{Callback, CollectView, effect, handler, live, memo};

use super::cut_middle::cut_middle;
use super::shared::Shared;
use crate::view::components::long_list::LongList;
use crate::view::components::long_list::window::{self, Step, TreeRow};
use crate::view::reveal;

/// The height of a row in root ems.
const ROW: f64 = 2.75;

/// The list.
#[component]
pub(super) fn ObjectList(shared: Shared) -> impl IntoView {
    let list = List {
        shared,
        element: NodeRef::new(),
    };
    list.follow();
    let count = memo(move || shared.rows.with(Vec::len));
    let row = Callback::new(move |place| live(move || list.drawn(place, count.get())).into_any());
    view! {
        <div
            class="objects"
            id="objects"
            role="listbox"
            tabindex="0"
            node_ref=list.element
            aria-label="Objects"
            aria-activedescendant=move || list.active().map(row_id)
            on:keydown=handler(move |event| list.press(&event))
        >
            <LongList
                count
                row
                around=|rows| view! { <div role="presentation">{rows}</div> }.into_any()
                height=ROW
                wanted=memo(move || list.active())
            />
        </div>
    }
}

fn row_id(place: usize) -> String {
    format!("object-{place}")
}

/// The list. Copying it copies the handles.
#[derive(Clone, Copy)]
struct List {
    shared: Shared,
    element: NodeRef<html::Div>,
}

impl List {
    /// Keeps the chosen object in sight.
    fn follow(self) {
        effect(move || {
            let chosen = self.active();
            if self.element.get().is_some()
                && let Some(place) = chosen
            {
                // The row may not be in the page yet.
                request_animation_frame(move || {
                    if let Some(row) = document().get_element_by_id(&row_id(place)) {
                        reveal::scroll_to(&row);
                    }
                });
            }
        });
    }

    /// The row of the chosen object.
    fn active(self) -> Option<usize> {
        let shown = self.shared.shown.get()?;
        self.shared
            .rows
            .with(|rows| rows.iter().position(|index| *index == shown))
    }

    /// The row at a place of the list.
    fn drawn(self, place: usize, count: usize) -> Option<AnyView> {
        let index = self.shared.rows.with(|rows| rows.get(place).copied())?;
        let deployment = self.shared.deployment;
        deployment.with(|deployment| self.row(place, index, count, deployment))
    }

    fn press(self, event: &ev::KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if event.key() == "Enter" && self.shared.shown.get_untracked().is_some() {
            event.prevent_default();
            self.shared.chosen.is_open.set(true);
            return;
        }
        let plain = TreeRow {
            depth: 0,
            is_open: None,
        };
        let rows = vec![plain; self.shared.rows.with_untracked(Vec::len)];
        let height = self.element.get_untracked();
        let height = height.map_or(0, |element| element.client_height());
        let page = window::rows_in(f64::from(height), ROW);
        let at = untrack(|| self.active());
        if let Some(Step::To(place)) = window::step(&event.key(), at, &rows, page) {
            event.prevent_default();
            let index = self
                .shared
                .rows
                .with_untracked(|rows| rows.get(place).copied());
            if let Some(index) = index {
                self.shared.choose(index);
            }
        }
    }

    fn row(
        self,
        place: usize,
        index: usize,
        count: usize,
        deployment: &Deployment,
    ) -> Option<AnyView> {
        let object = deployment.objects.get(index)?;
        let shared = self.shared;
        let is_chosen = move || shared.shown.get() == Some(index);
        let namespace = deployment.namespace_of(object).map(str::to_owned);
        let chart = deployment.release_of(object);
        let chart = chart.map(|release| release.chart_name.clone());
        let template = object.source.path().to_owned();
        let origin = match (&object.source, &chart) {
            (Source::Chart { template, .. }, Some(chart)) => {
                let inner = template
                    .strip_prefix(chart.as_str())
                    .and_then(|rest| rest.strip_prefix('/'));
                let inner = inner.unwrap_or(template);
                let inner = inner.strip_prefix("templates/").unwrap_or(inner);
                match deployment.releases.len() {
                    1 => inner.to_owned(),
                    _ => format!("{chart} › {inner}"),
                }
            }
            _ => template.clone(),
        };
        // What is the same in all rows is told with the chosen object only.
        let usual = deployment.release_of(object);
        let usual = usual.map(|release| release.namespace.as_str());
        let elsewhere = namespace.clone().filter(|own| Some(own.as_str()) != usual);
        let facts = elsewhere.into_iter().chain([origin]);
        let facts = facts.collect::<Vec<_>>().join(" · ");
        let marks = [
            (!object.problems.is_empty(), "badge badge--error", "refused"),
            (object.is_test(), "badge", "test"),
            (
                !object.is_test() && !object.hooks.is_empty(),
                "badge",
                "hook",
            ),
        ];
        let marks = marks.into_iter().filter(|(is_so, ..)| *is_so);
        let mark = marks
            .map(|(_, class, mark)| view! { <span class=class>{mark}</span> })
            .collect_view();
        let hooks = object.hooks.join(", ");
        let title = format!("{} {}\n{template}\n{hooks}", object.kind, object.name);
        Some(
            view! {
                <div
                    class="objects__row"
                    class:objects__row--chosen=is_chosen
                    role="option"
                    id=row_id(place)
                    data-testid="object"
                    data-kind=object.kind.clone()
                    data-name=object.name.clone()
                    data-namespace=namespace
                    data-chart=chart
                    data-template=template
                    title=title.trim_end().to_owned()
                    aria-posinset=(place + 1).to_string()
                    aria-setsize=count.to_string()
                    aria-selected=move || is_chosen().to_string()
                    on:click=handler(move |_| {
                        shared.choose(index);
                        shared.chosen.is_open.set(true);
                    })
                >
                    <span class="objects__name">{cut_middle(&object.name)}</span>
                    <span class="objects__facts">
                        <span class="objects__kind">{object.kind.clone()}</span>
                        " · "
                        {cut_middle(&facts)}
                    </span>
                    <span class="objects__mark">{mark}</span>
                </div>
            }
            .into_any(),
        )
    }
}
