//! A chart archive, and what rules derive from it: once, for as long as the archive stays.

use std::cell::OnceCell;

use pack_model::{Chart, ChartError};
use pack_syntax::Yaml;
use serde_json::{Map, Value};

/// A chart that could be read.
#[derive(Debug)]
pub(crate) struct ChartReading {
    /// What the archive holds.
    pub(crate) chart: Chart,
    values: OnceCell<Option<Value>>,
}

impl ChartReading {
    /// Reads a chart archive.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ChartError> {
        Ok(Self {
            chart: Chart::read(bytes)?,
            values: OnceCell::new(),
        })
    }

    /// All values that the chart has a default for, those of its sub-charts included; `None` where
    /// it has none, or they cannot be read, so that any value may be meant for it.
    pub(crate) fn values(&self) -> Option<&Map<String, Value>> {
        self.values
            .get_or_init(|| with_inner(&self.chart))
            .as_ref()?
            .as_object()
    }
}

/// A chart's own values with those of its sub-charts below their keys.
fn with_inner(chart: &Chart) -> Option<Value> {
    let mut values = match Yaml::read(chart.values.as_deref()?).value()? {
        Value::Object(map) if !map.is_empty() => map,
        _ => return None,
    };
    for inner in &chart.charts {
        for key in keys_of(chart, inner) {
            let defaults = with_inner(inner).unwrap_or_else(|| Value::Object(Map::new()));
            match values.get_mut(key) {
                // Anything may stand below an empty map.
                Some(Value::Object(own)) if own.is_empty() => {}
                Some(own) => add_missing(own, &defaults),
                None => {
                    values.insert(key.to_owned(), defaults);
                }
            }
        }
    }
    // Helm hands these to every chart, whether it has defaults for them or not.
    values
        .entry("global")
        .or_insert_with(|| Value::Object(Map::new()));
    Some(Value::Object(values))
}

/// The keys under which the values of a sub-chart stand.
pub(crate) fn keys_of<'c>(chart: &'c Chart, inner: &'c Chart) -> Vec<&'c str> {
    let asked = chart
        .dependencies
        .iter()
        .filter(|asked| asked.name == inner.name);
    let keys: Vec<&str> = asked
        .map(|asked| asked.alias.as_deref().unwrap_or(&asked.name))
        .collect();
    if keys.is_empty() {
        vec![&inner.name]
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
