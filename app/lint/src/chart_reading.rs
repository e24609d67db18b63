//! A chart archive, and what rules derive from it: once, for as long as the archive stays.

use std::cell::OnceCell;

use pack_model::{Chart, ChartError};
use pack_syntax::Yaml;
use serde_json::{Map, Value};

use crate::found_images::{FoundImage, literal_in_chart};
use crate::template_reads::TemplateReads;

/// A chart that could be read.
#[derive(Debug)]
pub(crate) struct ChartReading {
    /// What the archive holds.
    pub(crate) chart: Chart,
    defaults: OnceCell<Defaults>,
    values: OnceCell<Option<Value>>,
    literal_images: OnceCell<Vec<FoundImage>>,
    template_reads: OnceCell<TemplateReads>,
}

/// The own values of a chart and of those inside it.
#[derive(Debug)]
pub(crate) struct Defaults {
    /// The chart's name.
    pub(crate) name: String,
    /// The version of the software inside.
    pub(crate) app_version: Option<String>,
    /// Its own values; `None` where it has none, or they cannot be read.
    pub(crate) values: Option<Value>,
    /// The charts inside, each with the keys under which its values stand.
    pub(crate) inner: Vec<(Vec<String>, Defaults)>,
}

impl ChartReading {
    /// Reads a chart archive.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ChartError> {
        Ok(Self {
            chart: Chart::read(bytes)?,
            defaults: OnceCell::new(),
            values: OnceCell::new(),
            literal_images: OnceCell::new(),
            template_reads: OnceCell::new(),
        })
    }

    /// The own values of the chart and of those inside it.
    pub(crate) fn defaults(&self) -> &Defaults {
        self.defaults.get_or_init(|| Defaults::read(&self.chart))
    }

    /// All values that the chart has a default for, those of its sub-charts included; `None` where
    /// it has none, or they cannot be read, so that any value may be meant for it.
    pub(crate) fn values(&self) -> Option<&Map<String, Value>> {
        self.values
            .get_or_init(|| self.defaults().with_inner())
            .as_ref()?
            .as_object()
    }

    /// The images that its templates and annotations name whatever its values are.
    pub(crate) fn literal_images(&self) -> &[FoundImage] {
        self.literal_images
            .get_or_init(|| literal_in_chart(&self.chart))
    }

    /// The values that its templates and those of the charts inside it read.
    pub(crate) fn template_reads(&self) -> &TemplateReads {
        self.template_reads
            .get_or_init(|| TemplateReads::of(&self.chart))
    }
}

impl Defaults {
    fn read(chart: &Chart) -> Self {
        let inner = chart.charts.iter();
        Self {
            name: chart.name.clone(),
            app_version: chart.app_version.clone(),
            values: chart
                .values
                .as_deref()
                .and_then(|text| Yaml::read(text).value()),
            inner: inner
                .map(|inner| (keys_of(chart, inner), Self::read(inner)))
                .collect(),
        }
    }

    /// The own values with those of the charts inside below their keys.
    fn with_inner(&self) -> Option<Value> {
        let mut values = match self.values.as_ref()? {
            Value::Object(map) if !map.is_empty() => map.clone(),
            _ => return None,
        };
        for (keys, inner) in &self.inner {
            for key in keys {
                let defaults = inner.with_inner().unwrap_or_else(|| Map::new().into());
                match values.get_mut(key) {
                    // Anything may stand below an empty map.
                    Some(Value::Object(own)) if own.is_empty() => {}
                    Some(own) => add_missing(own, &defaults),
                    None => {
                        values.insert(key.clone(), defaults);
                    }
                }
            }
        }
        // Helm hands these to every chart, whether it has defaults for them or not.
        values.entry("global").or_insert_with(|| Map::new().into());
        Some(Value::Object(values))
    }
}

/// The keys under which the values of a chart inside another one stand.
pub(crate) fn keys_of(chart: &Chart, inner: &Chart) -> Vec<String> {
    let asked = chart
        .dependencies
        .iter()
        .filter(|asked| asked.name == inner.name);
    let keys: Vec<String> = asked
        .map(|asked| asked.alias.clone().unwrap_or_else(|| asked.name.clone()))
        .collect();
    if keys.is_empty() {
        vec![inner.name.clone()]
    } else {
        keys
    }
}

fn add_missing(own: &mut Value, defaults: &Value) {
    let (Value::Object(own), Value::Object(defaults)) = (own, defaults) else {
        return;
    };
    for (key, default) in defaults {
        match own.get_mut(key) {
            Some(Value::Object(own)) if own.is_empty() => {}
            Some(own) => add_missing(own, default),
            None => {
                own.insert(key.clone(), default.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_archive::{Entry, Format};
    use serde_json::json;

    fn values(files: &[(&str, &str)]) -> Option<Value> {
        let entries: Vec<_> = files
            .iter()
            .map(|(path, text)| Entry::new(*path, text.as_bytes()))
            .collect();
        let bytes = pack_archive::write(Format::TarGz, "web", "1", &entries).unwrap();
        let reading = ChartReading::read(&bytes).unwrap();
        reading.values().cloned().map(Value::Object)
    }

    #[test]
    fn values_of_inner_charts_stand_below_their_keys() {
        let files = [
            (
                "Chart.yaml",
                "name: web\ndependencies: [{name: store, alias: db}, {name: log}]\n",
            ),
            ("values.yaml", "a: 1\ndb: {size: 2}\nany: {}\n"),
            ("charts/store/Chart.yaml", "name: store\n"),
            ("charts/store/values.yaml", "size: 1\nuser: x\n"),
            ("charts/log/Chart.yaml", "name: log\n"),
            ("charts/any/Chart.yaml", "name: any\n"),
            ("charts/any/values.yaml", "b: 1\n"),
        ];
        let expected = json!({
            "a": 1, "db": { "size": 2, "user": "x", "global": {} }, "any": {}, "log": {}, "global": {},
        });
        assert_eq!(values(&files), Some(expected));
    }

    #[test]
    fn a_chart_without_values_takes_anything() {
        let about = ("Chart.yaml", "name: web\n");
        assert_eq!(values(&[about]), None);
        for text in ["", "# nothing\n", "{}", "a: [", "- a"] {
            assert_eq!(values(&[about, ("values.yaml", text)]), None, "{text}");
        }
    }
}
