//! Images that the values of a chart name.

use serde_json::Value;

use super::FoundImage;
use crate::chart::defaults::Defaults;
use crate::facts::image_reference::ImageReference;
use crate::facts::layers::Layers;

/// Finds the images in the values that a chart gets from above, over its own.
pub(super) fn collect(
    defaults: &Defaults,
    above: Layers<'_>,
    global: &Layers<'_>,
    found: &mut Vec<FoundImage>,
) {
    let values = above.over(defaults.values.as_ref());
    if is_off(&values) {
        return;
    }
    let own = values.get("global");
    let global = if global.is_empty() { &own } else { global };
    let walk = Walk {
        chart: defaults,
        has_registry: global
            .get("imageRegistry")
            .text()
            .is_some_and(|text| !text.is_empty()),
    };
    // A chart made for a pack may carry the values of that pack.
    let mut taken = vec!["global", "pack"];
    for (keys, inner) in &defaults.inner {
        for key in keys {
            taken.push(key);
            collect(inner, values.get(key), global, found);
        }
    }
    for key in values.keys() {
        if !taken.contains(&key) {
            walk.visit(&values.get(key), key, key, found);
        }
    }
}

/// Helm writes this number and larger ones with an exponent, and smaller ones as they are.
const SPELT: u64 = 1_000_000;

/// A walk through the values of one chart.
struct Walk<'c> {
    chart: &'c Defaults,
    /// Whether a registry for all images is set.
    has_registry: bool,
}

impl Walk<'_> {
    fn visit(&self, values: &Layers<'_>, key: &str, path: &str, found: &mut Vec<FoundImage>) {
        if is_off(values) {
            return;
        }
        if let Some(text) = values.text() {
            if key == "image" || key.ends_with("Image") {
                self.add(text, path, key == "image", found);
            }
            return;
        }
        for (index, item) in values.items().iter().enumerate() {
            self.visit(item, key, &format!("{path}[{index}]"), found);
        }
        self.of_map(values, path, found);
        for key in values.keys() {
            // A text beside a tag is a part of the name, which `of_map` has put together.
            let part = key == "image" && !values.get("tag").is_empty();
            if !part {
                self.visit(&values.get(key), key, &format!("{path}.{key}"), found);
            }
        }
    }

    /// The image that a map of its parts spells: `registry`, `repository`, `tag`, `digest`.
    fn of_map(&self, map: &Layers<'_>, path: &str, found: &mut Vec<FoundImage>) {
        let part = |key: &str| map.get(key).text().filter(|text| !text.is_empty());
        let repository =
            part("repository").or_else(|| part("image").filter(|_| !map.get("tag").is_empty()));
        let Some(repository) = repository else {
            return;
        };
        let written = map.get("tag").single().cloned().unwrap_or_default();
        let number = written.as_u64().filter(|number| *number < SPELT);
        let tag = match &written {
            Value::Null => None,
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ if number.is_some() => number.map(|number| number.to_string()),
            // Other numbers may be rendered differently than they are written.
            _ => return,
        };
        let digest = part("digest").or_else(|| part("sha"));
        let version = self.chart.app_version.as_deref();
        let known = tag.is_some() || digest.is_some();
        let mut name = match part("registry") {
            Some(registry) => format!("{}/{repository}", registry.trim_end_matches('/')),
            None => repository.to_owned(),
        };
        let version = version.filter(|_| !known && !repository.contains([':', '@']));
        if let Some(tag) = tag.as_deref().or(version) {
            name = format!("{name}:{tag}");
        }
        if let Some(digest) = digest.filter(|digest| digest.contains(':')) {
            name = format!("{name}@{digest}");
        }
        // A single word may get its registry and path elsewhere.
        let is_certain = known && number.is_none() && name.contains('/');
        let before = found.len();
        self.add(&name, path, is_certain, found);
        for image in found.iter_mut().skip(before) {
            image.own_version = version.is_some();
        }
    }

    fn add(&self, name: &str, path: &str, certain: bool, found: &mut Vec<FoundImage>) {
        let Some(reference) = ImageReference::parse(name).filter(ImageReference::is_pinned) else {
            return;
        };
        found.push(FoundImage {
            own_version: false,
            name: reference.canonical(),
            source: format!("{path} of the chart {}", self.chart.name),
            // Templates put a registry for all images before some of them.
            certain: certain && !self.has_registry,
        });
    }
}

/// Whether a part of a chart is switched off.
fn is_off(values: &Layers<'_>) -> bool {
    values.get("enabled").single() == Some(&Value::Bool(false))
}
