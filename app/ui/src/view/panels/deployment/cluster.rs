//! What is assumed of the cluster: its version, what it serves, the presets that are chosen, and samples
//! for macros.

use leptos::prelude::*;
use pack_model::deployment::choices::{
    API_VERSION, KUBE_VERSIONS, kube_version, macros, usual_sample,
};
use pack_model::format::api_versions::newest_version;
use pack_model::presets::presets;
use pack_once::view::{For, RwSignal, Show, Signal, live, memo};

use super::shared::Shared;
use crate::view::components::input::combobox::Combobox;
use crate::view::components::input::control::{Control, unique_id};
use crate::view::components::input::text::TextInput;
use crate::view::open_pack::use_pack;
use crate::view::panels::parts::preset_choices::PresetChoices;

/// All that can be assumed.
#[component]
pub(super) fn ClusterFields(shared: Shared) -> impl IntoView {
    let pack = use_pack().pack;
    let groups = memo(move || pack.with(presets));
    let macros = memo(move || pack.with(macros));
    view! {
        <section class="cluster deployment__parts" aria-label="Cluster">
            <KubeVersion shared />
            <ApiVersions shared />
            <Show when=move || groups.with(|groups| !groups.is_empty())>
                <PresetChoices groups cluster=shared.props.cluster on_cluster=shared.props.on_cluster />
            </Show>
            <Show when=move || macros.with(|macros| !macros.is_empty())>
                <div class="cluster__macros" role="group" aria-labelledby="cluster-macros">
                    <p class="field__label" id="cluster-macros">"Sample values for macros"</p>
                    <div class="cluster__fields">
                        <For each=move || macros.get() key=String::clone let:path>
                            <Sample shared path />
                        </For>
                    </div>
                </div>
            </Show>
        </section>
    }
}

/// A label over a control, with what is wrong with the text in it.
fn field(
    label: String,
    test_id: String,
    wrong: Signal<Option<&'static str>>,
    input: impl FnOnce(Control) -> AnyView,
) -> AnyView {
    let id = unique_id("cluster");
    let wrong_id = format!("{id}-wrong");
    let control = Control {
        id: id.clone(),
        described_by: wrong_id.clone(),
        test_id: Signal::stored(test_id),
        invalid: Signal::derive(move || wrong.with(Option::is_some)),
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {input(control)}
            <p class="field__error" id=wrong_id role="status">{live(move || wrong.get())}</p>
        </div>
    }
    .into_any()
}

/// The version of Kubernetes: one of the table, or any other.
#[component]
fn KubeVersion(shared: Shared) -> impl IntoView {
    let cluster = shared.props.cluster;
    // What is being typed, which need not be a version yet.
    let typed = RwSignal::new(None::<String>);
    let wrong = move || {
        let typed = typed.get()?;
        let is_version = typed.is_empty() || kube_version(&typed).is_some();
        (!is_version).then_some("Enter a version such as 1.31.")
    };
    let value = move || {
        let assumed = cluster.with(|cluster| cluster.kube_version.clone());
        typed.get().or(assumed).unwrap_or_else(newest_version)
    };
    let take = move |text: String| {
        let version = kube_version(&text);
        if version.is_some() || text.trim().is_empty() {
            shared.assume(|cluster| cluster.kube_version = version);
        }
        typed.set(Some(text));
    };
    let choices = KUBE_VERSIONS.iter().map(|version| {
        let label = version.trim_start_matches('v').trim_end_matches(".0");
        ((*version).to_owned(), format!("Kubernetes {label}"))
    });
    let choices = Signal::stored(choices.collect::<Vec<_>>());
    field(
        "Kubernetes version".to_owned(),
        "kube-version".to_owned(),
        Signal::derive(wrong),
        move |control| {
            view! {
                <Combobox
                    control
                    value=Signal::derive(value)
                    choices
                    on_input=take
                    on_leave=move || leave(typed)
                />
            }
            .into_any()
        },
    )
}

/// API versions that the cluster serves beside those of Kubernetes.
#[component]
fn ApiVersions(shared: Shared) -> impl IntoView {
    let cluster = shared.props.cluster;
    let typed = RwSignal::new(None::<String>);
    let value = move || {
        let assumed = || cluster.with(|cluster| cluster.api_versions.join(", "));
        typed.get().unwrap_or_else(assumed)
    };
    let take = move |text: String| {
        let versions = text.split(|c: char| c.is_whitespace() || c == ',');
        let versions = versions.filter(|version| !version.is_empty());
        let versions = versions.map(str::to_owned).collect();
        shared.assume(|cluster| cluster.api_versions = versions);
        typed.set(Some(text));
    };
    field(
        "Further API versions".to_owned(),
        "api-versions".to_owned(),
        Signal::stored(None),
        move |control| {
            view! {
                <TextInput
                    control
                    value=Signal::derive(value)
                    on_input=take
                    on_leave=move || leave(typed)
                    placeholder=API_VERSION
                />
            }
            .into_any()
        },
    )
}

/// Shows from now on what is assumed, however it was typed. The signal may be gone with its field.
fn leave(typed: RwSignal<Option<String>>) {
    typed.set(None);
}

/// What stands for a macro.
#[component]
fn Sample(shared: Shared, path: String) -> impl IntoView {
    let label = path.trim_start_matches(".spectro.").to_owned();
    let test_id = format!("macro-{path}");
    let placeholder = usual_sample(&path).to_owned();
    let of = path.clone();
    let value = move || {
        let cluster = shared.props.cluster;
        cluster.with(|cluster| cluster.samples.get(&of).cloned().unwrap_or_default())
    };
    let take = move |text: String| {
        shared.assume(|cluster| {
            if text.is_empty() {
                cluster.samples.remove(&path);
            } else {
                cluster.samples.insert(path.clone(), text);
            }
        });
    };
    field(label, test_id, Signal::stored(None), move |control| {
        view! {
            <TextInput
                control
                value=Signal::derive(value)
                on_input=take
                on_leave=|| ()
                placeholder
            />
        }
        .into_any()
    })
}
