//! All commands by name, narrowed down by typing.

use leptos::prelude::*;
use pack_editor::commands::{Command, matching};

use crate::view::components::dialog::Modal;
use crate::wire::{Workspace, use_workspace};

/// The command list, in a dialog.
#[component]
pub(crate) fn CommandList() -> impl IntoView {
    let workspace = use_workspace();
    let typed = RwSignal::new(String::new());
    let found = move || typed.with(|typed| matching(typed));
    view! {
        <Modal title="Commands" close=move |()| workspace.close_dialog()>
            <form
                class="commands"
                on:submit=move |event| {
                    event.prevent_default();
                    if let Some(command) = matching(&typed.get_untracked()).into_iter().next() {
                        run(workspace, &command);
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
                <ul class="commands__list">{move || found().into_iter().map(|command| entry(workspace, command)).collect_view()}</ul>
            </form>
        </Modal>
    }
}

fn entry(workspace: Workspace, command: Command) -> impl IntoView {
    let label = command.label.clone();
    let keys = command.keys();
    view! {
        <li>
            <button type="button" class="commands__entry" on:click=move |_| run(workspace, &command)>
                <span>{label}</span>
                {keys.map(|keys| view! { <kbd class="commands__keys">{keys}</kbd> })}
            </button>
        </li>
    }
}

/// Closes the list, then does what was asked: the command may open a dialog of its own.
fn run(workspace: Workspace, command: &Command) {
    workspace.close_dialog();
    workspace.run(command);
}
