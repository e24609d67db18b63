//! Presets: the groups as their users see them with what a choice makes of the values, and a form for each preset.

mod making;
mod outcome;
mod row;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use pack_editor::Rendered;
use pack_model::deployment::Cluster;
use pack_model::path::PRESETS_YAML;
use pack_model::presets::{PresetGroup, create, fresh, in_step, list, preselect, presets};
use pack_model::{Change, FilePath, Pack, Place, Transaction};
use pack_once::view::{Callback, CollectView, Show, Signal, handler, live, memo};

use crate::view::fields::value_paths::ValuePaths;
use crate::view::form::Form;
use crate::view::form::document::Document;
use crate::view::open_pack::{OpenPack, use_pack};
use crate::view::panels::parts::preset_choices::{Behind, PresetChoices};
use crate::view::panels::parts::rows::{NewItem, Rows};
use crate::view::reveal;
use crate::wire::use_workspace;
use making::Making;
use outcome::Outcome;

/// What the parts of the form share. Copying it copies the handles.
#[derive(Clone, Copy)]
struct Shared {
    open: OpenPack,
    document: Document,
    groups: Signal<Vec<PresetGroup>>,
    cluster: Signal<Cluster>,
    on_cluster: Callback<Cluster>,
    /// What a cluster gets, and what presets change about it.
    rendered: Signal<Arc<Rendered>>,
    /// Called where that is to be shown.
    on_effect: Callback<()>,
    /// Gives the pack as it was opened.
    as_opened: Callback<(), Pack>,
}

impl Shared {
    /// Makes a step of changes.
    fn apply(self, label: &str, changes: Vec<Change>) {
        let place = Place::file(FilePath::of(PRESETS_YAML));
        self.open.apply(Transaction::new(label, changes).at(place));
    }
}

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let open = use_pack();
    let shared = Shared {
        open,
        document: Document::yaml(PRESETS_YAML, in_step).0,
        groups: memo(move || open.pack.with(presets)),
        cluster: workspace.cluster,
        on_cluster: Callback::new(move |cluster| workspace.render_for(cluster)),
        rendered: workspace.rendered,
        on_effect: Callback::new(move |()| workspace.ask_for_effect_of_presets()),
        as_opened: Callback::new(move |()| workspace.as_opened()),
    };
    provide_context(shared);
    let file = open.file(FilePath::of(PRESETS_YAML));
    let behind: Behind = preselection;
    view! {
        <Show when=move || file.with(Option::is_some) fallback=move || empty(shared)>
            <Form document=shared.document>
                <Show when=move || shared.groups.with(|groups| !groups.is_empty())>
                    <section class="form__group" aria-labelledby="presets-choice">
                        <h3 class="form__heading" id="presets-choice">"Choice"</h3>
                        <p class="form__hint">
                            "Users choose at most one preset of each group. It first removes values, then adds others. What is chosen here also applies in Deployment."
                        </p>
                        <div class="cluster presets__groups">
                            <PresetChoices
                                groups=shared.groups
                                cluster=shared.cluster
                                on_cluster=shared.on_cluster
                                behind
                            />
                        </div>
                        <Outcome shared />
                    </section>
                </Show>
                <section class="form__group" aria-labelledby="presets-list">
                    <h3 class="form__heading" id="presets-list">"Presets"</h3>
                    <Rows
                        document=shared.document
                        list=list()
                        noun="preset"
                        class="rows--presets"
                        empty="No presets."
                        fresh=NewItem::Item(fresh)
                        row=row::row
                    />
                </section>
                <Making shared />
                <ValuePaths with_maps=true />
                <Groups shared />
            </Form>
        </Show>
    }
    .into_any()
}

/// What stands in the place of a file that is missing.
fn empty(shared: Shared) -> AnyView {
    let add = move |_| {
        let changes = shared.open.pack.with_untracked(create);
        shared.apply("Add preset", changes);
        reveal::focus_soon("[data-testid=\"field-presets-presets/0/name\"]".to_owned());
    };
    view! {
        <div class="form">
            <div class="form__empty">
                <p>"This pack has no presets."</p>
                <p class="form__hint presets__about">
                    "A preset changes several values at once, such as for a small or a large installation. Users of the pack choose one of each group."
                </p>
                <button type="button" class="button button--primary" data-testid="presets-create" on:click=handler(add)>
                    "Add preset"
                </button>
            </div>
            <Making shared />
        </div>
    }
    .into_any()
}

/// Which preset of a group the comment in values.yaml preselects.
fn preselection(index: usize, group: &PresetGroup) -> AnyView {
    let shared = expect_context::<Shared>();
    let id = format!("preselected-{index}");
    let option = |(name, label): (&str, &str), is_chosen: bool| {
        view! { <option value=name.to_owned() selected=is_chosen>{label.to_owned()}</option> }
    };
    let chosen = group.presets.iter().find(|preset| preset.is_preselected);
    let presets = group
        .presets
        .iter()
        .map(|preset| option((&preset.name, &preset.label), Some(preset) == chosen));
    let presets = presets.collect_view();
    let none = option(("", "None"), chosen.is_none());
    let name = group.name.clone();
    let choose = {
        let id = id.clone();
        move |event: ev::Event| {
            let value = event_target_value(&event);
            let preset = Some(value.as_str()).filter(|value| !value.is_empty());
            let pack = shared.open.pack;
            let change = pack.with_untracked(|pack| preselect(pack, &name, preset));
            shared.apply("Preselect preset", vec![change]);
            reveal::focus_soon(format!("#{id}"));
        }
    };
    view! {
        <label class="presets__preselected">
            <span>"Preselected"</span>
            <select class="input" id=id data-testid="preselected" data-group=group.name.clone() on:change=handler(choose)>
                {none}
                {presets}
            </select>
        </label>
    }
    .into_any()
}

/// The groups, as suggestions.
#[component]
fn Groups(shared: Shared) -> impl IntoView {
    let option = |group: PresetGroup| view! { <option value=group.name></option> };
    view! {
        <datalist id=row::GROUPS>
            {live(move || shared.groups.get().into_iter().map(option).collect_view())}
        </datalist>
    }
}
