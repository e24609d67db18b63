//! The default values of a chart and of its sub-charts.

use pack_syntax::Yaml;
use serde_json::{Map, Value};

use super::Chart;

/// The default values of a chart and of its sub-charts.
#[derive(Debug)]
pub struct Defaults {
    /// The chart's name.
    pub name: String,
    /// The version of the software inside.
    pub app_version: Option<String>,
    /// Its default values; `None` if it has none, or they cannot be read.
    pub values: Option<Value>,
    /// Its sub-charts, each with the keys of its values.
    pub inner: Vec<(Vec<String>, Defaults)>,
}

impl Defaults {
    /// Reads them.
    pub fn read(chart: &Chart) -> Self {
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

    /// The default values, with those of the sub-charts below their keys.
    pub fn with_inner(&self) -> Option<Value> {
        let mut values = match self.values.as_ref()? {
            Value::Object(map) if !map.is_empty() => map.clone(),
            _ => return None,
        };
        for (keys, inner) in &self.inner {
            for key in keys {
                let defaults = inner.with_inner().unwrap_or_else(|| Map::new().into());
                match values.get_mut(key) {
                    // Anything is allowed below an empty map.
                    Some(Value::Object(own)) if own.is_empty() => {}
                    Some(own) => add_missing(own, &defaults),
                    None => {
                        values.insert(key.clone(), defaults);
                    }
                }
            }
        }
        // Helm passes these to every chart, even without defaults.
        values.entry("global").or_insert_with(|| Map::new().into());
        Some(Value::Object(values))
    }
}

/// The keys of a sub-chart's values in those of its parent.
pub fn keys_of(chart: &Chart, inner: &Chart) -> Vec<String> {
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
