//! Makes a new pack of Helm charts.

use pack_archive::Entry;
use serde_json::{Map, Value, json};

use super::from_manifests::{CHOOSE_ADDON_TYPE, beside, store};
use super::sort::{FoundChart, Sorted};
use super::values::{PackValues, Taken};
use super::{Import, from_manifests, naming};
use crate::chart::Chart;
use crate::facts::file_list::{CHART_LIST, MANIFEST_LIST};
use crate::facts::{images, label};
use crate::template::{NewPack, Parameter, Readme};

/// The pack of all charts, named after the first one, and of the manifests that are there.
pub(super) fn new_pack(mut sorted: Sorted) -> Import {
    let charts = std::mem::take(&mut sorted.charts);
    let Some(first) = charts.first().map(|found| found.chart.clone()) else {
        return from_manifests::new_pack(sorted);
    };
    let mut notices = sorted.notices;
    notices.extend(
        sorted
            .broken
            .iter()
            .map(|(file, error)| format!("{file} was left out. {error}")),
    );
    let name = label::nearest(&first.name).unwrap_or_else(|| "my-chart-pack".to_owned());
    let mut values = PackValues::new(&name);
    let (mut files, listed_charts) = store_charts(&charts, &mut values, &mut notices);
    let (manifests, listed_manifests) = store(&sorted.manifests, &mut values);
    files.extend(manifests);
    files.extend(beside(sorted.rest, &sorted.root, &mut notices));
    notices.extend(remarks(&first, charts.len()));
    let pack = NewPack {
        manifest: manifest(&name, &first, listed_charts, listed_manifests),
        values: values.text(),
        readme: readme(&name, &first, &charts),
        files,
    };
    Import::Chart {
        pack: pack.build(),
        notices,
    }
}

/// The charts as files of a pack, and the list of their paths. Their values and images are added to the
/// pack's.
fn store_charts(
    charts: &[FoundChart],
    values: &mut PackValues,
    notices: &mut Vec<String>,
) -> (Vec<Entry>, Vec<String>) {
    let mut files = Vec::new();
    let mut listed = Vec::new();
    for FoundChart {
        file_name,
        bytes,
        chart,
        ..
    } in charts
    {
        let path = naming::unique_path(CHART_LIST.folder, file_name, &listed);
        files.push(Entry::new(path.clone(), bytes.clone()));
        listed.push(path);
        let own = chart.values.as_deref().unwrap_or_default();
        let name = &chart.name;
        match values.add_chart(name, own) {
            Taken::All => {}
            Taken::WithoutComments => {
                notices.push(format!("The values of the chart {name} were added without their comments."));
            }
            Taken::Nothing => notices.push(format!(
                "The values of the chart {name} were not added, because its values.yaml cannot be read."
            )),
        }
        values.add_images(images::to_list(images::of_chart(chart)));
    }
    (files, listed)
}

/// Notices about what the user has to know or decide.
fn remarks(first: &Chart, charts: usize) -> Vec<String> {
    let mut remarks = Vec::new();
    if charts > 1 {
        remarks.push(format!(
            "The pack is named after the first of its {charts} charts, {}.",
            first.name
        ));
    }
    let version = naming::version(&first.version);
    if version != first.version {
        remarks.push(format!(
            "The chart's version “{}” was changed to {version}, because a pack's version cannot start with “v” or contain “+”.",
            first.version
        ));
    }
    let app_version = first.app_version.as_deref().map(naming::version);
    if let Some(app_version) = app_version.filter(|of_app| *of_app != version) {
        remarks.push(format!(
            "The pack has the version of the chart. The version of its app is {app_version}. To use that, change Version."
        ));
    }
    if let Some(icon) = &first.icon {
        remarks.push(format!(
            "The chart names an icon at {icon}. To use it, download it and choose it in Logo."
        ));
    }
    if addon_type(first).is_none() {
        remarks.push(CHOOSE_ADDON_TYPE.to_owned());
    }
    remarks
}

fn manifest(name: &str, first: &Chart, charts: Vec<String>, manifests: Vec<String>) -> Value {
    let mut annotations = Map::new();
    for (key, text) in [
        ("description", &first.description),
        ("docsURL", &first.home),
    ] {
        if let Some(text) = text {
            annotations.insert(key.to_owned(), json!(text));
        }
    }
    let mut manifest = Map::new();
    manifest.insert("name".to_owned(), json!(name));
    manifest.insert("displayName".to_owned(), json!(naming::title(name)));
    manifest.insert("version".to_owned(), json!(naming::version(&first.version)));
    manifest.insert("layer".to_owned(), json!("addon"));
    if let Some(addon_type) = addon_type(first) {
        manifest.insert("addonType".to_owned(), json!(addon_type));
    }
    manifest.insert("cloudTypes".to_owned(), json!(["all"]));
    manifest.insert("annotations".to_owned(), Value::Object(annotations));
    manifest.insert(CHART_LIST.key.to_owned(), json!(charts));
    if !manifests.is_empty() {
        manifest.insert(MANIFEST_LIST.key.to_owned(), json!(manifests));
    }
    Value::Object(manifest)
}

/// The add-on type that clearly matches a chart's category on Artifact Hub, if there is one.
fn addon_type(chart: &Chart) -> Option<&'static str> {
    Some(match chart.category.as_deref()? {
        "ai-machine-learning" => "ai",
        "monitoring-logging" => "monitoring",
        "networking" => "network",
        "security" => "security",
        "storage" => "storage",
        _ => return None,
    })
}

fn readme(name: &str, first: &Chart, charts: &[FoundChart]) -> Readme {
    let of_chart = |found: &FoundChart| {
        let Chart {
            name,
            version,
            app_version,
            ..
        } = &found.chart;
        let software = app_version
            .as_ref()
            .map(|version| format!(", application version {version}"));
        format!(
            "Helm chart `{name}` {version}{}",
            software.unwrap_or_default()
        )
    };
    let parameter = |found: &FoundChart| Parameter {
        path: format!("charts.{}", found.chart.name),
        description: format!(
            "The values of the chart {}, explained in values.yaml.",
            found.chart.name
        ),
        default: "see values.yaml".to_owned(),
    };
    Readme {
        title: naming::title(name),
        overview: first.description.clone().unwrap_or_default(),
        prerequisites: first
            .kube_version
            .iter()
            .map(|range| format!("Kubernetes `{range}`"))
            .collect(),
        parameters: std::iter::once(Parameter::namespace(name))
            .chain(charts.iter().map(parameter))
            .collect(),
        usage: Readme::ADDON_USAGE.to_owned(),
        references: charts
            .iter()
            .map(of_chart)
            .chain(first.home.clone())
            .collect(),
    }
}
