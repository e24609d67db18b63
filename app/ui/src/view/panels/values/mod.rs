//! Values: all values of the pack and its charts as rows that are edited in place, and what belongs to the one
//! that is chosen.

mod ask;
mod detail;
mod effect;
mod from_chart;
mod input;
mod row;
mod shared;
mod tree;
mod without_effect;

use leptos::prelude::*;
use pack_model::{Part, Place, Values};
use pack_once::view::{Callback, Show, Signal, effect, handler};

use crate::browser::storage::preferences;
use crate::view::components::icon::Icon;
use crate::view::components::splitter::{Grip, Splitter, style};
use crate::view::form::document::Document;
use crate::view::form::{DocumentNotice, Fields};
use crate::wire::{Location, Workspace, use_workspace};
use detail::{Detail, caret_line};
use from_chart::AbsentCharts;
use shared::Shared;
use tree::Tree;
use without_effect::WithoutEffect;

/// The preferences for how the form and the drawer under the code are divided.
const SIDE_WIDTH: &str = "values-width";
const DRAWER_OPEN: &str = "drawer-open";
const DRAWER_HEIGHT: &str = "drawer-height";

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let (document, values) = Document::values();
    let shared = shared(workspace, document, values);
    follow(shared, workspace.location);
    let on_try = Callback::new(move |()| workspace.try_values());
    let width = preferences::kept(SIDE_WIDTH, 0.0);
    view! {
        <div class="values fills">
            <div class="values__panes" style:--values-width=move || style(width)>
                <div class="values__list">
                    <DocumentNotice document />
                    <Fields document><AbsentCharts shared /></Fields>
                    <Tree shared />
                    <WithoutEffect shared on_try />
                </div>
                <div class="values__side">
                    <Splitter label="Width of the chosen path" size=width range=(240.0, 1200.0) grip=Grip::Before />
                    <div class="values__scroll">
                        <Detail shared is_beside_code=false />
                    </div>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// What tells of the path under the cursor of the code: a line, and a drawer with the chart's own value.
pub(crate) fn drawer() -> AnyView {
    let workspace = use_workspace();
    let location = workspace.location;
    let caret = Signal::derive(move || location.caret_in(&Values::file()));
    let (document, values) = Document::values_at_rest(caret);
    let shared = shared(workspace, document, values);
    effect(move || {
        if let Some(pointer) = caret.get().and_then(|byte| shared.at(byte)) {
            shared.choose(&pointer);
        }
    });
    let is_open = preferences::kept(DRAWER_OPEN, false);
    let height = preferences::kept(DRAWER_HEIGHT, 0.0);
    view! {
        <Show when=move || is_open.get()>
            <div class="code__drawer" style:--drawer-height=move || style(height)>
                <Splitter label="Height of the chart's default" size=height range=(80.0, 900.0) grip=Grip::Above />
                <div class="code__in-drawer">
                    <Detail shared is_beside_code=true />
                </div>
            </div>
        </Show>
        <button
            type="button"
            class="code__caret"
            data-testid="values-drawer"
            aria-expanded=move || is_open.get().to_string()
            title="Show or hide the chart's default"
            on:click=handler(move |_| is_open.update(|is_open| *is_open = !*is_open))
        >
            <Icon name="chevron-down" />
            {caret_line(shared)}
        </button>
    }
    .into_any()
}

/// What the parts of the form share.
fn shared(workspace: Workspace, document: Document, values: Signal<Values>) -> Shared {
    let on_effect = Callback::new(move |value| workspace.ask_for_effect(value));
    Shared::new(document, values, workspace.rendered, on_effect)
}

/// Leads to the path at which the caret of the code stands, and chooses every place of values.yaml
/// that is asked for.
fn follow(shared: Shared, location: Location) {
    let caret = untrack(move || location.caret_in(&Values::file()));
    if let Some(pointer) = caret.and_then(|byte| shared.at(byte)) {
        let place = Place::value(Values::file(), pointer);
        location.ask(&place);
    }
    effect(move || {
        if let Some((_, place)) = location.asked.get()
            && place.file == Values::file()
            && !matches!(place.part, Part::Text { .. })
        {
            shared.choose(&place.pointer);
        }
    });
}
