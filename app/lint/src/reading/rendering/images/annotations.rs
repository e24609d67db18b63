//! The images that a chart lists in its annotations.

use pack_helm::value::{Map, Value};
use pack_helm::{Chart, read_yaml};
use pack_model::ImageReference;
use pack_model::deployment::deployed_name;

use crate::reading::rendering::values::lookup::{at, text};

/// The annotations that list images.
const KEYS: [&str; 3] = ["images", "artifacthub.io/images", "helm.sh/images"];

/// The annotation and the name of each image that has a tag or a digest, and is not switched off.
pub(in crate::reading::rendering) fn images(chart: &Chart, given: &Map) -> Vec<(String, String)> {
    let annotations = chart.metadata().annotations.as_deref().unwrap_or_default();
    let mut found = Vec::new();
    for (key, list) in annotations {
        if !KEYS.contains(&key.as_str()) {
            continue;
        }
        let Ok(Value::List(items)) = read_yaml(list.as_bytes()) else {
            continue;
        };
        for item in items.to_vec() {
            let Some(item) = item.as_map() else { continue };
            let Some(name) = text(item, "image") else {
                continue;
            };
            let is_pinned =
                ImageReference::parse(&name).is_some_and(|reference| reference.is_pinned());
            let condition = text(item, "condition").unwrap_or_default();
            if is_pinned && is_on(&condition, chart, given) {
                found.extend(deployed_name(&name).map(|name| (key.clone(), name)));
            }
        }
    }
    found
}

/// Whether the first of some paths, separated by commas, that has a boolean is not `false`.
fn is_on(condition: &str, chart: &Chart, given: &Map) -> bool {
    let mut paths = condition.split(',').map(str::trim);
    let value = paths.find_map(
        |path| match at(given, path).or_else(|| at(chart.values(), path)) {
            Some(Value::Bool(value)) => Some(value),
            _ => None,
        },
    );
    value.unwrap_or(true)
}
