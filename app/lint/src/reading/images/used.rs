//! Which images do the charts and manifests of a pack use, and which of them are not listed?

use std::collections::BTreeMap;

use pack_model::ImageReference;
use pack_model::facts::images::{FoundImage, in_chart, in_manifest};
use pack_model::facts::layers::Layers;

use crate::reading::context::Context;
use crate::reading::images::listed::{ListedImage, listed_images};
use crate::reading::text::is_among;
use crate::reading::values::Values;

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
            reading.defaults(),
            reading.literal_images(),
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

/// The images that are used and not listed.
pub(crate) fn unlisted_images(used: &[FoundImage], values: &Values<'_>) -> Vec<FoundImage> {
    let listed = listed_images(values).unwrap_or_default();
    let known = ListContent::of(&listed);
    let unlisted = used.iter().filter(|image| !known.has(image));
    unlisted.cloned().collect()
}

/// What the list contains, each part sorted.
struct ListContent<'l> {
    /// The full names.
    names: Vec<String>,
    /// The last parts of the names, with their versions.
    ends: Vec<String>,
    /// The last parts of the names.
    parts: Vec<String>,
    /// The entries that are templates, which cannot be compared.
    templates: Vec<&'l str>,
}

impl<'l> ListContent<'l> {
    fn of(listed: &[ListedImage<'l>]) -> Self {
        let references = || listed.iter().filter_map(ListedImage::reference);
        let sorted = |mut texts: Vec<String>| {
            texts.sort();
            texts
        };
        let templates = listed.iter().filter(|listed| listed.reference().is_none());
        Self {
            names: sorted(references().map(|one| one.canonical()).collect()),
            ends: sorted(references().map(|one| ending(&one)).collect()),
            parts: sorted(references().map(|one| last(one.path).to_owned()).collect()),
            templates: templates.filter_map(ListedImage::text).collect(),
        }
    }

    /// Whether the list has the last part of a name with its version.
    fn has_ending(&self, name: &str) -> bool {
        ImageReference::parse(name).is_some_and(|image| is_among(&self.ends, &ending(&image)))
    }

    /// Whether an image is listed. A probable image also counts as listed with another registry or
    /// without a version, and if its name has no registry and path, with any version.
    fn has(&self, image: &FoundImage) -> bool {
        let repository = image.repository();
        let path = repository.split_once('/').map_or("", |(_, path)| path);
        let is_alike = || {
            let is_bare = path.starts_with("library/");
            self.has_ending(&image.name)
                || image.respelt().is_some_and(|name| self.has_ending(&name))
                || is_among(&self.ends, last(path))
                || (is_bare && is_among(&self.parts, last(path)))
        };
        is_among(&self.names, &image.name)
            || (!image.certain && is_alike())
            || self.templates.iter().any(|text| text.contains(path))
    }
}

/// The last part of an image's path and its version, as far as it has one.
fn ending(image: &ImageReference<'_>) -> String {
    let name = last(image.path);
    match image.tag {
        Some(tag) => format!("{name}:{tag}"),
        None => name.to_owned(),
    }
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
