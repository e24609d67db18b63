//! New packs: a row of templates.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::template::{TEMPLATES, Template};

use crate::lazy::Lazy;
use crate::view::components::icon::Icon;
use crate::workspace::{Message, Workspace, use_workspace};

/// The templates.
#[component]
pub(super) fn Templates() -> impl IntoView {
    let workspace = use_workspace();
    let lazy = expect_context::<Lazy>();
    let one = move |template: &'static Template| {
        view! {
            <li class="templates__one">
                <button
                    type="button"
                    class="template"
                    data-testid=format!("new-{}", template.id)
                    on:click=move |_| make(lazy, workspace, template)
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

/// Opens a new pack as soon as the editor is there.
fn make(lazy: Lazy, workspace: Workspace, template: &'static Template) {
    spawn_local(async move {
        match lazy.load().await {
            Ok(rooms) => (rooms.make)(workspace, template),
            Err(error) => workspace.tell(Message::error(error.to_string())),
        }
    });
}
