//! Which images do the texts of charts and manifests name that are not rendered: because they fail, or
//! because nothing of the pack needs a renderer?

use pack_model::deployment::{ImagePlace, deployed_name};
use pack_model::facts::images::{FoundImage, in_chart, in_manifest};
use pack_model::facts::layers::Layers;

use super::collected::CollectedImages;
use crate::reading::context::Context;

/// Adds the images of the charts and manifests that are not rendered.
pub(crate) fn add_images(
    context: &Context<'_>,
    is_rendered: impl Fn(&str) -> bool,
    images: &mut CollectedImages,
) {
    let Some(values) = context.values() else {
        return;
    };
    for (listed, reading) in context.charts() {
        if is_rendered(&listed.path) {
            continue;
        }
        let given = values.value(&["charts", &reading.chart.name]);
        let found = in_chart(reading.defaults(), reading.literal_images(), given);
        add(&listed.path, found, images);
    }
    for (path, reading) in context.manifests() {
        if is_rendered(path.as_str()) {
            continue;
        }
        let given = values.value(&["manifests", path.stem()]);
        let found = in_manifest(path.as_str(), &reading.images, &Layers::new([given]));
        add(path.as_str(), found, images);
    }
}

fn add(file: &str, found: Vec<FoundImage>, images: &mut CollectedImages) {
    for image in found {
        let Some(name) = deployed_name(&image.name) else {
            continue;
        };
        let place = ImagePlace::Text {
            file: file.to_owned(),
            other_name: image.respelt(),
            found: image.source,
        };
        images.add(&name, image.certain, false, place);
    }
}
