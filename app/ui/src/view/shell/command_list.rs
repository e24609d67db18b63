//! All commands by name, narrowed down by typing, and with them the objects that a cluster gets.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use pack_editor::Rendered;
use pack_editor::commands::{Command, matching};
use pack_model::Deployment;
use pack_model::deployment::effect::keyed;
use pack_once::view::{Callback, CollectView, RwSignal, Signal, handler, live};

use crate::view::components::dialog::Modal;

/// So many objects are listed at most.
const OBJECTS: usize = 30;

/// What can be chosen.
#[derive(Debug, Clone)]
enum Entry {
    /// A command.
    Command(Command),
    /// An object of Deployment.
    Object {
        /// Its key as a text.
        key: String,
        /// Its kind and name.
        label: String,
        /// Where it lies.
        namespace: Option<String>,
    },
}

/// The command list, in a dialog.
#[component]
pub(super) fn CommandList(
    /// What a cluster gets.
    rendered: Signal<Arc<Rendered>>,
    /// Called with the command to run.
    #[prop(into)]
    on_run: Callback<Command>,
    /// Called with the key of the object to show, as a text.
    #[prop(into)]
    on_object: Callback<String>,
    /// Called when the dialog should close.
    on_close: Callback<()>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found =
        move || typed.with(|typed| rendered.with(|rendered| entries(&rendered.deployment, typed)));
    let run = move |entry: Entry| match entry {
        Entry::Command(command) => on_run.run(command),
        Entry::Object { key, .. } => on_object.run(key),
    };
    let listed = move |entry: Entry| {
        let (label, beside) = match &entry {
            Entry::Command(command) => {
                let keys = command.keys();
                let keys =
                    keys.map(|keys| view! { <kbd class="commands__keys">{keys}</kbd> }.into_any());
                (command.label.to_string(), keys.into_any())
            }
            Entry::Object {
                label, namespace, ..
            } => {
                let beside = namespace.clone();
                let beside = beside.map(|beside| {
                    view! { <span class="commands__keys">{beside}</span> }.into_any()
                });
                (label.clone(), beside.into_any())
            }
        };
        view! {
            <li>
                <button type="button" class="commands__entry" on:click=handler(move |_| run(entry.clone()))>
                    <span>{label}</span>
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
            >
                <input
                    class="input"
                    type="search"
                    aria-label="Find a command or an object"
                    placeholder="Find a command or an object"
                    autofocus
                    on:input=handler(move |event| typed.set(event_target_value(&event)))
                />
                <ul class="commands__list">{live(move || found().into_iter().map(listed).collect_view())}</ul>
            </form>
        </Modal>
    }
}

/// The commands and objects whose names hold every typed word. Objects are found by typing only.
fn entries(deployment: &Deployment, typed: &str) -> Vec<Entry> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut entries: Vec<Entry> = matching(typed).into_iter().map(Entry::Command).collect();
    if words.is_empty() {
        return entries;
    }
    let objects = keyed(deployment).filter_map(|(key, object)| {
        let label = format!("{} {}", object.kind, object.name);
        let told = label.to_lowercase();
        let is_found = words.iter().all(|word| told.contains(word));
        is_found.then(|| Entry::Object {
            key: key.to_string(),
            label,
            namespace: key.namespace.map(str::to_owned),
        })
    });
    entries.extend(objects.take(OBJECTS));
    entries
}
