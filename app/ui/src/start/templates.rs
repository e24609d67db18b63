//! New packs: a row of templates.

use leptos::prelude::*;
use pack_model::template::{TEMPLATES, Template};

use super::opening;
use crate::components::icon::Icon;
use crate::workspace::{Message, Workspace, use_workspace};

/// The templates.
#[component]
pub(super) fn Templates() -> impl IntoView {
    let workspace = use_workspace();
    let one = move |template: &'static Template| {
        view! {
            <li class="templates__one">
                <button
                    type="button"
                    class="template"
                    data-testid=format!("new-{}", template.id)
                    on:click=move |_| make(workspace, template)
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

/// Opens a new pack, and says what is left to do.
fn make(workspace: Workspace, template: &Template) {
    workspace.open(opening::new_draft(), template.build());
    let text = format!("A new pack from “{}”. What only you know:", template.label);
    let todo = template.todo.iter().map(|todo| todo.text.to_owned());
    workspace.tell(Message::info(text).listing(todo.collect()));
}
