//! The box of a profile's layer, drawn from what Palette's public API gives for it.

use leptos::prelude::*;
use pack_once::view::live;

use super::facts::Facts;
use crate::view::components::icon::logo::LogoImage;
use crate::view::components::icon::{CategoryIcon, Icon};

/// The layer box.
#[component]
pub(super) fn Layer(facts: Facts) -> impl IntoView {
    view! {
        <div class="preview-layer" data-testid="preview-layer">
            <LogoImage address=facts.logo category=facts.category class="preview-layer__logo" />
            <div class="preview-layer__text">
                <span class="preview-layer__kind">
                    {live(move || view! { <CategoryIcon category=facts.category.get() class="preview-layer__icon" /> })}
                    {live(move || facts.kind.get())}
                </span>
                <span class="preview-layer__name">
                    {live(move || facts.layer_title.get())}
                    " "
                    <span class="preview-layer__version">{live(move || facts.version.get())}</span>
                </span>
            </div>
            {live(move || facts.stage.get().map(|stage| view! {
                <span class="preview-layer__stage" title=stage.meaning()>
                    <Icon name="info" />
                    <span class="visually-hidden">{stage.meaning()}</span>
                </span>
            }.into_any()))}
        </div>
    }
}
