//! A chart to be rendered, and what became of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pack_helm::value::Map;
use pack_helm::{Capabilities, Chart, Error, Release, Rendered, Stage};
use pack_model::deployment::{Cluster, choices};
use serde::{Deserialize, Serialize};

use super::source::{Pack, load};
use super::{options, set};
use crate::source;

/// A chart, by itself or in a pack, with its values and its release.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Job {
    /// The folder of the pack whose values it gets.
    pub pack: Option<PathBuf>,
    /// The folder or archive of the chart, in the pack if there is one.
    pub chart: PathBuf,
    /// A file of values, for a chart in no pack.
    #[serde(default)]
    pub values: PathBuf,
    /// The name of the release.
    pub release: Option<String>,
    /// The namespace of the release.
    pub namespace: Option<String>,
    /// The pack may give the release another name than `<pack>-<chart>`. Jobs in a file do not ask for it:
    /// they are told by pack and chart alone.
    #[serde(skip)]
    pub takes_release_name: bool,
    /// Single values over all others.
    #[serde(skip)]
    pub set: Vec<String>,
    /// The presets of the pack that are chosen, as `group:name`. Jobs in a file get none, and their macros stay:
    /// they are told by the files alone.
    #[serde(skip)]
    pub presets: Option<Vec<String>>,
}

/// The name and version of a chart, and what it became; or why it did not.
pub(super) type Done = Result<(String, String, Rendered), Error>;

impl Job {
    /// Renders the chart.
    pub(super) fn done(&self, capabilities: &Capabilities) -> Done {
        let pack = self.pack.as_deref().filter(|_| self.presets.is_none());
        let pack = pack.map(Pack::open);
        let chart = load(self.pack.as_deref(), &self.chart)?;
        let name = chart.metadata().name.clone();
        let (values, mut release) = match pack {
            Some(pack) => {
                let pack = pack?;
                let release = pack.release_of(&name, self.takes_release_name);
                (pack.values_of(&name), release)
            }
            None => match (&self.pack, &self.presets) {
                (Some(pack), Some(presets)) => in_pack(pack, presets, &name)?,
                _ => (self.own_values()?, Release::new("release-name", "default")),
            },
        };
        if let Some(name) = self.release.as_ref().filter(|name| !name.is_empty()) {
            release.name.clone_from(name);
        }
        if let Some(name) = self.namespace.as_ref().filter(|name| !name.is_empty()) {
            release.namespace.clone_from(name);
        }
        for set in &self.set {
            let applied = set::apply(set, &values);
            applied.map_err(|error| Error::new(Stage::ValuesFile, error.to_string()))?;
        }
        let rendered = render(&chart, &values, &release, capabilities)?;
        Ok((name, chart.metadata().version.clone(), rendered))
    }

    /// Renders the chart, and answers as programs read it.
    pub(super) fn answer(&self, capabilities: &Capabilities) -> Answer {
        Answer::of(&self.done(capabilities))
    }

    fn own_values(&self) -> Result<Map, Error> {
        if self.values.as_os_str().is_empty() {
            return Ok(Map::default());
        }
        let text = fs::read(&self.values).map_err(|error| {
            let path = self.values.display();
            Error::new(Stage::ValuesFile, format!("{path}: {error}"))
        })?;
        pack_helm::read_values(&text)
    }
}

/// What a chart is given in a pack, with samples for macros and with presets.
fn in_pack(folder: &Path, presets: &[String], chart: &str) -> Result<(Map, Release), Error> {
    let failed = |message: String| Error::new(Stage::ValuesFile, message);
    let pack = source::pack(folder).map_err(|error| failed(format!("{error:#}")))?;
    let groups = choices::presets(&pack);
    let known = |chosen: &String| {
        let mut all = groups.iter().flat_map(|group| {
            let presets = group.presets.iter();
            presets.map(move |preset| (format!("{}:{}", group.name, preset.name), &preset.name))
        });
        let found = all.find(|(whole, _)| whole == chosen);
        let found = found.map(|(_, name)| name.clone());
        found.ok_or_else(|| failed(format!("the pack has no preset {chosen}")))
    };
    let cluster = Cluster {
        presets: presets.iter().map(known).collect::<Result<_, _>>()?,
        ..Cluster::default()
    };
    pack_lint::given_to_chart(&pack, &cluster, chart)
}

fn render(
    chart: &Chart,
    values: &Map,
    release: &Release,
    capabilities: &Capabilities,
) -> Result<Rendered, Error> {
    pack_helm::render_with(chart, values, release, capabilities, &options())
}

/// What became of a chart, as a line of JSON says it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    /// It is rendered.
    Rendered {
        name: String,
        version: String,
        files: BTreeMap<String, String>,
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        files_b64: BTreeMap<String, String>,
        crds: Vec<String>,
        /// Files with something that Helm would give anew in each run.
        varies: Vec<String>,
    },
    /// It is not.
    Failed { error: String, stage: &'static str },
}

impl Answer {
    /// The answer to what was done.
    pub(super) fn of(done: &Done) -> Self {
        match done {
            Err(error) => Self::Failed {
                error: error.to_string(),
                stage: error.stage.name(),
            },
            Ok((name, version, rendered)) => {
                let (mut files, mut files_b64) = (BTreeMap::new(), BTreeMap::new());
                for file in &rendered.files {
                    match std::str::from_utf8(&file.text) {
                        Ok(text) => drop(files.insert(file.path.clone(), text.to_owned())),
                        Err(_) => {
                            drop(files_b64.insert(file.path.clone(), STANDARD.encode(&file.text)))
                        }
                    }
                }
                let varying = rendered.files.iter().filter(|file| file.varies);
                Self::Rendered {
                    name: name.clone(),
                    version: version.clone(),
                    files,
                    files_b64,
                    crds: rendered
                        .custom_resources
                        .iter()
                        .map(|file| file.path.clone())
                        .collect(),
                    varies: varying.map(|file| file.path.clone()).collect(),
                }
            }
        }
    }
}
