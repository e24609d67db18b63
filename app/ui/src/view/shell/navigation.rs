//! The sections, each with its number of findings.

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_model::Severity;
use pack_once::view::{Callback, CollectView, Signal, effect, handler, live, memo};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use pack_editor::sections::{SECTIONS, Section, section_of};
use pack_editor::severity::word;

/// The list of sections. Where it is a strip that scrolls, the open one is always in sight.
#[component]
pub(super) fn Navigation(
    /// The section that is open.
    section: Signal<&'static Section>,
    /// What the worker found.
    judged: Signal<Arc<Judged>>,
    /// Called with the section to open.
    #[prop(into)]
    on_go: Callback<&'static Section>,
) -> impl IntoView {
    let open = section;
    effect(move || {
        let id = open.get().id;
        request_animation_frame(move || bring_into_sight(id));
    });
    view! {
        <nav class="nav" aria-label="Sections">
            <ul class="nav__list">
                {SECTIONS.iter().map(|section| view! { <li>{entry(section, open, judged, on_go)}</li> }).collect_view()}
            </ul>
        </nav>
    }
}

/// Scrolls the strip to a section's entry, and nothing else of the page.
fn bring_into_sight(id: &str) {
    let entry = format!(".nav [data-testid=\"section-{id}\"]");
    if let Ok(Some(entry)) = document().query_selector(&entry) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Center);
        entry.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn entry(
    section: &'static Section,
    open: Signal<&'static Section>,
    judged: Signal<Arc<Judged>>,
    on_go: Callback<&'static Section>,
) -> impl IntoView {
    let here = move || open.get() == section;
    // The worst severity in the section, and how many findings have it.
    let worst = memo(move || {
        judged.with(|judged| {
            let mine = judged
                .diagnostics
                .iter()
                .filter(|found| section_of(&found.place) == section);
            let severities: Vec<Severity> = mine.map(|found| found.severity).collect();
            let worst = severities.iter().min().copied()?;
            Some((
                worst,
                severities
                    .iter()
                    .filter(|severity| **severity == worst)
                    .count(),
            ))
        })
    });
    let badge = move || {
        let (severity, count) = worst
            .get()
            .filter(|(severity, _)| *severity != Severity::Info)?;
        Some(view! {
            <span class=format!("badge badge--{}", severity.id())>
                {count}
                <span class="visually-hidden">{format!(" {}", word(severity, count))}</span>
            </span>
        })
    };
    view! {
        <button
            type="button"
            class="nav__entry"
            data-testid=format!("section-{}", section.id)
            aria-current=move || here().then_some("page")
            on:click=handler(move |_| on_go.run(section))
        >
            <span>{section.label}</span>
            {live(badge)}
        </button>
    }
}
