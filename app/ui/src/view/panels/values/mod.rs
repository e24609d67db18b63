//! Values: the keys that Palette reads, the outline of values.yaml, and the chart's default at each
//! path.

mod detail;
mod effect;
mod from_chart;
mod outline;
mod settings;
mod shared;
mod texts;
pub(super) mod window;
mod without_effect;

use leptos::prelude::*;
use pack_model::{Part, Place, Values};
use pack_once::view::{Callback, Show, Signal, effect};

use crate::view::form::document::Document;
use crate::view::form::{DocumentNotice, Fields};
use crate::wire::{Location, Workspace, use_workspace};
use detail::Detail;
use from_chart::AbsentCharts;
use outline::Outline;
use settings::{Maps, Settings};
use shared::Shared;
use without_effect::WithoutEffect;

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let (document, values) = Document::values();
    let shared = shared(workspace, document, values);
    follow(shared, workspace.location);
    let on_try = Callback::new(move |()| workspace.try_values());
    let is_empty = move || shared.lines.with(|lines| lines.is_empty());
    view! {
        <div class="form">
            <DocumentNotice document />
            <Fields document><Settings shared /></Fields>
            <section class="form__group" aria-labelledby="values-paths">
                <h3 class="form__heading" id="values-paths">"All values"</h3>
                <Fields document><AbsentCharts shared /></Fields>
                <WithoutEffect shared on_try />
                <Show
                    when=move || !is_empty()
                    fallback=|| view! { <p class="form__empty">"No values yet. Add them in the Code view."</p> }
                >
                    <div class="values__paths">
                        <Outline shared />
                        <Detail shared is_beside_code=false />
                    </div>
                </Show>
            </section>
            <Fields document><Maps shared /></Fields>
        </div>
    }
    .into_any()
}

/// What stands beside the code: the chart's default at the path under the cursor.
pub(crate) fn beside_code() -> AnyView {
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
    view! { <Detail shared is_beside_code=true /> }.into_any()
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
