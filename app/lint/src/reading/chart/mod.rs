//! What rules ask of a chart archive, each answer computed once for as long as the archive is the
//! same.

pub(crate) mod judged;
pub(crate) mod misfits;
pub(crate) mod unknown_values;
pub(crate) mod used_values;

use std::cell::OnceCell;

use pack_model::chart::defaults::Defaults;
use pack_model::facts::images::{FoundImage, literal_in_chart};
use pack_model::{Chart, ChartError};
use serde_json::{Map, Value};

use crate::reading::chart::misfits::Reader;
use crate::reading::chart::used_values::UsedValues;

/// A chart that could be read.
#[derive(Debug)]
pub(crate) struct ChartReading {
    /// What the archive holds.
    pub(crate) chart: Chart,
    defaults: OnceCell<Defaults>,
    values: OnceCell<Option<Value>>,
    literal_images: OnceCell<Vec<FoundImage>>,
    used_values: OnceCell<UsedValues>,
}

impl ChartReading {
    /// Reads a chart archive.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ChartError> {
        Ok(Self {
            chart: Chart::read(bytes)?,
            defaults: OnceCell::new(),
            values: OnceCell::new(),
            literal_images: OnceCell::new(),
            used_values: OnceCell::new(),
        })
    }

    /// The default values of the chart and of its sub-charts.
    pub(crate) fn defaults(&self) -> &Defaults {
        self.defaults.get_or_init(|| Defaults::read(&self.chart))
    }

    /// All default values of the chart, including those of its sub-charts; `None` if it has none,
    /// or they cannot be read, so that any value may be for it.
    pub(crate) fn values(&self) -> Option<&Map<String, Value>> {
        self.values
            .get_or_init(|| self.defaults().with_inner())
            .as_ref()?
            .as_object()
    }

    /// The default values in the chart's own values.yaml; `None` if there are none.
    pub(crate) fn own_values(&self) -> Option<&Map<String, Value>> {
        let own = self.defaults().values.as_ref()?.as_object()?;
        Some(own).filter(|own| !own.is_empty())
    }

    /// The default values that a reader compares with.
    pub(crate) fn values_for(&self, reader: Reader) -> Option<&Map<String, Value>> {
        match reader {
            Reader::Helm => self.values(),
            Reader::Check => self.own_values(),
        }
    }

    /// The images that its templates and annotations name, whatever its values are.
    pub(crate) fn literal_images(&self) -> &[FoundImage] {
        self.literal_images
            .get_or_init(|| literal_in_chart(&self.chart))
    }

    /// The values that its templates and those of its sub-charts use.
    pub(crate) fn used_values(&self) -> &UsedValues {
        self.used_values.get_or_init(|| UsedValues::of(&self.chart))
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
