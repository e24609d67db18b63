//! What a pack pins to a version of its chart: tags in its values, and `pack.content.charts`.

use pack_syntax::Pointer;
use serde_json::Value;

use super::set_value;
use super::version::Versions;
use crate::chart::Chart;
use crate::chart::defaults::Defaults;
use crate::edit::Change;
use crate::facts::image_reference::ImageReference;
use crate::pack::Pack;
use crate::values::Values;

/// The charts that a pack lists for registries that mirror it.
const LISTED_CHARTS: &[&str] = &["pack", "content", "charts"];

/// Tags and images of the old version in the values of a chart, unless the new chart has the same there.
pub(super) fn tags(pack: &Pack, chart: &Chart, versions: &Versions) -> Vec<Change> {
    let Some(values) = Values::of(pack).yaml().value() else {
        return Vec::new();
    };
    let root = Pointer::root().child("charts").child(&chart.name);
    let Some(own) = values.pointer(&root.to_string()) else {
        return Vec::new();
    };
    let defaults = Defaults::read(chart).with_inner();
    let mut changes = Vec::new();
    walk(own, defaults.as_ref(), &root, &mut |path, text| {
        let next = match is_version_key(path.last()) {
            true => versions.next(text),
            false => image(text, versions),
        };
        changes.extend(next.map(|next| set_value(path.clone(), next)));
    });
    changes
}

/// Whether the value of a key is a version and nothing else.
fn is_version_key(key: Option<&str>) -> bool {
    let key = key.unwrap_or_default().to_ascii_lowercase();
    key.ends_with("tag") || key.ends_with("version")
}

/// An image whose tag is the old version, with the new one. A digest names the old image, so it stays.
pub(super) fn image(text: &str, versions: &Versions) -> Option<String> {
    let image = ImageReference::parse(text).filter(|image| image.digest.is_none())?;
    let tag = image.tag?;
    let next = versions.next(tag)?;
    Some(format!("{}{next}", text.strip_suffix(tag)?))
}

/// Tells each text that is not what the chart has in its place.
fn walk(own: &Value, default: Option<&Value>, at: &Pointer, tell: &mut dyn FnMut(&Pointer, &str)) {
    match own {
        _ if default == Some(own) => {}
        Value::Object(map) => {
            for (key, value) in map {
                let default = default.and_then(|default| default.get(key));
                walk(value, default, &at.child(key), tell);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, None, &at.item(index), tell);
            }
        }
        Value::String(text) => tell(at, text),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The versions of a chart in `pack.content.charts`.
pub(super) fn listed_charts(pack: &Pack, chart: &str, versions: &Versions) -> Vec<Change> {
    let list = Pointer::from_iter(LISTED_CHARTS.iter().copied());
    let values = Values::of(pack).yaml().value();
    let listed = values
        .as_ref()
        .and_then(|values| values.pointer(&list.to_string()));
    let listed = listed.and_then(Value::as_array).into_iter().flatten();
    let changes = listed.enumerate().filter_map(|(index, entry)| {
        let is_it = entry.get("name").and_then(Value::as_str) == Some(chart);
        let version = entry
            .get("version")
            .and_then(Value::as_str)
            .filter(|_| is_it)?;
        let path = list.item(index).child("version");
        Some(set_value(path, versions.next_of_chart(version)?))
    });
    changes.collect()
}
