//! The section that is open: its heading, the switch between its views, and the view.

use leptos::prelude::*;
use pack_model::FilePath;

use crate::panels;
use crate::panels::code::{self, CodeView};
use crate::workspace::{View, use_workspace};

/// The open section.
#[component]
pub(crate) fn SectionView() -> impl IntoView {
    let workspace = use_workspace();
    // After what is shown first is in the page.
    Effect::new(code::prepare);
    let section = move || workspace.location.section.get();
    let view = Memo::new(move |_| workspace.location.shown_view());
    let has_both = move || section().has_form && section().file.is_some();
    view! {
        <div class="section">
            <header class="section__header">
                <h2 class="section__title" tabindex="-1">{move || section().label}</h2>
                <Show when=has_both>
                    <div class="segmented" role="group" aria-label="View">
                        {view_button(View::Form, "Form", "view-form", view)}
                        {view_button(View::Code, "Code", "view-code", view)}
                    </div>
                </Show>
            </header>
            {move || {
                let section = section();
                match (view.get(), section.file.and_then(|file| FilePath::new(file).ok())) {
                    (View::Code, Some(file)) => view! { <CodeView file /> }.into_any(),
                    _ => panels::form(section).unwrap_or_else(|| ().into_any()),
                }
            }}
        </div>
    }
}

fn view_button(
    one: View,
    label: &'static str,
    id: &'static str,
    shown: Memo<View>,
) -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <button
            type="button"
            class="segmented__one"
            data-testid=id
            aria-pressed=move || (shown.get() == one).to_string()
            on:click=move |_| workspace.location.view.set(one)
        >
            {label}
        </button>
    }
}
