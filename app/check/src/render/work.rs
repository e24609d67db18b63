//! The work itself: a chart or the parts of a pack, rendered on all processors.

use pack_helm::value::{Map, Value};
use pack_helm::{Error, Release, Stage};
use pack_lint::ListedParts;
use pack_model::Pack;
use pack_model::deployment::Cluster;

use super::answer::Done;
use super::arguments::Arguments;
use super::options;
use super::set::table;
use super::source::load;
use super::values::Given;
use crate::parallel::in_parallel;

/// Renders a chart that is in no pack.
pub(super) fn chart(arguments: &Arguments, given: &Given) -> Result<Done, Error> {
    let mut done = in_parallel(&[()], |()| {
        let chart = load(None, &arguments.source)?;
        let values = Map::default();
        given.apply(&values)?;
        let mut release = Release::new("release-name", "default");
        if let Some(name) = &arguments.release {
            release.name.clone_from(name);
        }
        if let Some(namespace) = &arguments.namespace {
            release.namespace.clone_from(namespace);
        }
        let capabilities = arguments.capabilities();
        let rendered =
            pack_helm::render_with(&chart, &values, &release, &capabilities, &options())?;
        Ok(Done::chart(chart.metadata(), rendered))
    });
    done.pop().flatten().unwrap_or_else(|| Err(broken()))
}

/// Renders what a pack lists: its charts, then its manifests, each with its path.
pub(super) fn parts(
    pack: &Pack,
    cluster: &Cluster,
    arguments: &Arguments,
    given: &Given,
) -> Vec<(Option<String>, Result<Done, Error>)> {
    let manifest = pack.manifest();
    let charts = manifest
        .charts()
        .into_iter()
        .map(|listed| (true, listed.path));
    let manifests = manifest.kube_manifests().into_iter();
    let listed: Vec<_> = charts
        .chain(manifests.map(|listed| (false, listed.path)))
        .collect();
    let change = |values: &Map| {
        given.apply(values)?;
        if let Some(namespace) = &arguments.namespace {
            table(values, "pack").insert("namespace", Value::text(namespace.as_str()));
        }
        Ok(())
    };
    let done = in_parallel(&listed, |(is_chart, path)| {
        let parts = ListedParts::new(pack, cluster, &change)?;
        let capabilities = arguments.capabilities();
        if !is_chart {
            let text = parts.manifest(path, &capabilities)?;
            return Ok(Done::manifest(path, text));
        }
        let (chart, values, mut release) = parts.chart(path)?;
        if let Some(name) = &arguments.release {
            release.name.clone_from(name);
        }
        let rendered =
            pack_helm::render_with(&chart, &values, &release, &capabilities, &options())?;
        Ok(Done::chart(chart.metadata(), rendered))
    });
    let done = done
        .into_iter()
        .map(|done| done.unwrap_or_else(|| Err(broken())));
    listed
        .into_iter()
        .map(|(_, path)| Some(path))
        .zip(done)
        .collect()
}

fn broken() -> Error {
    Error::new(Stage::Render, "the renderer broke off")
}
