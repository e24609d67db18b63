//! A file of jobs: charts to be rendered one after the other, for programs.

use std::path::PathBuf;

use pack_helm::value::Map;
use pack_helm::{Capabilities, Error, Release};
use serde::Deserialize;

use super::answer::{Answer, Done};
use super::options;
use super::source::{Pack, load};
use super::values;

/// A chart, by itself or in a pack, with its values and its release. In a pack it gets the values of that:
/// its presets are not chosen, and its macros stay, so that the files alone tell what comes of it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Job {
    /// The folder of the pack whose values it gets.
    pack: Option<PathBuf>,
    /// The folder or archive of the chart, in the pack if there is one.
    chart: PathBuf,
    /// A file of values, for a chart in no pack; none if it is empty.
    values: Option<PathBuf>,
    /// The name of the release.
    release: Option<String>,
    /// The namespace of the release.
    namespace: Option<String>,
}

impl Job {
    /// Does what an item of the list asks for, and answers as programs read it.
    pub(super) fn answer(item: &serde_json::Value, capabilities: &Capabilities) -> Answer {
        match Self::deserialize(item) {
            Ok(job) => Answer::of(job.done(capabilities)),
            Err(error) => Answer::Failed {
                error: format!("this is no job: {error}"),
                stage: "job",
            },
        }
    }

    fn done(&self, capabilities: &Capabilities) -> Result<Done, Error> {
        let chart = load(self.pack.as_deref(), &self.chart)?;
        let name = &chart.metadata().name;
        let (values, mut release) = match &self.pack {
            Some(pack) => {
                let pack = Pack::open(pack)?;
                (pack.values_of(name), pack.release_of(name))
            }
            None => (self.own_values()?, Release::new("release-name", "default")),
        };
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        release.name = given(&self.release).unwrap_or(release.name);
        release.namespace = given(&self.namespace).unwrap_or(release.namespace);
        let rendered = pack_helm::render_with(&chart, &values, &release, capabilities, &options())?;
        Ok(Done::chart(chart.metadata(), rendered))
    }

    fn own_values(&self) -> Result<Map, Error> {
        match &self.values {
            Some(path) if !path.as_os_str().is_empty() => values::in_file(path),
            _ => Ok(Map::default()),
        }
    }
}
