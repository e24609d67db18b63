//! What a cluster gets from a pack, as plain data: releases, objects, images, and what failed.
//!
//! The judge renders; rules, the worker and the page only read this.

pub mod choices;
mod difference;
pub mod effect;
mod failure;
mod image;
pub mod images;
mod listing;
mod needed;
mod object;
mod preset;
mod value_at_fault;
mod without_effect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pack::Pack;
use crate::pack::path::VALUES_YAML;

pub use difference::Difference;
pub use failure::{FailedValue, Failure, Stage};
pub use image::{DeployedImage, ImagePlace, SwitchedOffImage, UnknownImage, deployed_name};
pub use needed::NeededValue;
pub use object::{Object, ObjectProblem, Source};
pub use preset::PresetOutcome;
pub use without_effect::WithoutEffect;

/// What is assumed of the cluster.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// The version of Kubernetes, such as `v1.30.0`. Without it, it is the newest that the table of removed
    /// API versions knows.
    pub kube_version: Option<String>,
    /// API versions that it serves beside those of a plain cluster, such as `monitoring.coreos.com/v1`.
    pub api_versions: Vec<String>,
    /// The presets that are chosen, by [`crate::presets::preset_id`]. They are applied to the values in the order of presets.yaml.
    pub presets: Vec<String>,
    /// What macros become, by path: `.spectro.var.host`. They win over the samples of the table of macros.
    pub samples: BTreeMap<String, String>,
}

/// A chart of the pack, as it is installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The name of the release.
    pub name: String,
    /// The namespace that it is installed into.
    pub namespace: String,
    /// The path of the chart in the pack.
    pub chart: String,
    /// The name in Chart.yaml.
    pub chart_name: String,
    /// The version in Chart.yaml.
    pub chart_version: String,
    /// The version of the software inside, as Chart.yaml has it.
    pub app_version: Option<String>,
}

/// What Helm prints after it installed a chart: NOTES.txt, rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// The release, by its index in [`Deployment::releases`].
    pub release: usize,
    /// The text.
    pub text: String,
}

/// All that a cluster gets from a pack. What fails is told beside what does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// The version of Kubernetes that was chosen: see [`Cluster::kube_version`].
    pub kube_version: Option<String>,
    /// The charts that could be read, in the order of pack.json.
    pub releases: Vec<Release>,
    /// The objects of all charts, then those of all manifests.
    pub objects: Vec<Object>,
    /// The images of these objects, those that charts name in annotations, and those that are found in the
    /// texts of what does not render; each once, by name. Those that only tests run are not among them.
    pub images: Vec<DeployedImage>,
    /// The names of the images that only tests run.
    pub test_images: Vec<String>,
    /// Images of parts that are switched off. `None` as long as nobody has asked for them: many renderings
    /// are needed to find them.
    pub switched_off: Option<Vec<SwitchedOffImage>>,
    /// Containers whose image is empty, or no name of an image.
    pub unknown_images: Vec<UnknownImage>,
    /// What Helm prints after it installed the charts.
    pub notes: Vec<Notes>,
    /// What could not be rendered or read.
    pub failures: Vec<Failure>,
    /// What each preset of the pack changes about what renders. `None` as long as nobody has asked for it:
    /// each preset is rendered alone.
    pub presets: Option<Vec<PresetOutcome>>,
    /// The values that change nothing. `None` as long as nobody has asked for them: each is tried.
    pub without_effect: Option<WithoutEffect>,
    /// What is given to charts that do not render without it, where that was to be found out: then all
    /// else is as it is with these values.
    pub needed: Vec<NeededValue>,
}

impl Deployment {
    /// Whether all that the pack lists is rendered, so that what is not found is not there.
    pub fn is_whole(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Whether something of a pack is rendered, or is judged with what is: it lists a chart or a manifest, or
/// its values name images.
pub fn is_rendered(pack: &Pack) -> bool {
    let manifest = pack.manifest();
    !manifest.charts().is_empty()
        || !manifest.kube_manifests().is_empty()
        || pack
            .text(VALUES_YAML)
            .is_some_and(|text| text.contains("image"))
}
