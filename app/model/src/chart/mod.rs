//! A Helm chart, read only: from the bytes of its archive or from its unpacked files.
//!
//! Palette uses the archives that pack.json lists. Values reach a chart under the name in its
//! Chart.yaml, so what an archive holds decides what may stand in values.yaml.

pub mod defaults;
mod folder;
mod read;

use pack_archive::Entry;
use pack_syntax::Yaml;

use crate::facts::files::HELM_EXTENSION;

pub use folder::{archive_name, folder_of, is_folder, packed, unpacked};
pub use read::ChartError;

/// What Chart.yaml says, and the files that lie beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// The name. The chart's values are at `charts.<name>` in values.yaml.
    pub name: String,
    /// The version as it is spelled, so that `1.10` stays `1.10`; empty if there is none.
    pub version: String,
    /// The version of the software inside, as it is written.
    pub app_version: Option<String>,
    /// One line about the software.
    pub description: Option<String>,
    /// The address of an icon, almost always a URL.
    pub icon: Option<String>,
    /// The address of the project.
    pub home: Option<String>,
    /// The range of Kubernetes versions that the chart supports.
    pub kube_version: Option<String>,
    /// `v2`, or `v1` for charts of Helm 2.
    pub api_version: Option<String>,
    /// Whether it only has definitions for other charts: Helm does not install it.
    pub is_library: bool,
    /// The category in the words of Artifact Hub, such as `monitoring-logging`.
    pub category: Option<String>,
    /// Its dependencies, from Chart.yaml or, in old charts, requirements.yaml.
    pub dependencies: Vec<Dependency>,
    /// values.yaml with its comments, if there is one and it is text.
    pub values: Option<String>,
    /// README.md, if there is one and it is text.
    pub readme: Option<String>,
    /// All files in the order of their paths, which start at the folder of Chart.yaml.
    pub files: Vec<Entry>,
    /// What is wrong with the archive if it is damaged or incomplete. The other fields hold what could
    /// be read.
    pub damage: Option<String>,
    /// The links in the archive, which Helm reads as empty files.
    pub links: Vec<Link>,
    /// The charts inside `charts/`, unpacked or packed. Those that cannot be read are left out.
    pub charts: Vec<Chart>,
}

/// A link in the archive of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its path below the folder that the archive holds.
    pub path: String,
    /// Whether the archive has the bytes that it stands for, which are among the files of the chart.
    pub has_bytes: bool,
}

/// A dependency of a chart on another chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// The range of versions that fit, as it is written.
    pub version: Option<String>,
    /// The key of its values, if that is not its name.
    pub alias: Option<String>,
}

impl Chart {
    /// Reads a chart archive: a gzip tar with Chart.yaml at its root or in its one top folder,
    /// whatever that is called.
    ///
    /// # Errors
    ///
    /// If the bytes are no such archive, or its Chart.yaml cannot be read or names no chart.
    pub fn read(bytes: &[u8]) -> Result<Self, ChartError> {
        read::from_archive(bytes)
    }

    /// Reads an unpacked chart, whose Chart.yaml lies at the root or in the one top folder.
    ///
    /// # Errors
    ///
    /// If there is no Chart.yaml, or it cannot be read or names no chart.
    pub fn from_entries(entries: Vec<Entry>) -> Result<Self, ChartError> {
        read::from_entries(entries)
    }

    /// The keys at the root of the chart's own values, in their order.
    pub fn value_keys(&self) -> Vec<String> {
        let values = Yaml::read(self.values.as_deref().unwrap_or_default());
        let entries = values
            .root()
            .and_then(|root| root.entries())
            .unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| Some(entry.key()?.to_owned()))
            .collect()
    }

    /// The names of the charts that it depends on and does not have.
    pub fn missing(&self) -> Vec<&str> {
        let asked = self.dependencies.iter().map(|asked| asked.name.as_str());
        let is_missing = |name: &&str| self.charts.iter().all(|inner| inner.name != *name);
        let mut names: Vec<_> = asked.filter(is_missing).collect();
        names.dedup();
        names
    }

    /// The file at a path below the folder of Chart.yaml.
    pub fn file(&self, path: &str) -> Option<&Entry> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The name of its archive, as `helm package` gives it.
    pub fn file_name(&self) -> String {
        match self.version.as_str() {
            "" => format!("{}{HELM_EXTENSION}", self.name),
            version => format!("{}-{version}{HELM_EXTENSION}", self.name),
        }
    }
}
