//! Makes a new pack of Helm charts.

use pack_archive::Entry;
use serde_json::{Map, Value, json};

use super::found_chart::FoundChart;
use super::from_manifests::{CHOOSE_ADDON_TYPE, beside, store};
use super::sort::Sorted;
use super::values::{PackValues, Taken};
use super::{Import, from_manifests, naming};
use crate::chart::Chart;
use crate::facts::file_list::{CHART_LIST, MANIFEST_LIST};
use crate::facts::{images, label};
use crate::logo::ImageKind;
use crate::pack::path::LOGO_PNG;
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
    let name = pack_name(&first);
    let mut values = PackValues::new(&name);
    let (mut files, listed_charts) = store_charts(&charts, &mut values, &mut notices);
    let (manifests, listed_manifests) = store(&sorted.manifests, &mut values);
    files.extend(manifests);
    files.extend(beside(sorted.rest, &sorted.root, &mut notices));
    notices.extend(remarks(&first, charts.len()));
    if addon_type(&first).is_none() {
        notices.push(CHOOSE_ADDON_TYPE.to_owned());
    }
    let charts: Vec<_> = charts.iter().map(|found| &found.chart).collect();
    let mut manifest = manifest(&name, &charts);
    manifest[CHART_LIST.key] = json!(listed_charts);
    if !listed_manifests.is_empty() {
        manifest[MANIFEST_LIST.key] = json!(listed_manifests);
    }
    if !files.iter().any(|file| file.path == LOGO_PNG) {
        files.extend(icon(&first));
    }
    let pack = NewPack {
        manifest,
        values: values.text(),
        readme: readme(&name, &charts),
        files,
    };
    Import::Chart {
        pack: pack.build(),
        notices,
    }
}

/// The name of a pack of a chart.
pub(super) fn pack_name(chart: &Chart) -> String {
    label::nearest(&chart.name).unwrap_or_else(|| "my-chart-pack".to_owned())
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
        notices.extend(lacking(chart));
    }
    (files, listed)
}

/// A notice about a chart that lacks its dependencies.
pub(super) fn lacking(chart: &Chart) -> Option<String> {
    let missing = chart.missing();
    (!missing.is_empty()).then(|| {
        format!(
            "The chart {} lacks charts that it depends on ({}), so it cannot be installed. Run `helm dependency build`, package it again, and replace it in Charts.",
            chart.name,
            missing.join(", ")
        )
    })
}

/// Notices about what the user has to know or decide.
pub(super) fn remarks(first: &Chart, charts: usize) -> Vec<String> {
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
            "The pack has the version of the chart. The version of its app is {app_version}. To use that, choose it at Version in Overview."
        ));
    }
    let address = first.icon.as_ref().filter(|_| icon(first).is_none());
    if let Some(icon) = address {
        remarks.push(format!(
            "The chart names an icon at {icon}. To use it, download it and choose it in Logo."
        ));
    }
    remarks
}

/// The icon in a chart's archive that becomes the logo: a PNG at its top, called so.
pub(super) fn icon(chart: &Chart) -> Option<Entry> {
    let named = ["icon.png", "logo.png"];
    let is_icon = |file: &&Entry| {
        named.contains(&file.path.to_ascii_lowercase().as_str())
            && ImageKind::of(&file.bytes) == Some(ImageKind::Png)
    };
    let found = chart.files.iter().find(is_icon)?;
    Some(Entry::new(LOGO_PNG, found.bytes.clone()))
}

/// What charts say for pack.json, but for the lists of files.
pub(super) fn manifest(name: &str, charts: &[&Chart]) -> Value {
    let mut annotations = Map::new();
    let first = charts.first().copied().cloned().unwrap_or_default();
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
    if let Some(addon_type) = addon_type(&first) {
        manifest.insert("addonType".to_owned(), json!(addon_type));
    }
    manifest.insert("cloudTypes".to_owned(), json!(["all"]));
    manifest.insert("annotations".to_owned(), Value::Object(annotations));
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

/// What charts say for the README.
pub(super) fn readme(name: &str, charts: &[&Chart]) -> Readme {
    let first = charts.first().copied().cloned().unwrap_or_default();
    let of_chart = |chart: &&Chart| {
        let Chart {
            name,
            version,
            app_version,
            ..
        } = chart;
        let software = app_version
            .as_ref()
            .map(|version| format!(", application version {version}"));
        format!(
            "Helm chart `{name}` {version}{}",
            software.unwrap_or_default()
        )
    };
    let parameter = |chart: &&Chart| Parameter {
        path: format!("charts.{}", chart.name),
        description: format!(
            "The values of the chart {}, explained in values.yaml.",
            chart.name
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
