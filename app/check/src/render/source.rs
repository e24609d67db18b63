//! Charts and packs in the file system.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use pack_helm::value::{Map, Value};
use pack_helm::{Chart, Error, Release, SourceFile, Stage};

use crate::folder;

/// The chart in a folder or an archive, in a pack or by itself. The message names it as it was asked for.
pub(super) fn load(pack: Option<&Path>, chart: &Path) -> Result<Chart, Error> {
    let path = match pack {
        Some(pack) => pack.join(chart),
        None => chart.to_owned(),
    };
    if !path.exists() {
        let chart = chart.display();
        let message = format!("stat {chart}: no such file or directory");
        return Err(Error::new(Stage::Load, message));
    }
    let unreadable = |error: String| Error::new(Stage::Load, error);
    if path.is_dir() {
        let entries = folder::read(&path).map_err(|error| unreadable(format!("{error:#}")))?;
        let files = entries.into_iter();
        return Chart::from_folder(
            files.map(|entry| SourceFile::new(entry.path, entry.bytes.to_vec())),
        );
    }
    let data =
        fs::read(&path).map_err(|error| unreadable(format!("{}: {error}", chart.display())))?;
    Chart::from_archive(&data)
}

/// The charts that a pack lists.
pub(super) fn listed_charts(manifest: &Path) -> Result<Vec<String>> {
    let text = fs::read(manifest).with_context(|| format!("reading {}", manifest.display()))?;
    let json: serde_json::Value =
        serde_json::from_slice(&text).with_context(|| format!("reading {}", manifest.display()))?;
    let charts = json["charts"].as_array().into_iter().flatten();
    let charts = charts.filter_map(|chart| chart.as_str().map(str::to_owned));
    Ok(charts.collect())
}

/// What a pack says about the releases of its charts.
pub(super) struct Pack {
    name: String,
    values: Map,
}

impl Pack {
    /// The pack in a folder.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let text = fs::read(folder.join("values.yaml")).unwrap_or_default();
        let manifest = fs::read(folder.join("pack.json")).unwrap_or_default();
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
        Ok(Self {
            name: manifest["name"].as_str().unwrap_or_default().to_owned(),
            values: pack_helm::read_values(&text)?,
        })
    }

    /// The values that it gives a chart.
    pub(super) fn values_of(&self, chart: &str) -> Map {
        let charts = table(&self.values, "charts");
        charts
            .and_then(|charts| table(&charts, chart))
            .unwrap_or_default()
    }

    /// The release that a chart becomes, by the name that the pack gives it if that is asked for.
    pub(super) fn release_of(&self, chart: &str, takes_name: bool) -> Release {
        let pack = table(&self.values, "pack").unwrap_or_default();
        let names = table(&pack, "releaseNameOverride").filter(|_| takes_name);
        let name = names.and_then(|names| text(&names, chart));
        let name = name.unwrap_or_else(|| format!("{}-{chart}", self.name));
        let namespace = text(&pack, "namespace").unwrap_or_else(|| "default".to_owned());
        Release::new(name, namespace)
    }
}

fn table(map: &Map, key: &str) -> Option<Map> {
    map.get(key)?.as_map().cloned()
}

fn text(map: &Map, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::Text(text) if !text.is_empty() => Some(text.lossy().into_owned()),
        _ => None,
    }
}
