//! New packs: a row of templates.

use leptos::prelude::*;
use pack_model::template::{TEMPLATES, Template};
use pack_once::view::{Callback, CollectView, handler};

use crate::view::components::icon::Icon;

/// The templates.
#[component]
pub(super) fn Templates(
    /// Called with the template that was chosen.
    on_template: Callback<&'static Template>,
) -> impl IntoView {
    let one = move |template: &'static Template| {
        view! {
            <li class="templates__one">
                <button
                    type="button"
                    class="template"
                    data-testid=format!("new-{}", template.id)
                    on:click=handler(move |_| on_template.run(template))
                >
                    <span class="template__icon"><Icon name="plus" /></span>
                    <span class="template__label">{template.label}</span>
                    <span class="template__what">{template.description}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="start__section" aria-labelledby="new-title">
            <h2 id="new-title">"New pack"</h2>
            <ul class="templates">{TEMPLATES.iter().map(one).collect_view()}</ul>
        </section>
    }
}
