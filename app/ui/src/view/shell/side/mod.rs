//! The panel at the side: the problems or the preview, as tabs.

mod audience;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use pack_editor::sections::Section;
use pack_model::Audience;
use pack_once::view::{Callback, Signal, handler};

use crate::browser::window::focus;
use crate::view::components::splitter::{Grip, Splitter};
use crate::wire::{Layout, Pane};
use audience::AudienceSwitch;

/// The narrowest and the widest it gets, in CSS pixels.
const WIDTHS: (f64, f64) = (240.0, 960.0);

/// The panel.
#[component]
pub(super) fn Side(
    layout: Layout,
    /// The section that is open.
    section: Signal<&'static Section>,
    /// Whom the pack is checked for.
    audience: Signal<Audience>,
    /// Called with another audience.
    #[prop(into)]
    on_audience: Callback<Audience>,
    /// The list of findings.
    problems: AnyView,
    /// The pack as Palette shows it.
    preview: AnyView,
) -> impl IntoView {
    view! {
        <section class="side" aria-label="Problems and preview">
            <Splitter label="Width of the side panel" size=layout.side range=WIDTHS grip=Grip::Before />
            <div class="side__tabs" role="tablist" aria-label="Side panel">
                {[Pane::Problems, Pane::Preview].map(|one| tab(layout, section, one))}
            </div>
            <div class="side__pane side__pane--problems" role="tabpanel" id="side-problems" aria-labelledby="side-tab-problems">
                <AudienceSwitch audience on_change=on_audience />
                {problems}
            </div>
            <div class="side__pane side__pane--preview" role="tabpanel" id="side-preview" aria-labelledby="side-tab-preview">
                {preview}
            </div>
        </section>
    }
}

fn tab(layout: Layout, section: Signal<&'static Section>, one: Pane) -> impl IntoView {
    let is_shown = move || layout.beside(section.get()) == one;
    let walk = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            let other = match one {
                Pane::Preview => Pane::Problems,
                _ => Pane::Preview,
            };
            event.prevent_default();
            layout.choose(section.get_untracked(), other);
            focus::soon(format!("#side-tab-{}", other.id()));
        }
    };
    view! {
        <button
            type="button"
            role="tab"
            class="side__tab"
            id=format!("side-tab-{}", one.id())
            data-testid=format!("side-{}", one.id())
            aria-selected=move || is_shown().to_string()
            aria-controls=format!("side-{}", one.id())
            tabindex=move || if is_shown() { "0" } else { "-1" }
            on:click=handler(move |_| layout.choose(section.get_untracked(), one))
            on:keydown=handler(walk)
        >
            {one.label()}
        </button>
    }
}
