//! The section that is open: its heading, the switch between its views, and the view.

use leptos::prelude::*;
use pack_model::{FilePath, Place};
use pack_once::view::{Show, Signal, effect, effect_from_last, handler, live, memo};
use web_sys::{Element, FocusEvent};

use super::lazy_panels::LazyPanels;
use crate::browser::window::focus;
use crate::view::components::icon::Icon;
use crate::view::panels::overview;
use crate::wire::use_workspace;
use pack_editor::View;
use pack_editor::commands::{SIDE_KEYS, WHOLE_KEYS};
use pack_editor::sections::section_of;

/// The open section.
#[component]
pub(super) fn SectionView(
    /// All views but the form of the first section, which is shown with the pack.
    panels: LazyPanels,
) -> impl IntoView {
    let workspace = use_workspace();
    let layout = workspace.layout;
    let is_side_shown = Signal::derive(move || !layout.is_side_closed.get());
    // After what is shown first is in the page.
    effect(move || workspace.bundle.load());
    let section = move || workspace.location.section.get();
    let view = memo(move || workspace.location.shown_view());
    let has_both = move || section().file.is_some();
    // A section begins at its top. Places that are asked for are led to after that, and so is where
    // a draft was left.
    effect_from_last(move |before: Option<()>| {
        workspace.location.section.track();
        view.track();
        if let Ok(Some(main)) = document().query_selector(".editor__main") {
            main.set_scroll_top(0);
            // A low window scrolls as a whole.
            if main.get_bounding_client_rect().top() < 0.0 {
                main.scroll_into_view();
            }
        }
        // The focused element may leave the page with the section that was open.
        if before.is_some() {
            focus::land_on(".section__title");
        }
    });
    // The field that had the focus last: there the Code view opens.
    let visited = StoredValue::new_local(None::<Element>);
    let visit = move |event: FocusEvent| {
        let element: Element = event_target(&event);
        if let Ok(Some(shown)) = element.closest("[data-place]") {
            visited.set_value(Some(shown));
        }
    };
    let show_code = move || {
        let section = workspace.location.section.get_untracked();
        let is_here = |place: &Place| {
            section.file.is_some_and(|file| place.file == file) && section_of(place) == section
        };
        let place = visited.with_value(|visited| place_of(visited.as_ref()?));
        let place = place.filter(is_here);
        workspace.location.choose_view(View::Code);
        if let Some(place) = place.or_else(|| section.place()) {
            workspace.location.show(&place);
        }
    };
    let show_form = move || workspace.location.choose_view(View::Form);
    view! {
        <div class="section" on:focusin=handler(visit)>
            <header class="section__header">
                <h2 class="section__title" tabindex="-1">{live(move || section().label)}</h2>
                <Show when=has_both>
                    <div class="segmented" role="group" aria-label="View">
                        {view_button(View::Form, "Form", "view-form", view, show_form)}
                        {view_button(View::Code, "Code", "view-code", view, show_code)}
                    </div>
                </Show>
                <div class="section__window">
                    {window_button("whole", "expand", "Full window for this section", WHOLE_KEYS, layout.is_whole.read_only(), move || layout.turn_whole())}
                    {window_button("side", "panel", "Side panel", SIDE_KEYS, is_side_shown, move || layout.turn_side())}
                </div>
            </header>
            {live(move || {
                let section = section();
                match (view.get(), section.file.and_then(|file| FilePath::new(file).ok())) {
                    (View::Code, Some(file)) => panels.code(section, file),
                    _ if section.id == overview::ID => overview::view(),
                    _ => panels.form(section),
                }
            })}
        </div>
    }
}

/// A button that opens and closes a part of the window.
fn window_button(
    id: &'static str,
    icon: &'static str,
    label: &'static str,
    keys: &'static str,
    is_on: Signal<bool>,
    turn: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--quiet button--small"
            data-testid=id
            aria-label=label
            title=format!("{label} ({keys})")
            aria-pressed=move || is_on.get().to_string()
            on:click=handler(move |_| turn())
        >
            <Icon name=icon />
        </button>
    }
}

fn view_button(
    one: View,
    label: &'static str,
    id: &'static str,
    shown: Signal<View>,
    show: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="segmented__one"
            data-testid=id
            aria-pressed=move || (shown.get() == one).to_string()
            on:click=handler(move |_| show())
        >
            {label}
        </button>
    }
}

/// The place that an element of the page stands for.
fn place_of(element: &Element) -> Option<Place> {
    let of_page = element.is_connected().then_some(element)?;
    let file = FilePath::new(&of_page.get_attribute("data-place-file")?).ok()?;
    let pointer = of_page.get_attribute("data-place")?.parse().ok()?;
    Some(Place::value(file, pointer))
}
