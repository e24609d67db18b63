//! Charts: loading them, choosing subcharts, joining values, and what templates see of them.

mod load;
mod objects;
mod order;
mod paths;
mod schema;
mod values;

use std::rc::Rc;

pub use load::{Dependency, Maintainer, Metadata};
pub use objects::{Capabilities, Release};

pub(crate) use order::{custom_resources, templates};

use crate::error::{Error, Stage};
use crate::value::{Map, MapType, Text};

/// A file, by its path in the chart: `templates/deployment.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path, with `/` between folders and none at the beginning.
    pub path: String,
    /// Its content.
    pub data: Vec<u8>,
}

impl SourceFile {
    /// A file of this path and content.
    pub fn new(path: impl Into<String>, data: impl Into<Vec<u8>>) -> Self {
        let (path, data) = (path.into(), data.into());
        Self { path, data }
    }
}

/// A file of a loaded chart. Clones share its content.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: Rc<str>,
    pub(crate) data: Text,
}

/// A chart with its subcharts, as it was loaded. Rendering leaves it as it is.
#[derive(Clone, Debug)]
pub struct Chart {
    pub(crate) metadata: Metadata,
    pub(crate) values: Map,
    pub(crate) schema: Option<Text>,
    pub(crate) templates: Vec<File>,
    pub(crate) files: Vec<File>,
    pub(crate) dependencies: Vec<Chart>,
    /// Where its subcharts stand, if that is not below the chart itself: an alias does not move the subcharts
    /// of a chart that asks for none.
    pub(crate) inner_path: Option<String>,
}

impl Chart {
    /// A chart whose files are in memory: nothing is left out.
    pub fn from_files(files: impl IntoIterator<Item = SourceFile>) -> Result<Self, Error> {
        load::load(files.into_iter().collect(), 0).map_err(failed)
    }

    /// A chart that is packed as a gzipped tar archive.
    pub fn from_archive(data: &[u8]) -> Result<Self, Error> {
        load::load_archive(data, 0).map_err(failed)
    }

    /// A chart that stands in a folder, whose files these are: those that `.helmignore` names are left out.
    pub fn from_folder(files: impl IntoIterator<Item = SourceFile>) -> Result<Self, Error> {
        let files = load::kept(files.into_iter().collect()).map_err(failed)?;
        load::load(files, 0).map_err(failed)
    }

    /// What stands in Chart.yaml.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The name that it goes by: that of Chart.yaml, or the alias that the parent gives it.
    pub fn name(&self) -> &str {
        &self.metadata.name
    }

    /// The default values, without those of the subcharts.
    pub fn values(&self) -> &Map {
        &self.values
    }

    /// The subcharts that stand in `charts/`.
    pub fn subcharts(&self) -> &[Chart] {
        &self.dependencies
    }

    /// The text of a template, whose path begins with the name of the chart, as that of a rendered file does.
    pub fn template(&self, path: &str) -> Option<&[u8]> {
        let inner = path.strip_prefix(self.name())?.strip_prefix('/')?;
        let mut templates = self.templates.iter();
        match templates.find(|file| *file.path == *inner) {
            Some(file) => Some(file.data.as_ref()),
            None => {
                let inner = inner.strip_prefix("charts/")?;
                self.dependencies
                    .iter()
                    .find_map(|chart| chart.template(inner))
            }
        }
    }

    /// A copy at a path, whose values can be changed without changing those of this one.
    fn detached(&self, path: String) -> Self {
        let dependencies = self.dependencies.iter();
        let dependencies =
            dependencies.map(|one| one.detached(paths::join(&[&path, "charts", one.name()])));
        Self {
            metadata: self.metadata.clone(),
            values: values::deep_copy(&self.values),
            schema: self.schema.clone(),
            templates: self.templates.clone(),
            files: self.files.clone(),
            dependencies: dependencies.collect(),
            inner_path: Some(path),
        }
    }
}

/// Chooses subcharts and joins values: the chart as it is rendered, and the values that it gets.
pub(crate) fn prepare(chart: &Chart, values: &Map) -> Result<(Chart, Map), Error> {
    let mut chart = chart.detached(chart.name().to_owned());
    let values = values.converted(MapType::Any);
    let failed = |message| Error::new(Stage::Dependencies, message);
    values::choose(&mut chart, &values, "").map_err(failed)?;
    values::import(&mut chart).map_err(failed)?;
    let values = values::coalesce_values(&chart, &values);
    let values = values.map_err(|message| Error::new(Stage::Values, message))?;
    schema::check(&chart, &values).map_err(|message| Error::new(Stage::Values, message))?;
    Ok((chart, values))
}

fn failed(message: String) -> Error {
    Error::new(Stage::Load, message)
}
