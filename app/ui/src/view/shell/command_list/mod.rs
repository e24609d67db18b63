//! What can be gone to and done by name, narrowed down by typing: commands and sections, files, values, and the
//! objects that a cluster gets.

mod found;

use leptos::ev;
use leptos::prelude::*;
use pack_once::view::{Callback, CollectView, RwSignal, handler, live};

use crate::browser::window::focus;
use crate::view::components::dialog::Modal;
pub(super) use found::{Entry, Values, entries, of_start};

/// The command list, in a dialog.
#[component]
pub(super) fn CommandList(
    /// What can be found, as the end of a sentence.
    what: &'static str,
    /// Gives what is found for a typed text, the best first.
    #[prop(into)]
    find: Callback<String, Vec<Entry>>,
    /// Called with what was chosen.
    #[prop(into)]
    on_choose: Callback<Entry>,
    /// Called when the dialog should close.
    on_close: Callback<()>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = move || find.try_run(typed.get()).unwrap_or_default();
    let run = move |entry: Entry| on_choose.run(entry);
    let listed = move |entry: Entry| {
        let (label, beside) = match &entry {
            Entry::Command(command) => {
                let keys = command.keys();
                let keys =
                    keys.map(|keys| view! { <kbd class="commands__keys">{keys}</kbd> }.into_any());
                (command.label.to_string(), keys)
            }
            Entry::Place { label, what, .. } => (label.clone(), Some(beside((*what).to_owned()))),
            Entry::Object {
                label, namespace, ..
            } => (label.clone(), namespace.clone().map(beside)),
            Entry::Draft { label, version, .. } => (label.clone(), Some(beside(version.clone()))),
            Entry::Template(template) => (
                format!("New pack: {}", template.label),
                Some(beside("template".to_owned())),
            ),
        };
        view! {
            <li>
                <button type="button" class="commands__entry" on:click=handler(move |_| run(entry.clone()))>
                    <span class="commands__label">{label}</span>
                    {beside}
                </button>
            </li>
        }
    };
    view! {
        <Modal title="Commands" close=on_close>
            <form
                class="commands"
                on:submit=handler(move |event: ev::SubmitEvent| {
                    event.prevent_default();
                    if let Some(first) = untrack(found).into_iter().next() {
                        run(first);
                    }
                })
                on:keydown=handler(|event| focus::step(&event, ".commands", "input, .commands__entry"))
            >
                <input
                    class="input"
                    type="text"
                    aria-label=format!("Find {what}")
                    placeholder=format!("Find {what}")
                    autofocus
                    on:input=handler(move |event| typed.set(event_target_value(&event)))
                />
                <ul class="commands__list">{live(move || found().into_iter().map(listed).collect_view())}</ul>
            </form>
        </Modal>
    }
}

/// What stands beside the name of an entry.
fn beside(text: String) -> AnyView {
    view! { <span class="commands__keys">{text}</span> }.into_any()
}
