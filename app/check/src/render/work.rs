//! The work itself: a chart or the parts of a pack, rendered on all processors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

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

/// The stack of a thread that renders: charts may nest templates deeper than a page would let them. Only
/// what is used of it takes memory.
pub(super) const STACK: usize = 1 << 30;

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

/// Does something with all items on all processors. The results have the order of the items; there is none
/// where the work broke off.
pub(super) fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<Option<R>> {
    let next = Mutex::new(items.iter().enumerate());
    let results = Mutex::new(Vec::new());
    let take = || next.lock().ok().and_then(|mut next| next.next());
    let run = || {
        while let Some((index, item)) = take() {
            let result = catch_unwind(AssertUnwindSafe(|| work(item))).ok();
            if let Ok(mut results) = results.lock() {
                results.push((index, result));
            }
        }
    };
    let count = thread::available_parallelism().map_or(2, |count| count.get());
    thread::scope(|scope| {
        for _ in 0..count.min(items.len()) {
            let thread = thread::Builder::new().stack_size(STACK);
            // Without a thread there is still this one.
            if thread.spawn_scoped(scope, run).is_err() {
                run();
            }
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
