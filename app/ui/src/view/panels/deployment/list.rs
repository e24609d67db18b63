//! The objects as a list. A long one has only the rows in sight in the page.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::Source;
use pack_once::view::{CollectView, RwSignal, effect, handler, live};

use super::cut_middle::cut_middle;
use super::shared::Shared;
use crate::view::components::long_list::window::{self, Step, TreeRow};

/// The height of a row in root ems.
const ROW: f64 = 2.75;

/// The height of the list in pixels, until it is known.
const HEIGHT: f64 = 1000.0;

/// Up to so many rows are all in the page, where the browser's own search finds them.
const WHOLE: usize = 300;

/// The list.
#[component]
pub(super) fn ObjectList(shared: Shared) -> impl IntoView {
    let list = List {
        shared,
        element: NodeRef::new(),
        sight: RwSignal::new((0.0, HEIGHT)),
        row: window::rem() * ROW,
    };
    list.follow();
    view! {
        <div
            class="objects"
            id="objects"
            role="listbox"
            tabindex="0"
            node_ref=list.element
            aria-label="Objects"
            aria-activedescendant=move || list.active().map(row_id)
            on:scroll=handler(move |_| list.look())
            on:keydown=handler(move |event| list.press(&event))
        >
            <div class="objects__rows" role="presentation" style:height=move || format!("{}px", list.height())>
                {live(move || list.in_sight())}
            </div>
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
    /// How far the list is scrolled, and how high it is, in pixels.
    sight: RwSignal<(f64, f64)>,
    /// The height of a row in pixels.
    row: f64,
}

impl List {
    /// Keeps the chosen object in sight and the measurements up to date.
    fn follow(self) {
        effect(move || {
            self.shared.shown.track();
            self.shared.rows.track();
            if self.element.get().is_some() {
                // The rows may not be in the page yet.
                request_animation_frame(move || self.reveal());
            }
        });
    }

    /// Takes over how far the list is scrolled.
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
        // The list may have left the page since.
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
        window::top(self.shared.rows.with(Vec::len), self.row)
    }

    /// The row of the chosen object.
    fn active(self) -> Option<usize> {
        let shown = self.shared.shown.get()?;
        self.shared
            .rows
            .with(|rows| rows.iter().position(|index| *index == shown))
    }

    fn in_sight(self) -> impl IntoView {
        let count = self.shared.rows.with(Vec::len);
        let places = if count <= WHOLE {
            0..count
        } else {
            let (scrolled, height) = self.sight.get();
            window::rows(count, scrolled, height, self.row)
        };
        self.shared.deployment.with(|deployment| {
            self.shared.rows.with(|rows| {
                let rows = places.filter_map(|place| Some((place, *rows.get(place)?)));
                rows.map(|(place, index)| self.row(place, index, count, deployment))
                    .collect_view()
            })
        })
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
        let (_, height) = self.sight.get_untracked();
        let page = window::rows(usize::MAX, 0.0, height, self.row).len() / 3;
        let at = untrack(|| self.active());
        if let Some(Step::To(place)) = window::step(&event.key(), at, &rows, page.max(1)) {
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
                    style:transform=format!("translateY({}px)", window::top(place, self.row))
                    style:height=format!("{}px", self.row)
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
