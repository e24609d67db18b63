//! What one chart or manifest becomes: kept as long as nothing changes that it depends on, and put together
//! with the others into a deployment.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use pack_helm::value::Value;
use pack_helm::{Capabilities, Error, Release as HelmRelease};
use pack_model::deployment::{
    Failure, ImagePlace, Notes, Object, Release, Source, Stage as FailureStage, UnknownImage,
    deployed_name,
};
use pack_model::{Deployment, Pack};

use super::images::line::image_line;
use super::images::search::{ImageSearch, ImageText};
use super::objects;
use crate::reading::images::collected::CollectedImages;

/// What is rendered: a chart or a manifest, by its path in pack.json.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listed {
    Chart(String),
    Manifest(String),
}

impl Listed {
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Chart(path) | Self::Manifest(path) => path,
        }
    }
}

/// The charts and manifests that a pack lists.
pub(super) fn listed(pack: &Pack) -> Vec<Listed> {
    let manifest = pack.manifest();
    let charts = manifest.charts().into_iter();
    let charts = charts.map(|listed| Listed::Chart(listed.path));
    let manifests = manifest.kube_manifests().into_iter();
    charts
        .chain(manifests.map(|listed| Listed::Manifest(listed.path)))
        .collect()
}

/// All that a rendering depends on, beside the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inputs {
    /// Which reading of the files it is.
    pub(super) reading: u64,
    /// The fingerprint of the values, and of a manifest's text: other ones have another one, but for once in 2^64
    /// pairs.
    pub(super) values: u64,
    /// The release.
    pub(super) release: HelmRelease,
    /// What the cluster can do.
    pub(super) capabilities: Rc<Capabilities>,
}

/// What a chart or manifest became.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) release: Option<Release>,
    /// What stands in its texts.
    pub(super) contents: Vec<Rc<Content>>,
    /// Annotations with the images that they name.
    pub(super) annotated: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
    /// Why it could not be read or rendered.
    pub(super) failures: Vec<Failure>,
    /// Whether it was rendered.
    pub(super) is_rendered: bool,
    /// The names of the images that vary.
    pub(super) varying: BTreeSet<String>,
}

/// What stands in a rendered text. Its objects know no index of their release yet.
#[derive(Debug, Default)]
pub(super) struct Content {
    objects: Vec<Object>,
    /// What may be images, with the indexes of their objects.
    found: Vec<(usize, ImageText)>,
    failures: Vec<Failure>,
}

impl Content {
    /// Reads a text. `file` is the chart or manifest in the pack; `template` gives what the text was rendered from.
    pub(super) fn read<'t>(
        file: &str,
        source: &Source,
        text: &str,
        template: &dyn Fn() -> Option<Cow<'t, str>>,
    ) -> Self {
        let mut content = Self::default();
        for read in objects::read(source, text) {
            match read {
                Ok((object, map)) => {
                    let index = content.objects.len();
                    let found = ImageSearch::of(&object, &Value::Map(map)).into_iter();
                    content.found.extend(found.map(|found| (index, found)));
                    content.objects.push(object);
                }
                Err(wrong) => {
                    let failure = Failure::of_document(file, source, wrong.line, wrong.message);
                    content.failures.push(failure);
                }
            }
        }
        content.tell_lines(template);
        content
    }

    /// Tells the line of each text that should name an image and does not.
    fn tell_lines<'t>(&mut self, template: &dyn Fn() -> Option<Cow<'t, str>>) {
        for (object, found) in &mut self.found {
            if deployed_name(&found.text).is_none()
                && let Some(template) = template()
            {
                found.line = image_line(&template, &self.objects, *object, &found.path);
            }
        }
    }

    /// What may be images, but for tests.
    fn deployed(&self) -> impl Iterator<Item = &ImageText> {
        let found = self.found.iter();
        let found = found.filter(|(object, _)| !self.is_test(*object));
        found.map(|(_, found)| found)
    }

    fn is_test(&self, object: usize) -> bool {
        self.objects.get(object).is_some_and(Object::is_test)
    }

    /// Adds it to a deployment. `varying` are the names of images that vary.
    fn add_to(
        &self,
        deployment: &mut Deployment,
        images: &mut CollectedImages,
        release: usize,
        varying: &BTreeSet<String>,
    ) {
        let first = deployment.objects.len();
        for object in &self.objects {
            let mut object = object.clone();
            if let Source::Chart { release: index, .. } = &mut object.source {
                *index = release;
            }
            deployment.objects.push(object);
        }
        for (object, found) in &self.found {
            let Some(name) = deployed_name(&found.text) else {
                if !self.is_test(*object) {
                    deployment.unknown_images.push(UnknownImage {
                        text: found.text.clone(),
                        object: first + object,
                        path: found.path.clone(),
                        line: found.line,
                    });
                }
                continue;
            };
            if self.is_test(*object) {
                deployment.test_images.push(name);
                continue;
            }
            let place = ImagePlace::Object {
                object: first + object,
                path: found.path.clone(),
            };
            images.add(&name, found.certain, varying.contains(&name), place);
        }
        deployment.failures.extend_from_slice(&self.failures);
    }
}

impl Part {
    /// One that could not be read or rendered.
    pub(super) fn failed(release: Option<Release>, file: &str, error: &Error) -> Self {
        Self {
            release,
            failures: vec![failure(file, error)],
            ..Self::default()
        }
    }

    /// The names of all its images.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let found = self.contents.iter().flat_map(|content| content.deployed());
        let found = found.filter_map(|found| deployed_name(&found.text));
        found.chain(self.annotated.iter().map(|(_, name)| name.clone()))
    }

    /// Whether a name is that of a container's image.
    pub(super) fn runs(&self, name: &str) -> bool {
        let found = self.contents.iter().flat_map(|content| &content.found);
        let mut certain = found.filter(|(_, found)| found.certain);
        certain.any(|(_, found)| deployed_name(&found.text).is_some_and(|found| found == name))
    }

    /// Adds it to a deployment.
    pub(super) fn add_to(&self, deployment: &mut Deployment, images: &mut CollectedImages) {
        let release = deployment.releases.len();
        deployment.releases.extend(self.release.clone());
        for content in &self.contents {
            content.add_to(deployment, images, release, &self.varying);
        }
        for (key, name) in &self.annotated {
            let key = key.clone();
            images.add(name, false, false, ImagePlace::Annotation { release, key });
        }
        let notes = self.notes.iter().cloned();
        deployment
            .notes
            .extend(notes.map(|text| Notes { release, text }));
        deployment.failures.extend_from_slice(&self.failures);
    }
}

/// A failure of the renderer.
pub(super) fn failure(file: &str, error: &Error) -> Failure {
    use pack_helm::Stage;
    let stage = match error.stage {
        Stage::Load => FailureStage::Load,
        Stage::ValuesFile => FailureStage::ValuesFile,
        Stage::Dependencies => FailureStage::Dependencies,
        Stage::Values => FailureStage::Values,
        Stage::Render => FailureStage::Render,
    };
    Failure::new(file, stage, error.to_string())
}
