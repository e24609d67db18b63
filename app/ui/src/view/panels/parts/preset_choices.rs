//! The presets of a pack to choose from, by group.

use leptos::prelude::*;
use pack_model::deployment::Cluster;
use pack_model::presets::{Preset, PresetGroup};
use pack_once::view::{Callback, CollectView, Signal, handler, live};

use crate::view::components::input::control::unique_id;

/// Draws what stands behind the presets of a group, which has an index.
pub(in crate::view::panels) type Behind = fn(usize, &PresetGroup) -> AnyView;

/// The groups, of each of which at most one preset is chosen.
#[component]
pub(in crate::view::panels) fn PresetChoices(
    /// The groups.
    groups: Signal<Vec<PresetGroup>>,
    /// What is assumed of the cluster, with the presets that are chosen.
    cluster: Signal<Cluster>,
    /// Called with what is to be assumed of the cluster.
    on_cluster: Callback<Cluster>,
    /// What stands behind the presets of a group, by its index.
    #[prop(optional)]
    behind: Option<Behind>,
) -> impl IntoView {
    let group = move |(index, group): (usize, PresetGroup)| {
        let label = match group.name.as_str() {
            "" => "Presets".to_owned(),
            name => format!("Preset: {name}"),
        };
        let choice = |preset: &Preset| {
            let is_chosen = {
                let (preset, group) = (preset.clone(), group.clone());
                move || cluster.with(|cluster| group.is_chosen(&preset, &cluster.presets))
            };
            let turn = {
                let (id, group) = (preset.id.clone(), group.clone());
                move |_| on_cluster.run(turned(cluster, &group, &id))
            };
            view! {
                <button
                    type="button"
                    class="chip"
                    data-testid="preset"
                    data-group=group.name.clone()
                    data-name=preset.name.clone()
                    aria-pressed=move || is_chosen().to_string()
                    on:click=handler(turn)
                >
                    {preset.label.clone()}
                    {preset.is_preselected.then(|| view! { <span class="chip__count">"preselected"</span> }.into_any())}
                </button>
            }
        };
        let id = unique_id("presets");
        view! {
            <div class="cluster__group" role="group" aria-labelledby=id.clone()>
                <span class="field__label" id=id.clone()>{label}</span>
                <div class="chips">{group.presets.iter().map(choice).collect_view()}</div>
                {behind.map(|behind| behind(index, &group))}
            </div>
        }
    };
    live(move || {
        groups
            .get()
            .into_iter()
            .enumerate()
            .map(group)
            .collect_view()
    })
}

/// The cluster once a preset is chosen in place of the others of its group, or taken back.
pub(in crate::view::panels) fn turned(
    cluster: Signal<Cluster>,
    group: &PresetGroup,
    id: &str,
) -> Cluster {
    let mut cluster = cluster.get_untracked();
    cluster.presets = group.turned(id, &cluster.presets);
    cluster
}
