//! The card of the pack list, sized as in Palette's documentation.

use leptos::html;
use leptos::prelude::*;
use pack_once::view::{RwSignal, Show, Signal, effect, live};

use super::facts::Facts;
use crate::view::components::icon::logo::LogoImage;

/// The height of a line of the title, in pixels.
const LINE: f64 = 14.0;
/// How many lines of title the card has room for.
const ROOM: f64 = 3.0;

/// The card.
#[component]
pub(super) fn Card(
    facts: Facts,
    /// Whether it is shown, and so can be measured.
    shown: Signal<bool>,
    /// Whether tests know it by its names, which one of several cards has.
    #[prop(default = true)]
    is_named: bool,
) -> impl IntoView {
    let title = NodeRef::<html::Div>::new();
    let lines = RwSignal::new(0.0);
    effect(move || {
        facts.title.track();
        if shown.get() && title.get().is_some() {
            request_animation_frame(move || {
                // The card may be gone by then.
                if let Some(title) = title.try_get_untracked().flatten() {
                    lines.set((title.get_bounding_client_rect().height() / LINE).round());
                }
            });
        }
    });
    let label = Signal::derive(move || format!("{} logo", facts.title.get()).trim().to_owned());
    let name = |name: &'static str| is_named.then_some(name);
    view! {
        <div class="preview-card" data-testid=name("preview-card")>
            <LogoImage
                address=facts.logo
                category=facts.category
                label
                class="preview-card__logo"
                testid=name("preview-card-logo")
            />
            <div class="preview-card__title" data-testid=name("preview-card-title") node_ref=title>
                {live(move || facts.title.get())}
            </div>
        </div>
        <Show when=move || { lines.get() > ROOM }>
            <p class="preview__hint" role="status">
                {live(move || format!("The name takes {} lines, and the card has room for 3. Shorten the display name.", lines.get()))}
            </p>
        </Show>
    }
}
