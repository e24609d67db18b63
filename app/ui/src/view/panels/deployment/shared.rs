//! What the parts of the section share: what is rendered, what is assumed of the cluster, and which
//! objects are listed and chosen.

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::sections::Section;
use pack_model::Deployment;
use pack_model::deployment::Cluster;
use pack_model::deployment::effect::keyed;
use pack_model::presets::PresetGroup;
use pack_once::view::{Callback, Signal, memo};

use super::filter::Filter;
use crate::browser::bundle::Bundle;
use crate::view::chosen_object::ChosenObject;
use crate::view::panels::parts::preset_choices::turned;

/// How far the rendering is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Progress {
    /// The pack lists neither a chart nor a manifest.
    Nothing,
    /// What is shown is out of date, or not there yet.
    UnderWay,
    /// What is shown is what the pack renders to.
    Done,
    /// Nothing can be rendered: the reason, as a sentence.
    Failed(String),
}

/// What the section shows and reports.
#[derive(Clone, Copy)]
pub(super) struct Props {
    /// What a cluster gets, as far as it is known.
    pub(super) deployment: Signal<Option<Arc<Deployment>>>,
    /// How far the rendering is.
    pub(super) progress: Signal<Progress>,
    /// What is assumed of the cluster.
    pub(super) cluster: Signal<Cluster>,
    /// Called with what is to be assumed of the cluster.
    pub(super) on_cluster: Callback<Cluster>,
    /// Called with the section to go to.
    pub(super) on_section: Callback<&'static Section>,
    /// The code editor's JavaScript.
    pub(super) bundle: Bundle,
    /// Called where rendering should be tried again.
    pub(super) on_retry: Callback<()>,
}

/// What the parts share. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) props: Props,
    /// What a cluster gets; empty before it is known.
    pub(super) deployment: Signal<Arc<Deployment>>,
    pub(super) filter: Filter,
    /// The indices of the objects that are listed.
    pub(super) rows: Signal<Vec<usize>>,
    /// The object that was chosen, which may be gone, or all that are listed.
    pub(super) chosen: ChosenObject,
    /// The index of the chosen object.
    pub(super) shown: Signal<Option<usize>>,
    /// The keys of all objects, as texts.
    keys: Signal<Arc<Vec<String>>>,
}

impl Shared {
    pub(super) fn new(props: Props, chosen: ChosenObject) -> Self {
        let deployment = memo(move || props.deployment.get().unwrap_or_default());
        let filter = Filter::new();
        let keys = memo(move || {
            deployment.with(|deployment| {
                Arc::new(
                    keyed(deployment)
                        .map(|(key, _)| key.to_string())
                        .collect::<Vec<_>>(),
                )
            })
        });
        Self {
            props,
            deployment,
            filter,
            rows: memo(move || deployment.with(|deployment| filter.wanted().rows(deployment))),
            chosen,
            shown: memo(move || {
                chosen.key().with(|chosen| {
                    let chosen = chosen.as_ref()?;
                    keys.with(|keys| keys.iter().position(|key| key == chosen))
                })
            }),
            keys,
        }
    }

    /// Chooses the object at an index.
    pub(super) fn choose(self, index: usize) {
        let key = self.keys.with_untracked(|keys| keys.get(index).cloned());
        self.chosen.choose(key);
    }

    /// Shows all objects that are listed.
    pub(super) fn choose_all(self) {
        self.chosen.choose(None);
    }

    /// Chooses a preset in place of the others of its group, or takes it back.
    pub(super) fn turn_preset(self, group: &PresetGroup, id: &str) {
        let cluster = turned(self.props.cluster, group, id);
        self.props.on_cluster.run(cluster);
    }

    /// Changes what is assumed of the cluster.
    pub(super) fn assume(self, change: impl FnOnce(&mut Cluster)) {
        let before = self.props.cluster.get_untracked();
        let mut cluster = before.clone();
        change(&mut cluster);
        if cluster != before {
            self.props.on_cluster.run(cluster);
        }
    }
}
