//! What a cluster gets from a pack: its charts and manifests, rendered as Helm renders them, taken apart
//! into objects, and the images of these.
//!
//! - `values`: what values.yaml gives each chart and manifest, its macros replaced (`macros`).
//! - `charts`, `manifests`: rendering; what fails hides nothing of the others.
//! - `documents`, `objects`, `problems`: from a rendered text to objects, and why Kubernetes refuses them.
//! - `images`: the images of these objects.

mod charts;
mod documents;
mod images;
mod macros;
mod manifests;
mod objects;
mod problems;
#[cfg(test)]
mod tests;
mod values;

use pack_helm::value::Value;
use pack_helm::{Capabilities, Error, Stage};
use pack_model::deployment::{Cluster, Failure, Source, Stage as FailureStage};
use pack_model::path::VALUES_YAML;
use pack_model::{Deployment, Pack};

use images::Images;
use values::PackValues;

/// What a cluster gets from a pack.
pub fn deploy(pack: &Pack, cluster: &Cluster) -> Deployment {
    let mut rendering = Rendering::new(cluster);
    match PackValues::read(pack, &cluster.samples) {
        Ok(values) => {
            let manifest = pack.manifest();
            for listed in manifest.charts() {
                rendering.add_chart(pack, &listed.path, &values);
            }
            for listed in manifest.kube_manifests() {
                rendering.add_manifest(pack, &listed.path, &values);
            }
        }
        Err(error) => rendering.fail(VALUES_YAML, &error),
    }
    rendering.done()
}

/// A deployment that is being put together.
struct Rendering {
    capabilities: Capabilities,
    deployment: Deployment,
    images: Images,
}

impl Rendering {
    fn new(cluster: &Cluster) -> Self {
        let mut capabilities = Capabilities::default();
        if let Some(version) = &cluster.kube_version {
            capabilities.kube_version.clone_from(version);
        }
        let further = cluster.api_versions.iter().cloned();
        capabilities.api_versions.extend(further);
        Self {
            capabilities,
            deployment: Deployment {
                kube_version: cluster.kube_version.clone(),
                ..Deployment::default()
            },
            images: Images::default(),
        }
    }

    /// Adds the objects of a rendered text. `file` is the chart or manifest in the pack.
    fn add_text(&mut self, file: &str, source: &Source, text: &str) {
        for read in objects::read(source, text) {
            match read {
                Ok((object, content)) => {
                    if !object.is_test() {
                        let index = self.deployment.objects.len();
                        self.images.add_object(index, &object, &Value::Map(content));
                    }
                    self.deployment.objects.push(object);
                }
                Err(wrong) => {
                    let failure = Failure::of_document(file, source, wrong.line, wrong.message);
                    self.deployment.failures.push(failure);
                }
            }
        }
    }

    /// Adds a failure of the renderer.
    fn fail(&mut self, file: &str, error: &Error) {
        let failure = Failure::new(file, stage(error.stage), error.to_string());
        self.deployment.failures.push(failure);
    }

    fn done(self) -> Deployment {
        let (images, unknown_images) = self.images.done();
        Deployment {
            images,
            unknown_images,
            ..self.deployment
        }
    }
}

/// The stage, as plain data names it.
fn stage(stage: Stage) -> FailureStage {
    match stage {
        Stage::Load => FailureStage::Load,
        Stage::ValuesFile => FailureStage::ValuesFile,
        Stage::Dependencies => FailureStage::Dependencies,
        Stage::Values => FailureStage::Values,
        Stage::Render => FailureStage::Render,
    }
}
