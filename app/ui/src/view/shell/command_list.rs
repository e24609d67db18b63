//! All commands by name, narrowed down by typing.

use leptos::prelude::*;
use pack_editor::commands::{Command, matching};

use crate::view::components::dialog::Modal;

/// The command list, in a dialog.
#[component]
pub(super) fn CommandList(
    /// Called with the command to run.
    #[prop(into)]
    on_run: Callback<Command>,
    /// Called when the dialog should close.
    on_close: Callback<()>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = move || typed.with(|typed| matching(typed));
    view! {
        <Modal title="Commands" close=on_close>
            <form
                class="commands"
                on:submit=move |event| {
                    event.prevent_default();
                    if let Some(command) = matching(&typed.get_untracked()).into_iter().next() {
                        on_run.run(command);
                    }
                }
            >
                <input
                    class="input"
                    type="search"
                    aria-label="Find a command"
                    placeholder="Find a command"
                    autofocus
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <ul class="commands__list">{move || found().into_iter().map(|command| entry(command, on_run)).collect_view()}</ul>
            </form>
        </Modal>
    }
}

fn entry(command: Command, on_run: Callback<Command>) -> impl IntoView {
    let label = command.label.clone();
    let keys = command.keys();
    view! {
        <li>
            <button type="button" class="commands__entry" on:click=move |_| on_run.run(command.clone())>
                <span>{label}</span>
                {keys.map(|keys| view! { <kbd class="commands__keys">{keys}</kbd> })}
            </button>
        </li>
    }
}
