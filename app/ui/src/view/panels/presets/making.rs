//! A preset that is made of what values.yaml has otherwise than before, or than its charts.

use leptos::prelude::*;
use pack_editor::Message;
use pack_model::presets::{Difference, from_charts, list, made_of, since};
use pack_once::view::handler;

use super::Shared;
use crate::view::reveal;

/// The buttons that make one.
#[component]
pub(super) fn Making(shared: Shared) -> impl IntoView {
    let open = shared.open;
    let make = move |difference: Option<Difference>| {
        let Some(difference) = difference else {
            return open.tell(Message::error(
                "values.yaml cannot be read as YAML, so no preset can be made of it. Fix it first.",
            ));
        };
        if difference.is_empty() {
            return open.tell(Message::info(
                "values.yaml has no changes, so there is nothing to make a preset of.",
            ));
        }
        let changes = open.pack.with_untracked(|pack| made_of(pack, &difference));
        let index = untrack(|| shared.document.count(&list()));
        shared.apply("Make preset from changes", changes);
        let index = index.unwrap_or_default();
        reveal::focus_soon(format!(
            "[data-testid=\"field-presets-presets/{index}/displayName\"]"
        ));
    };
    let of_charts = move |_| make(open.pack.with_untracked(from_charts));
    let of_opened = move |_| {
        if let Some(before) = shared.as_opened.try_run(()) {
            make(open.pack.with_untracked(|pack| since(&before, pack)));
        }
    };
    view! {
        <section class="form__group" aria-labelledby="presets-making">
            <h3 class="form__heading" id="presets-making">"New preset from your changes"</h3>
            <p class="form__hint">"The new preset has what differs in values.yaml, which stays as it is."</p>
            <div class="form__buttons">
                <button type="button" class="button button--small" data-testid="preset-from-opened" on:click=handler(of_opened)>
                    "From changes since opening"
                </button>
                <button type="button" class="button button--small" data-testid="preset-from-charts" on:click=handler(of_charts)>
                    "From differences to chart defaults"
                </button>
            </div>
        </section>
    }
}
