//! What values.yaml says about releases, and what it gives each chart and manifest: with the presets that
//! are chosen, and with samples for macros.

use pack_helm::value::{Map, Value};
use pack_helm::{Error, Release, read_values, write_yaml};
use pack_model::Pack;
use pack_model::path::VALUES_YAML;

use super::macros::{Macros, Samples};
use super::presets::Preset;
use crate::reading::text::macros::WORD;

/// The namespace of releases where the pack names none.
const DEFAULT_NAMESPACE: &str = "default";

/// The values of a pack, with samples for their macros.
pub(super) struct PackValues {
    name: String,
    values: Map,
    samples: Samples,
}

impl PackValues {
    /// Reads values.yaml as Helm reads values, and applies presets. A pack without one has no values.
    pub(super) fn read(pack: &Pack, presets: &[&Preset], samples: Samples) -> Result<Self, Error> {
        let name = pack.manifest().name().unwrap_or_default();
        let bytes = pack.file(VALUES_YAML).map(|file| &*file.bytes);
        let bytes = bytes.unwrap_or_default();
        let written = read_values(bytes).or_else(|error| {
            // A macro without quotes is no YAML before it is replaced.
            let text = String::from_utf8_lossy(bytes);
            let replaced = Macros::new(&name, &samples, None).replaced(&text);
            read_values(replaced.as_bytes()).map_err(|_| error)
        })?;
        for preset in presets {
            preset.apply(&written);
        }
        let values = Macros::new(&name, &samples, Some(&written)).in_map(&written);
        Ok(Self {
            name,
            values,
            samples,
        })
    }

    /// What replaces macros outside values.yaml.
    pub(super) fn macros(&self) -> Macros<'_> {
        Macros::new(&self.name, &self.samples, Some(&self.values))
    }

    /// The values of a chart, by the name in Chart.yaml.
    pub(super) fn of_chart(&self, chart: &str) -> Map {
        self.below("charts", chart)
    }

    /// The values of a manifest, by the name of its file without extension.
    pub(super) fn of_manifest(&self, name: &str) -> Map {
        self.below("manifests", name)
    }

    /// The release that a chart becomes.
    pub(super) fn release_of(&self, chart: &str) -> Release {
        let names = self.below("pack", "releaseNameOverride");
        let name = text(&names, chart).unwrap_or_else(|| format!("{}-{chart}", self.name));
        Release::new(name, self.namespace())
    }

    /// The release that manifests see.
    pub(super) fn release_of_manifests(&self) -> Release {
        Release::new(self.name.as_str(), self.namespace())
    }

    fn namespace(&self) -> String {
        let namespace = map(&self.values, "pack").and_then(|pack| text(&pack, "namespace"));
        namespace.unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned())
    }

    fn below(&self, part: &str, key: &str) -> Map {
        let found = map(&self.values, part).and_then(|part| map(&part, key));
        found.unwrap_or_default()
    }
}

/// Whether values or presets of a pack have macros, so that samples matter.
pub(super) fn has_macros(pack: &Pack) -> bool {
    pack.files().any(|(path, file)| {
        let is_text = [".yaml", ".yml", ".json"].iter();
        let mut is_text = is_text.filter(|end| path.as_str().ends_with(**end));
        is_text.next().is_some() && file.text().is_some_and(|text| text.contains(WORD))
    })
}

/// The map under a key.
pub(super) fn map(map: &Map, key: &str) -> Option<Map> {
    map.get(key)?.as_map().cloned()
}

/// The text under a key, if it is not empty.
pub(super) fn text(map: &Map, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::Text(text) if !text.is_empty() => Some(text.lossy().into_owned()),
        _ => None,
    }
}

/// The value at a path with dots; numbers are indexes of lists.
pub(super) fn at(values: &Map, path: &str) -> Option<Value> {
    let mut value = Value::Map(values.clone());
    for part in path.split('.') {
        value = match &value {
            Value::Map(map) => map.get(part)?,
            Value::List(list) => list.get(part.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

/// A copy that shares nothing.
pub(super) fn copy(value: &Value) -> Value {
    match value {
        Value::Map(map) => Value::Map(copy_map(map)),
        Value::List(list) => Value::list(list.to_vec().iter().map(copy).collect()),
        other => other.clone(),
    }
}

/// A copy of a map that shares nothing.
pub(super) fn copy_map(map: &Map) -> Map {
    let entries = map.to_vec().into_iter();
    entries.map(|(key, value)| (key, copy(&value))).collect()
}

/// A text that tells values from others.
pub(super) fn fingerprint(map: &Map) -> String {
    write_yaml(&Value::Map(map.clone())).unwrap_or_else(|_| format!("{map:?}"))
}
