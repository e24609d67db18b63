//! The commands that push what was downloaded, filled with the pack's name and version.

use leptos::prelude::*;
use pack_model::push::{self, Command, Detail, Details, TARGETS, Target};
use pack_once::view::{CollectView, RwSignal, Signal, handler, live, memo};
use serde::{Deserialize, Serialize};

use crate::browser::storage::preferences;
use crate::view::components::icon::Icon;
use crate::view::open_pack::{OpenPack, use_pack};

/// The preference that keeps what the user typed.
const REGISTRY: &str = "registry";

/// What the user tells of the registry, once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Registry {
    host: String,
    base_path: String,
    region: String,
    account: String,
}

/// An input for a detail of the registry.
struct Input {
    detail: Detail,
    label: &'static str,
    example: &'static str,
    of: fn(&mut Registry) -> &mut String,
}

const INPUTS: [Input; 4] = [
    Input {
        detail: Detail::Host,
        label: "Registry host",
        example: "registry.example.com",
        of: |registry| &mut registry.host,
    },
    Input {
        detail: Detail::BasePath,
        label: "Project or base path",
        example: "palette-packs",
        of: |registry| &mut registry.base_path,
    },
    Input {
        detail: Detail::Account,
        label: "AWS account",
        example: "123456789012",
        of: |registry| &mut registry.account,
    },
    Input {
        detail: Detail::Region,
        label: "AWS region",
        example: "us-east-1",
        of: |registry| &mut registry.region,
    },
];

/// What to tell of the registry, and the commands for each kind of it.
#[component]
pub(crate) fn PushCommands() -> impl IntoView {
    let open = use_pack();
    let registry = preferences::kept(REGISTRY, Registry::default());
    let details = memo(move || {
        let Registry {
            host,
            base_path,
            region,
            account,
        } = registry.get();
        open.manifest.with(|manifest| Details {
            host,
            base_path,
            region,
            account,
            name: manifest.name().unwrap_or_default(),
            version: manifest.version().unwrap_or_default(),
        })
    });
    let asked = INPUTS.iter().filter(|input| {
        TARGETS
            .iter()
            .any(|target| target.needs.contains(&input.detail))
    });
    view! {
        <section class="push" aria-labelledby="push-title">
            <h3 class="push__title" id="push-title">"Push to a registry"</h3>
            <div class="push__details">{asked.map(|input| field(input, registry)).collect_view()}</div>
            {TARGETS.iter().map(|target| shown(open, target, details)).collect_view()}
        </section>
    }
}

fn field(input: &'static Input, registry: RwSignal<Registry>) -> impl IntoView {
    let value = move || registry.with(|registry| (input.of)(&mut registry.clone()).clone());
    view! {
        <label class="push__detail">
            {input.label}
            <input
                class="input"
                autocomplete="off"
                spellcheck="false"
                placeholder=input.example
                prop:value=value
                on:input=handler(move |event| registry.update(|registry| *(input.of)(registry) = event_target_value(&event)))
            />
        </label>
    }
}

fn shown(open: OpenPack, target: &'static Target, details: Signal<Details>) -> impl IntoView {
    let commands = move || details.with(|details| push::commands(target, details));
    view! {
        <details class="push__target" open>
            <summary>{target.label}</summary>
            <p class="push__note">{target.description}</p>
            {live(move || commands().into_iter().map(|command| line(open, command)).collect_view())}
        </details>
    }
}

fn line(open: OpenPack, command: Command) -> impl IntoView {
    let text = command.text.clone();
    view! {
        <div class="push__step">
            <p class="push__note">{command.note}</p>
            <div class="push__command">
                <pre class="push__text" data-testid="export-command">{command.text}</pre>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    aria-label="Copy command"
                    on:click=handler(move |_| open.copy(text.clone(), "Command copied."))
                >
                    <Icon name="copy" />
                </button>
            </div>
        </div>
    }
}
