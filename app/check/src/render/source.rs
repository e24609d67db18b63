//! Charts and packs in the file system.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use pack_helm::value::{Map, Value};
use pack_helm::{Chart, Error, Release, SourceFile, Stage};
use pack_model::import::Import;
use pack_model::path::PACK_JSON;

use crate::{folder, source};

/// What is at a path: a pack with the notices about it, or else a chart, which is read by Helm's rules alone.
///
/// # Errors
///
/// If nothing is there, or it is neither.
pub(super) fn pack_at(path: &Path) -> Result<Option<(pack_model::Pack, Vec<String>)>> {
    if !path.exists() {
        bail!("{}: no such file or folder", path.display());
    }
    let is_chart = path.join("Chart.yaml").exists() && !path.join(PACK_JSON).exists();
    if is_chart {
        return Ok(None);
    }
    match source::open_with_left_out(path) {
        Ok((Import::Pack { pack, notices }, left_out)) => {
            Ok(Some((pack, source::with_left_out(notices, &left_out))))
        }
        Ok((Import::Chart { .. }, _)) => Ok(None),
        // Helm says why an archive is no chart; a folder without Chart.yaml is meant as a pack.
        Err(_) if path.is_file() => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
        Ok((Import::Manifests { .. }, _)) => bail!(
            "{}: these are Kubernetes manifests, neither a pack nor a chart",
            path.display()
        ),
    }
}

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

/// What a pack says about the releases of its charts, by its files alone: macros stay as they are written.
pub(super) struct Pack {
    name: String,
    values: Map,
}

impl Pack {
    /// The pack in a folder.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let text = fs::read(folder.join("values.yaml")).unwrap_or_default();
        let manifest = fs::read(folder.join(PACK_JSON)).unwrap_or_default();
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

    /// The release that a chart becomes: `<pack>-<chart>` in the namespace of the pack.
    pub(super) fn release_of(&self, chart: &str) -> Release {
        let pack = table(&self.values, "pack").unwrap_or_default();
        let namespace = text(&pack, "namespace").unwrap_or_else(|| "default".to_owned());
        Release::new(format!("{}-{chart}", self.name), namespace)
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
