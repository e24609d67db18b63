//! What a cluster gets from a pack: its charts and manifests, rendered as Helm renders them, taken apart
//! into objects, and the images of these.
//!
//! - `renderer`: the same pack again and again, chart by chart.
//! - `values`: what values.yaml gives each chart and manifest, with presets, its macros replaced.
//! - `charts`, `manifests`: rendering; what fails hides nothing of the others.
//! - `part`: what one of them becomes, and how all are put together.
//! - `documents`, `objects`, `problems`: from a rendered text to objects, and why Kubernetes refuses them.
//! - `failed_values`: the values that a failure is about; `needed_values`: samples with which a chart renders.
//! - `kept_part`: what is kept of a chart or manifest between renderings.
//! - `images`: the images of these objects.
//! - `trials`: what needs many renderings.
//! - `listed`: the texts of all that a pack lists, for the command line.

mod charts;
mod documents;
mod failed_values;
mod images;
mod kept_part;
mod listed;
mod manifests;
mod needed_values;
mod objects;
mod part;
mod problems;
mod renderer;
#[cfg(test)]
mod tests;
mod trials;
mod values;

use pack_model::deployment::Cluster;
use pack_model::{Deployment, Pack};

pub use listed::ListedParts;
pub use renderer::Renderer;

/// What a cluster gets from a pack.
pub fn deploy(pack: &Pack, cluster: &Cluster) -> Deployment {
    Renderer::default().deploy(pack, cluster)
}

/// What a cluster gets from a pack, with all that needs many renderings: what is switched off, and what presets do.
pub fn deploy_and_explore(pack: &Pack, cluster: &Cluster) -> Deployment {
    let mut renderer = Renderer::default();
    renderer.deploy(pack, cluster);
    while renderer.explore_next() {}
    renderer.deployment()
}

/// The same, with the values that change nothing.
pub fn deploy_and_try_values(pack: &Pack, cluster: &Cluster) -> Deployment {
    let mut renderer = Renderer::default();
    renderer.deploy(pack, cluster);
    renderer.try_values();
    while renderer.explore_next() {}
    renderer.deployment()
}
