//! All images that a pack uses, as far as they can be found, and which of them it lists.

use std::collections::BTreeMap;

use crate::context::Context;
use crate::found_images::{FoundImage, in_chart, in_manifest};
use crate::layers::Layers;
use crate::listed::is_among;
use crate::listed_images::{ListedImage, listed_images};
use crate::values::Values;

/// The images of all listed charts and manifests, each once, sorted by name.
pub(crate) fn used_images(context: &Context<'_>, values: &Values<'_>) -> Vec<FoundImage> {
    let mut used: BTreeMap<String, FoundImage> = BTreeMap::new();
    let mut add = |found: Vec<FoundImage>| {
        for image in found {
            let known = used
                .entry(image.name.clone())
                .or_insert_with(|| image.clone());
            if image.certain && !known.certain {
                *known = image;
            }
        }
    };
    for (_, reading) in context.charts() {
        add(in_chart(
            reading,
            values.value(&["charts", &reading.chart.name]),
        ));
    }
    for (path, reading) in context.manifests() {
        let given = values.value(&["manifests", path.stem()]);
        add(in_manifest(
            path.as_str(),
            &reading.images,
            &Layers::new([given]),
        ));
    }
    used.into_values().collect()
}

/// The images that are used and not listed: certain ones in that version, probable ones in any and
/// from any registry.
pub(crate) fn unlisted_images(used: &[FoundImage], values: &Values<'_>) -> Vec<FoundImage> {
    let listed = listed_images(values).unwrap_or_default();
    let references = || listed.iter().filter_map(ListedImage::reference);
    let mut names: Vec<_> = references().map(|listed| listed.canonical()).collect();
    let mut ends: Vec<_> = references()
        .map(|listed| last(listed.path).to_owned())
        .collect();
    pack_model::sort(&mut names);
    pack_model::sort(&mut ends);
    // A list of templates cannot be compared.
    let templated: Vec<&str> = listed
        .iter()
        .filter(|listed| listed.reference().is_none())
        .filter_map(|listed| listed.text())
        .collect();
    let mut unlisted = used.to_vec();
    unlisted.retain(|image| {
        let repository = image.repository();
        let path = repository.split_once('/').map_or("", |(_, path)| path);
        let is_listed =
            is_among(&names, &image.name) || (!image.certain && is_among(&ends, last(path)));
        !is_listed && !templated.iter().any(|text| text.contains(path))
    });
    unlisted
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
