//! The way from a chart and values to texts.

use crate::chart::{self, Capabilities, Chart, Release};
use crate::data::yaml::{self, Numbers};
use crate::error::{Error, Stage};
use crate::template::{self, Kept, Options};
use crate::value::{Map, Value};

/// What a chart became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// What each template gave, in the order in which Helm renders them. Partials, whose names begin with
    /// `_`, are left out.
    pub files: Vec<RenderedFile>,
    /// The definitions of custom resources in `crds/`, which are no templates.
    pub custom_resources: Vec<RenderedFile>,
}

/// A text, by the path of its template, which begins with the name of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedFile {
    /// The path: `chart/templates/deployment.yaml`.
    pub path: String,
    /// The text, which need not be UTF-8.
    pub text: Vec<u8>,
    /// Something in it varies from run to run in Helm, and has an artificial value here.
    pub varies: bool,
}

/// Reads values that are given in YAML, as with `--values`.
pub fn read_values(text: &[u8]) -> Result<Map, Error> {
    let failed = |message: String| Error::new(Stage::ValuesFile, message);
    match yaml::read(text, Numbers::Floats).map_err(failed)? {
        Value::Map(map) => Ok(map),
        Value::Nil => Ok(Map::default()),
        other => Err(failed(yaml::cannot_unmarshal(&other, "chartutil.Values"))),
    }
}

/// Reads the first document of a YAML text as Helm reads what it rendered; nothing is nil. The message is
/// Helm's.
pub fn read_yaml(text: &[u8]) -> Result<Value, String> {
    yaml::read(text, Numbers::Floats)
}

/// Writes a value as `toYaml` does, with a line break at its end.
pub fn write_yaml(value: &Value) -> Result<String, String> {
    yaml::write(value)
}

/// Renders a chart with values over its own ones.
pub fn render(
    chart: &Chart,
    values: &Map,
    release: &Release,
    capabilities: &Capabilities,
) -> Result<Rendered, Error> {
    render_with(chart, values, release, capabilities, &Options::default())
}

/// The same, with options.
pub fn render_with(
    chart: &Chart,
    values: &Map,
    release: &Release,
    capabilities: &Capabilities,
    options: &Options,
) -> Result<Rendered, Error> {
    let kept = Kept::default();
    render_again(chart, values, release, capabilities, options, &kept)
}

/// The same, with the templates that were parsed the last time: a chart whose values change, as they do while
/// somebody types, needs to be parsed only once.
pub fn render_again(
    chart: &Chart,
    values: &Map,
    release: &Release,
    capabilities: &Capabilities,
    options: &Options,
    kept: &Kept,
) -> Result<Rendered, Error> {
    let (chart, values) = chart::prepare(chart, values)?;
    let files = chart::templates(&chart, &values, release, capabilities);
    let files = template::render_with(files, options, kept)?;
    let files = files.into_iter().map(|file| RenderedFile {
        path: file.path.lossy().into_owned(),
        text: file.text,
        varies: file.varies,
    });
    let custom_resources = chart::custom_resources(&chart, None);
    let custom_resources = custom_resources
        .into_iter()
        .map(|(path, text)| RenderedFile {
            path,
            text: text.to_vec(),
            varies: false,
        });
    Ok(Rendered {
        files: files.collect(),
        custom_resources: custom_resources.collect(),
    })
}
