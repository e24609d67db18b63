//! A pack as the community repository's check reads it: its files, and plain data.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::GzDecoder;
use pack_archive::Entry;
use serde_json::Value;

use super::{Compared, any_below};

/// A pack that is handed in.
#[derive(Debug)]
pub struct Submission {
    /// pack.json, if it is strict JSON.
    pub pack_json: Option<Value>,
    /// values.yaml, if it is one document with keys that are texts, none of them twice.
    pub values: Option<Value>,
    /// The charts that pack.json lists, as far as they can be read.
    pub charts: Vec<ChartFile>,
    files: BTreeSet<String>,
}

/// A chart.
#[derive(Debug)]
pub struct ChartFile {
    /// Its name in Chart.yaml.
    pub name: String,
    /// Its own values.yaml, if it has one that is not empty.
    pub values: Option<Value>,
}

impl Submission {
    /// Reads the files of a pack.
    pub fn read(entries: &[Entry]) -> Self {
        let bytes = |path: &str| {
            let entry = entries.iter().find(|entry| entry.path == path)?;
            Some(entry.bytes.to_vec())
        };
        let pack_json: Option<Value> =
            bytes("pack.json").and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let listed = pack_json
            .as_ref()
            .and_then(|json| json["charts"].as_array());
        let paths = listed.into_iter().flatten().filter_map(Value::as_str);
        Self {
            charts: paths
                .filter_map(|path| ChartFile::read(&bytes(path)?))
                .collect(),
            pack_json,
            values: bytes("values.yaml").and_then(|bytes| yaml(&bytes)),
            files: entries.iter().map(|entry| entry.path.clone()).collect(),
        }
    }

    /// Whether it has a file.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// A text of pack.json; empty if it is not there.
    pub fn text(&self, key: &str) -> &str {
        let json = self.pack_json.as_ref();
        json.and_then(|json| json[key].as_str()).unwrap_or_default()
    }

    /// The entries of `pack.content.images`.
    pub fn images(&self) -> &[Value] {
        let images = self
            .values
            .as_ref()
            .map(|values| &values["pack"]["content"]["images"]);
        images.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// What the pack gives to a chart.
    pub fn values_of(&self, chart: &ChartFile) -> &Value {
        let values = self.values.as_ref();
        values.map_or(&Value::Null, |values| &values["charts"][&chart.name])
    }

    /// Whether a value for a chart is refused. Charts without values of their own are not compared.
    pub(super) fn any_value(&self, is_refused: fn(&Compared<'_>) -> bool) -> bool {
        self.charts.iter().any(|chart| {
            let own = chart.values.as_ref();
            own.is_some_and(|own| any_below(self.values_of(chart), own, &[], is_refused))
        })
    }
}

impl ChartFile {
    /// Reads a chart's archive.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut files = Vec::new();
        for member in tar::Archive::new(GzDecoder::new(bytes)).entries().ok()? {
            // An archive may be cut off.
            let Ok(mut member) = member else {
                break;
            };
            let path = member.path().ok()?.to_string_lossy().into_owned();
            let path = path.trim_start_matches("./").to_owned();
            let mut bytes = Vec::new();
            if path.ends_with("Chart.yaml") || path.ends_with("values.yaml") {
                member.read_to_end(&mut bytes).ok()?;
                files.push((path, bytes));
            }
        }
        let about = files
            .iter()
            .filter(|(path, _)| path.ends_with("Chart.yaml"));
        let (path, about) = about.min_by_key(|(path, _)| path.matches('/').count())?;
        let beside = path.replace("Chart.yaml", "values.yaml");
        let values = files.iter().find(|(path, _)| *path == beside);
        Some(Self {
            name: yaml(about)?["name"].as_str()?.to_owned(),
            values: values
                .and_then(|(_, bytes)| yaml(bytes))
                .filter(|values| !values.is_null()),
        })
    }
}

/// A YAML document. Merge keys are keys like any other.
fn yaml(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    match text.trim() {
        "" => Some(Value::Null),
        _ => to_json(serde_yaml::from_str(text).ok()?),
    }
}

/// The same as JSON; `None` if a key is a map or a list.
fn to_json(value: serde_yaml::Value) -> Option<Value> {
    Some(match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(truth) => truth.into(),
        serde_yaml::Value::Number(number) => serde_json::to_value(number).ok()?,
        serde_yaml::Value::String(text) => text.into(),
        serde_yaml::Value::Sequence(items) => items
            .into_iter()
            .map(to_json)
            .collect::<Option<Vec<_>>>()?
            .into(),
        serde_yaml::Value::Mapping(map) => {
            let mut object = serde_json::Map::new();
            for (key, value) in map {
                let key = match key {
                    serde_yaml::Value::String(text) => text,
                    serde_yaml::Value::Mapping(_) | serde_yaml::Value::Sequence(_) => return None,
                    other => to_json(other)?.to_string(),
                };
                object.insert(key, to_json(value)?);
            }
            object.into()
        }
        serde_yaml::Value::Tagged(tagged) => to_json(tagged.value)?,
    })
}
