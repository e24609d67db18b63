//! A preview of the pack in Palette: the card of the pack list, the box of a profile's layer and
//! the page of details, in Palette's own colors.

mod card;
mod details;
mod facts;
mod layer;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use pack_once::view::{RwSignal, Signal, handler, live};
use wasm_bindgen::JsCast;

use crate::browser::storage::preferences;
use crate::view::components::icon::Icon;
use crate::view::open_pack::use_pack;
use card::Card;
use details::Details;
use facts::Facts;
use layer::Layer;

/// The preference for a dark or light preview, if it differs from the page.
const DARK: &str = "preview-dark";
/// The preference that keeps the name of the registry.
const REGISTRY: &str = "preview-registry";

/// The part of Palette that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Card,
    Layer,
    Details,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Card, Self::Layer, Self::Details];

    fn id(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Layer => "layer",
            Self::Details => "details",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::Layer => "Layer",
            Self::Details => "Details",
        }
    }

    /// The tab that an arrow key leads to.
    fn reached_by(self, key: &str) -> Option<Self> {
        let here = self as usize;
        let count = Self::ALL.len();
        Some(
            Self::ALL[match key {
                "ArrowRight" => (here + 1) % count,
                "ArrowLeft" => (here + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return None,
            }],
        )
    }
}

/// The preview of the open pack.
#[component]
pub(crate) fn Preview(
    /// The beginning of the README without its Markdown; `None` if there is none.
    readme: Signal<Option<String>>,
    /// Whether the page is dark.
    #[prop(into)]
    is_dark: Signal<bool>,
) -> impl IntoView {
    let facts = Facts::of(use_pack(), readme);
    let tab = RwSignal::new(Tab::Card);
    let chosen = preferences::kept(DARK, None::<bool>);
    let registry = preferences::kept(REGISTRY, String::new());
    view! {
        <section class="preview" aria-labelledby="preview-title">
            <header class="preview__header">
                <h2 class="preview__title" id="preview-title">"Preview"</h2>
                <div class="segmented" role="tablist" aria-label="Views in Palette">
                    {Tab::ALL.map(|one| tab_button(one, tab))}
                </div>
                {dark_button(is_dark, chosen)}
            </header>
            <div class="preview__stage" data-theme=move || chosen.get().map(|dark| if dark { "dark" } else { "light" })>
                {panel(Tab::Card, tab, view! { <Card facts shown=Signal::derive(move || tab.get() == Tab::Card) /> }.into_any())}
                {panel(Tab::Layer, tab, view! { <Layer facts /> }.into_any())}
                {panel(Tab::Details, tab, view! { <Details facts registry /> }.into_any())}
            </div>
            {footer(tab, registry)}
        </section>
    }
}

/// The card alone, for the form whose fields change it.
#[component]
pub(crate) fn CardBeside() -> impl IntoView {
    let facts = Facts::of(use_pack(), Signal::stored(None));
    view! {
        <div class="preview__stage preview__stage--beside">
            <Card facts shown=Signal::stored(true) is_named=false />
        </div>
    }
}

fn tab_button(one: Tab, tab: RwSignal<Tab>) -> impl IntoView {
    let walk = move |event: KeyboardEvent| {
        if let Some(next) = one.reached_by(&event.key()) {
            event.prevent_default();
            tab.set(next);
            focus(next);
        }
    };
    view! {
        <button
            type="button"
            role="tab"
            class="segmented__one"
            id=format!("preview-tab-{}", one.id())
            data-testid=format!("preview-tab-{}", one.id())
            aria-selected=move || (tab.get() == one).to_string()
            aria-controls=format!("preview-panel-{}", one.id())
            tabindex=move || if tab.get() == one { "0" } else { "-1" }
            on:click=handler(move |_| tab.set(one))
            on:keydown=handler(walk)
        >
            {one.label()}
        </button>
    }
}

/// Moves the keyboard's focus to a tab.
fn focus(tab: Tab) {
    let button = document().get_element_by_id(&format!("preview-tab-{}", tab.id()));
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focusing fails only for an element that is out of the page.
        let _ = button.focus();
    }
}

/// Switches the preview between light and dark. It follows the page until it is switched away from
/// it, and again once it is switched back.
fn dark_button(page: Signal<bool>, chosen: RwSignal<Option<bool>>) -> impl IntoView {
    let dark = move || chosen.get().unwrap_or_else(|| page.get());
    let switch = move |_| {
        let wanted = !untrack(dark);
        chosen.set(Some(wanted).filter(|wanted| *wanted != page.get_untracked()));
    };
    view! {
        <button
            type="button"
            class="button button--quiet button--small"
            data-testid="preview-theme"
            aria-label="Dark preview"
            title="Show the preview light or dark"
            aria-pressed=move || dark().to_string()
            on:click=handler(switch)
        >
            {live(move || if dark() { view! { <Icon name="sun" /> } } else { view! { <Icon name="moon" /> } })}
        </button>
    }
}

fn panel(one: Tab, tab: RwSignal<Tab>, shown: AnyView) -> impl IntoView {
    view! {
        <div
            role="tabpanel"
            class="preview__panel"
            id=format!("preview-panel-{}", one.id())
            aria-labelledby=format!("preview-tab-{}", one.id())
            tabindex="0"
            hidden=move || tab.get() != one
        >
            {shown}
        </div>
    }
}

/// How close to Palette the shown part is, and the name of the registry, which the pack does not hold.
fn footer(tab: RwSignal<Tab>, registry: RwSignal<String>) -> impl IntoView {
    let type_registry = move |event| registry.set(event_target_value(&event));
    view! {
        <footer class="preview__footer">
            <p class="preview__nearness">
                {live(move || match tab.get() {
                    Tab::Card => "Sized as in Palette's documentation.",
                    Tab::Layer | Tab::Details => "Approximate: Palette's own styles are not public.",
                })}
            </p>
            <div class="preview__registry" hidden=move || tab.get() != Tab::Details>
                <label for="preview-registry">"Registry"</label>
                <input
                    class="input"
                    id="preview-registry"
                    data-testid="preview-registry"
                    placeholder="Name of the registry in Palette"
                    autocomplete="off"
                    prop:value=move || registry.get()
                    on:input=handler(type_registry)
                />
            </div>
        </footer>
    }
}
