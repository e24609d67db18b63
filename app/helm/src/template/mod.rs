//! The template language: Go 1.19's `text/template` as Helm 3.11 uses it, with its values, its errors and
//! Helm's ways of calling templates from templates.

mod counting;
mod engine;
pub(crate) mod errors;
mod evaluate;
mod kept;
mod language;
mod lexer;
mod limits;
mod node;
mod number;
mod parser;
mod slot;
mod token;
mod values;

use std::cmp::Ordering;

use engine::Engine;
pub use kept::Kept;
pub use limits::{Limits, Options};
use pack_once::sort::sort_by;

use crate::error::{Error, Stage};
use crate::value::{Map, Text};

/// A template file of a chart or subchart.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path from the chart's name on: `chart/templates/file.yaml`.
    pub path: Text,
    /// Its text.
    pub text: Text,
    /// What `.Template.BasePath` is for it: `chart/templates`.
    pub base_path: Text,
    /// What it gets as dot: a `chartutil.Values`, which all files of one chart share.
    pub values: Map,
}

/// What a file became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The path of the template.
    pub path: Text,
    /// What it printed.
    pub text: Vec<u8>,
    /// Something in it varies from run to run in Helm, and has an artificial value here.
    pub varies: bool,
}

/// Renders files in Helm's order, which is that of the result; partials, whose names begin with an
/// underscore, are left out. The first error ends all.
pub fn render(files: Vec<File>, limits: Limits) -> Result<Vec<Rendered>, Error> {
    let options = Options {
        limits,
        ..Options::default()
    };
    render_with(files, &options, &Kept::default())
}

/// The same with the parsed templates of the last rendering, which are parsed again only where they changed.
pub fn render_with(
    mut files: Vec<File>,
    options: &Options,
    kept: &Kept,
) -> Result<Vec<Rendered>, Error> {
    sort_by(&mut files, &|a, b| order(&a.path, &b.path));
    let parsed = kept.parse(files.iter().map(|file| (&file.path, &file.text)));
    let parsed = parsed.map_err(|(path, message)| {
        Error::new(Stage::Render, errors::clean_parsing(&path, &message))
    })?;
    let engine = Engine::new(parsed, options);
    let set = engine.set();
    let mut rendered = Vec::with_capacity(files.len());
    for file in files {
        if base_name(&file.path).starts_with(b"_") {
            continue;
        }
        engine.rendering.varies.set(false);
        let text = engine.render(&set, &file.path, &file.base_path, &file.values);
        let text = text.map_err(|error| Error::new(Stage::Render, error.message))?;
        rendered.push(Rendered {
            path: file.path,
            text,
            varies: engine.rendering.varies.get(),
        });
    }
    Ok(rendered)
}

fn base_name(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}

/// Helm's order of templates: those with more slashes first, within that by bytes from the end on.
fn order(a: &[u8], b: &[u8]) -> Ordering {
    let depth = |path: &[u8]| path.iter().filter(|byte| **byte == b'/').count();
    depth(b).cmp(&depth(a)).then_with(|| b.cmp(a))
}

#[cfg(test)]
mod tests;
