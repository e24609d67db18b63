//! The images of a deployment: which of them, where, and how certain that is.

mod annotations;
mod certain;
mod likely;
mod search;

use std::collections::BTreeMap;

use pack_helm::Chart;
use pack_helm::value::{Map, Value};
use pack_model::deployment::{DeployedImage, ImagePlace, Object, UnknownImage, deployed_name};

use search::Search;

/// Images that are being collected.
#[derive(Default)]
pub(super) struct Images {
    found: BTreeMap<String, DeployedImage>,
    unknown: Vec<UnknownImage>,
}

impl Images {
    /// Adds the images of an object, which has this index in the deployment.
    pub(super) fn add_object(&mut self, index: usize, object: &Object, content: &Value) {
        for found in Search::of(object, content) {
            match deployed_name(&found.text) {
                Some(name) => {
                    let (object, path) = (index, found.path);
                    self.add(name, found.certain, ImagePlace::Object { object, path });
                }
                None => self.unknown.push(UnknownImage {
                    text: found.text,
                    object: index,
                    path: found.path,
                }),
            }
        }
    }

    /// Adds the images that a chart names in its annotations, but for those that its values switch off.
    pub(super) fn add_annotations(&mut self, release: usize, chart: &Chart, given: &Map) {
        for (key, name) in annotations::images(chart, given) {
            self.add(name, false, ImagePlace::Annotation { release, key });
        }
    }

    fn add(&mut self, name: String, certain: bool, place: ImagePlace) {
        let image = self.found.entry(name.clone());
        let image = image.or_insert_with(|| DeployedImage {
            name,
            certain: false,
            varies: false,
            places: Vec::new(),
        });
        image.certain |= certain;
        if !image.places.contains(&place) {
            image.places.push(place);
        }
    }

    /// All images by name, and the containers whose image is not known.
    pub(super) fn done(self) -> (Vec<DeployedImage>, Vec<UnknownImage>) {
        (self.found.into_values().collect(), self.unknown)
    }
}
