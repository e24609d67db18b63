//! Images that are being collected: each once, by name.

use pack_model::deployment::{DeployedImage, ImagePlace};

use crate::reading::by_key::ByKey;

/// The number of places of an image that a new one is compared with: an image may have thousands.
const RECENT: usize = 64;

/// Images that are being collected, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct CollectedImages(ByKey<String, DeployedImage>);

impl CollectedImages {
    /// Adds an image, or another place of it.
    pub(crate) fn add(&mut self, name: &str, certain: bool, varies: bool, place: ImagePlace) {
        let image = self.0.get_or_put(name, &|| DeployedImage {
            name: name.to_owned(),
            certain: false,
            varies: true,
            places: Vec::new(),
        });
        image.certain |= certain;
        image.varies &= varies;
        // What is found twice is found again soon.
        if !image
            .places
            .iter()
            .rev()
            .take(RECENT)
            .any(|one| *one == place)
        {
            image.places.push(place);
        }
    }

    /// All images, by name.
    pub(crate) fn done(self) -> Vec<DeployedImage> {
        self.0.into_things().collect()
    }
}
