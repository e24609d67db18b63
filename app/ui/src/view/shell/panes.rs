//! Which panes stand beside each other, as attributes that the style reads; what a narrow screen shows
//! instead; and what of it this browser keeps.

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_editor::sections::Section;
use pack_once::view::{RwSignal, Signal, effect_from_last, handler, live};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::storage::preferences;
use crate::view::components::icon::Icon;
use crate::wire::{Layout, Pane};

/// The preferences that keep the layout.
const NAV_WIDTH: &str = "nav-width";
const SIDE_WIDTH: &str = "aside-width";
const SIDE_CLOSED: &str = "aside-closed";
const BESIDE_CARD: &str = "beside-card";
const BESIDE_WORK: &str = "beside-work";

/// Takes the layout from this browser, and keeps what the user changes about it there.
///
/// What is shown for now goes with the section. Walking from one finding to the next, by index and number,
/// opens the list in which they are.
pub(super) fn keep(
    layout: Layout,
    section: Signal<&'static Section>,
    walked: Signal<Option<(u64, usize)>>,
) {
    keep_one(NAV_WIDTH, layout.nav);
    keep_one(SIDE_WIDTH, layout.side);
    keep_one(SIDE_CLOSED, layout.is_side_closed);
    keep_one(BESIDE_CARD, layout.beside_card);
    keep_one(BESIDE_WORK, layout.beside_work);
    layout.pane.set(Pane::Edit);
    layout.is_whole.set(false);
    effect_from_last(move |before: Option<(&str, Option<(u64, usize)>)>| {
        let (section, walked) = (section.get().id, walked.get());
        let (before, walked_before) = before.unzip();
        if before != Some(section) {
            layout.for_now.set(None);
        }
        let is_step = walked.is_some() && walked_before != Some(walked);
        if is_step && !layout.is_whole.get_untracked() {
            layout.is_side_closed.set(false);
            layout.for_now.set(Some(Pane::Problems));
        }
        (section, walked)
    });
}

fn keep_one<T>(name: &'static str, value: RwSignal<T>)
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    if let Some(kept) = preferences::get(name) {
        value.set(kept);
    }
    effect_from_last(move |is_later: Option<bool>| {
        let value = value.get();
        if is_later == Some(true) {
            preferences::set(name, value);
        }
        true
    });
}

/// The buttons of a narrow screen, one for each pane.
#[component]
pub(super) fn PaneButtons(
    layout: Layout,
    /// What the worker found.
    judged: Signal<Arc<Judged>>,
) -> impl IntoView {
    let count = move || match judged.with(|judged| judged.total()) {
        0 => String::new(),
        count => count.to_string(),
    };
    let button = move |one: Pane| {
        let icon = match one {
            Pane::Edit => "edit",
            Pane::Preview => "eye",
            Pane::Problems => "warning",
        };
        view! {
            <button
                type="button"
                class="panes__one"
                data-testid=format!("pane-{}", one.id())
                aria-pressed=move || (layout.pane.get() == one).to_string()
                title=one.label()
                on:click=handler(move |_| layout.pane.set(one))
            >
                <Icon name=icon />
                <span class="panes__label">{one.label()}</span>
                {(one == Pane::Problems).then(|| live(count))}
            </button>
        }
    };
    view! { <nav class="panes" aria-label="Panes">{Pane::ALL.map(button)}</nav> }
}
