//! Images that are being collected: each once, by name.

use pack_model::deployment::{DeployedImage, ImagePlace};

/// Images that are being collected, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct CollectedImages(Vec<DeployedImage>);

impl CollectedImages {
    /// Adds an image, or another place of it.
    pub(crate) fn add(&mut self, name: &str, certain: bool, varies: bool, place: ImagePlace) {
        let found = self
            .0
            .binary_search_by(|known| known.name.as_str().cmp(name));
        let index = found.unwrap_or_else(|index| {
            let new = DeployedImage {
                name: name.to_owned(),
                certain: false,
                varies: true,
                places: Vec::new(),
            };
            self.0.insert(index, new);
            index
        });
        let image = &mut self.0[index];
        image.certain |= certain;
        image.varies &= varies;
        if !image.places.contains(&place) {
            image.places.push(place);
        }
    }

    /// All images, by name.
    pub(crate) fn done(self) -> Vec<DeployedImage> {
        self.0
    }
}
