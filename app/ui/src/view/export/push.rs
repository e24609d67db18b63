//! The commands that push what was downloaded, filled with the pack's name and version.

use leptos::prelude::*;
use pack_archive::Format;
use pack_model::export;
use pack_model::facts::oci::{is_repository, is_tag};
use pack_model::push::{self, Command, Detail, Details, TARGETS, Target, wrong};
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
    is_old_oras: bool,
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

/// What to tell of the registry, and the commands that push a file to each kind of it.
#[component]
pub(crate) fn PushCommands(
    /// The format of the file that was downloaded; nothing for a folder on disk.
    format: Option<Format>,
) -> impl IntoView {
    let open = use_pack();
    let registry = preferences::kept(REGISTRY, Registry::default());
    let details = memo(move || {
        let Registry {
            host,
            base_path,
            region,
            account,
            is_old_oras,
        } = registry.get();
        let contents = open.pack.with(export::contents).into_iter();
        let paths = contents.map(|content| content.path.to_string());
        let (files, left_out) = paths.partition(|path| export::holds(Format::TarGz, path));
        open.manifest.with(|manifest| Details {
            host,
            base_path,
            region,
            account,
            name: manifest.name().unwrap_or_default(),
            version: manifest.version().unwrap_or_default(),
            format,
            is_old_oras,
            files,
            left_out,
        })
    });
    let targets = || TARGETS.iter().filter(move |target| target.takes(format));
    let asked = INPUTS
        .iter()
        .filter(|input| targets().any(|target| target.needs.contains(&input.detail)));
    let asked = asked.map(|input| field(input, registry).into_any());
    // Only what pushes with ORAS is another command in its newer versions.
    let oras = matches!(format, Some(Format::TarGz) | None).then(|| oras(registry));
    let others = (format == Some(Format::Zip)).then(|| {
        let words = "An OCI registry takes the tar.gz or the OCI layout: download one of them to push it there.";
        view! { <p class="push__note">{words}</p> }.into_any()
    });
    view! {
        <section class="push" aria-labelledby="push-title">
            <h3 class="push__title" id="push-title">"Push to a registry"</h3>
            {live(move || details.with(|details| unfit(&details.name, &details.version)).map(|why| {
                view! { <p class="field__error" data-testid="push-unfit">{why}</p> }.into_any()
            }))}
            <div class="push__details">{asked.chain(oras).collect_view()}</div>
            {others}
            {targets().map(|target| shown(open, target, details)).collect_view()}
        </section>
    }
}

/// Why a registry would refuse the name or the version of the pack.
fn unfit(name: &str, version: &str) -> Option<String> {
    let why = match (name, version) {
        ("", _) => "The pack has no name that a registry takes. Set it in Overview.".to_owned(),
        (_, "") => "The pack has no version that a registry takes. Set it in Overview.".to_owned(),
        (name, _) if !is_repository(name) => {
            format!("A registry refuses the name “{name}”. Change it in Overview.")
        }
        (_, version) if !is_tag(version) => {
            format!("A registry refuses the version “{version}” as a tag. Change it in Overview.")
        }
        _ => return None,
    };
    Some(why)
}

fn field(input: &'static Input, registry: RwSignal<Registry>) -> impl IntoView {
    let value = move || registry.with(|registry| (input.of)(&mut registry.clone()).clone());
    let wrong = memo(move || wrong(input.detail, &value()));
    let id = format!("push-{}-error", input.example);
    view! {
        <label class="push__detail">
            {input.label}
            <input
                class="input"
                autocomplete="off"
                spellcheck="false"
                placeholder=input.example
                aria-describedby=id.clone()
                aria-invalid=move || wrong.get().is_some().then_some("true")
                prop:value=value
                on:input=handler(move |event| registry.update(|registry| *(input.of)(registry) = event_target_value(&event)))
            />
            <span class="field__error push__error" id=id role="status">{live(move || wrong.get())}</span>
        </label>
    }
}

/// Which ORAS the user has.
fn oras(registry: RwSignal<Registry>) -> AnyView {
    let choose = move |event| {
        let is_old = event_target_value(&event) == "1.0";
        registry.update(|registry| registry.is_old_oras = is_old);
    };
    let option = |version: &'static str, label: &'static str, is_old: bool| {
        let is_chosen = registry.with_untracked(|registry| registry.is_old_oras == is_old);
        view! { <option value=version prop:selected=is_chosen>{label}</option> }.into_any()
    };
    view! {
        <label class="push__detail">
            "Version of ORAS"
            <select class="input" data-testid="push-oras" on:change=handler(choose)>
                {[option("1.1", "1.1 or newer", false), option("1.0", "1.0", true)].collect_view()}
            </select>
        </label>
    }
    .into_any()
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
    let title = match command.is_complete {
        true => "Copy command",
        false => "Fill in what is missing above, then copy",
    };
    view! {
        <div class="push__step">
            <p class="push__note">{command.note}</p>
            <div class="push__command">
                <pre class="push__text" data-testid="export-command">{command.text}</pre>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    data-testid="export-copy"
                    aria-label=title
                    title=title
                    disabled=!command.is_complete
                    on:click=handler(move |_| open.copy(text.clone(), "Command copied."))
                >
                    <Icon name="copy" />
                </button>
            </div>
        </div>
    }
}
