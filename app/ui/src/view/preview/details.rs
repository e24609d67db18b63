//! The page of a pack's details, as in Palette's documentation.

use leptos::prelude::*;
use pack_once::view::{RwSignal, Signal, live};

use super::facts::Facts;
use crate::view::components::icon::logo::LogoImage;

/// The details.
#[component]
pub(super) fn Details(
    facts: Facts,
    /// The registry's name.
    registry: RwSignal<String>,
) -> impl IntoView {
    view! {
        <article class="preview-details" data-testid="preview-details">
            <header class="preview-details__head">
                <LogoImage address=facts.logo category=facts.category class="preview-details__logo" />
                <h3 class="preview-details__title">{live(move || facts.title.get())}</h3>
            </header>
            <dl class="preview-details__facts">
                {fact("Version", facts.version)}
                {fact("Type", facts.kind)}
                {fact("Cloud Providers", facts.providers)}
                {fact("Registry", registry.into())}
            </dl>
            {live(move || facts.stage.get().map(|stage| view! {
                <p class=format!("preview-details__stage preview-details__stage--{}", stage.id())>{stage.meaning()}</p>
            }.into_any()))}
            <h4 class="preview-details__heading">"README"</h4>
            {live(move || match facts.readme.get() {
                Some(text) => view! { <p class="preview-details__readme">{text}</p> }.into_any(),
                None => view! { <p class="preview-details__nothing">"No README found"</p> }.into_any(),
            })}
        </article>
    }
}

/// A line of the facts; one that is empty shows a dash.
fn fact(label: &'static str, value: Signal<String>) -> impl IntoView {
    let shown = move || {
        Some(value.get())
            .filter(|value| !value.trim().is_empty())
            .unwrap_or_else(|| "–".to_owned())
    };
    view! {
        <div class="preview-details__fact">
            <dt>{label} ":"</dt>
            <dd>{live(shown)}</dd>
        </div>
    }
}
