//! The templates of a chart and its subcharts, with what they see as dot.

use pack_once::sort::last_of_each;

use super::objects::{ChartObject, Files};
use super::values::table_at;
use super::{Capabilities, Chart, Release, paths};
use crate::template::File as Template;
use crate::value::{Map, MapType, Text, Value};

/// All templates. Of those with the same path, the last one counts.
pub(crate) fn templates(
    chart: &Chart,
    values: &Map,
    release: &Release,
    capabilities: &Capabilities,
) -> Vec<Template> {
    let shared = Shared {
        release: release.to_value(),
        capabilities: capabilities.to_value(),
    };
    let mut templates = Vec::new();
    let values = values.converted(MapType::Values);
    add(chart, None, values, &shared, &mut templates);
    last_of_each(templates, &|template| &*template.path)
}

/// What all charts see alike.
struct Shared {
    release: Value,
    capabilities: Value,
}

/// Adds the templates of a chart in a folder of another one. Gives what they see as dot.
fn add(
    chart: &Chart,
    parent: Option<&str>,
    values: Map,
    shared: &Shared,
    templates: &mut Vec<Template>,
) -> Map {
    let path = match parent {
        None => chart.name().to_owned(),
        Some(parent) => paths::join(&[parent, "charts", chart.name()]),
    };
    let subcharts = Map::default();
    let dot = Map::from_iter([
        (
            "Chart",
            ChartObject::value(&chart.metadata, parent.is_none()),
        ),
        ("Files", Files::value(&chart.files)),
        ("Release", shared.release.clone()),
        ("Capabilities", shared.capabilities.clone()),
        ("Values", Value::Map(values.clone())),
        ("Subcharts", Value::Map(subcharts.clone())),
    ]);
    let inner_path = chart.inner_path.as_deref().unwrap_or(&path);
    for subchart in &chart.dependencies {
        // A point in the name leads into tables, as in any path of values.
        let inner = table_at(&values, subchart.name());
        let inner = inner.unwrap_or_default().converted(MapType::Values);
        let seen = add(subchart, Some(inner_path), inner, shared, templates);
        subcharts.insert(subchart.name(), seen);
    }
    let base_path = paths::join(&[&path, "templates"]);
    let is_library = chart.metadata.chart_type.eq_ignore_ascii_case("library");
    for file in &chart.templates {
        if is_library && !paths::base(&file.path).starts_with('_') {
            continue;
        }
        templates.push(Template {
            path: paths::join(&[&path, &file.path]).into(),
            text: file.data.clone(),
            base_path: base_path.as_str().into(),
            values: dot.converted(MapType::Values),
        });
    }
    dot
}

/// The definitions of custom resources in `crds/`, by their paths.
pub(crate) fn custom_resources(chart: &Chart, parent: Option<&str>) -> Vec<(String, Text)> {
    let path = match parent {
        None => chart.name().to_owned(),
        Some(parent) => paths::join(&[parent, "charts", chart.name()]),
    };
    let is_manifest = |path: &str| {
        let extension = paths::extension(path).to_ascii_lowercase();
        matches!(extension.as_str(), ".yaml" | ".yml" | ".json")
    };
    let own = chart.files.iter();
    let own = own.filter(|file| file.path.starts_with("crds/") && is_manifest(&file.path));
    let mut found: Vec<_> = own
        .map(|file| (paths::join(&[&path, &file.path]), file.data.clone()))
        .collect();
    let inner_path = chart.inner_path.as_deref().unwrap_or(&path);
    for subchart in &chart.dependencies {
        found.extend(custom_resources(subchart, Some(inner_path)));
    }
    found
}
