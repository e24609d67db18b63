//! Whose registry the pack is checked for.

use leptos::prelude::*;
use pack_model::Audience;
use pack_once::view::{Callback, Signal, handler};

/// Whom the pack is made for.
#[component]
pub(super) fn AudienceSwitch(
    audience: Signal<Audience>,
    #[prop(into)] on_change: Callback<Audience>,
) -> impl IntoView {
    let change = move |event| {
        let community = event_target_value(&event) == "community";
        on_change.run(if community {
            Audience::Community
        } else {
            Audience::Own
        });
    };
    view! {
        <label class="audience">
            <span class="audience__label">"Check for"</span>
            <select
                class="input input--small"
                data-testid="audience"
                title="Which registry's rules to check"
                prop:value=move || if audience.get() == Audience::Community { "community" } else { "own" }
                on:change=handler(change)
            >
                <option value="own">"Own registry"</option>
                <option value="community">"Community"</option>
            </select>
        </label>
    }
}
