//! What rules ask of a deployment: where in the pack something comes from, and which charts fail.

pub(crate) mod failing;
pub(crate) mod samples;

use pack_model::deployment::{Deployment, Object, Source};
use pack_model::path::PACK_JSON;
use pack_model::{FilePath, Place};

use crate::reading::context::Context;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::text::lines::lines;

/// The place of a chart or manifest: its entry in pack.json.
pub(crate) fn entry(context: &Context<'_>, path: &str) -> Option<Place> {
    let charts = context.manifest.charts();
    let manifests = context.manifest.kube_manifests();
    let mut listed = charts.into_iter().chain(manifests);
    let found = listed.find(|listed| listed.path == path)?;
    Some(Place::value(FilePath::of(PACK_JSON), found.pointer))
}

/// The place where an object comes from: the entry of its chart, or its first line in the manifest.
pub(crate) fn origin(
    context: &Context<'_>,
    deployment: &Deployment,
    object: &Object,
) -> Option<Place> {
    match &object.source {
        Source::Chart { release, .. } => entry(context, &deployment.releases.get(*release)?.chart),
        Source::Manifest(path) => in_manifest(context, path, *object.lines.start()),
    }
}

/// A line, from 1, of what a manifest becomes: as long as it is no template, its text is the same.
pub(crate) fn in_manifest(context: &Context<'_>, path: &str, line: u32) -> Option<Place> {
    let file = FilePath::new(&inside(path)?).ok()?;
    let text = context.pack.text(file.as_str())?;
    let nth = usize::try_from(line).ok()?.checked_sub(1)?;
    let found = lines(text).nth(nth).filter(|_| !text.contains("{{"));
    Some(match found {
        Some((start, line)) => {
            let end = start + line.trim_end().len();
            Place::text(file, start..end)
        }
        None => Place::file(file),
    })
}

/// The path of the chart or manifest of an object.
pub(crate) fn file_of<'d>(deployment: &'d Deployment, object: &'d Object) -> &'d str {
    let release = object.source.release();
    let release = release.and_then(|index| deployment.releases.get(index));
    release.map_or_else(|| object.source.path(), |release| &release.chart)
}

/// An object in words: its kind and name, and the template that it is from.
pub(crate) fn in_words(object: &Object) -> String {
    let kind = match object.kind.as_str() {
        "" => "object",
        kind => kind,
    };
    let name = match object.name.as_str() {
        "" => String::new(),
        name => format!(" “{name}”"),
    };
    match &object.source {
        Source::Chart { template, .. } => format!("The {kind}{name} of {template}"),
        Source::Manifest(path) => format!("The {kind}{name} of {path}"),
    }
}

/// What is equal by a key becomes the first of it, with the number of others.
pub(crate) fn grouped<K: PartialEq, T>(
    items: impl IntoIterator<Item = (K, T)>,
) -> Vec<(K, T, usize)> {
    let mut found: Vec<(K, T, usize)> = Vec::new();
    for (key, item) in items {
        match found.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., others)) => *others += 1,
            None => found.push((key, item, 0)),
        }
    }
    found
}

/// The end of a sentence about an object, if the same is true of others.
pub(crate) fn and_others(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " (and one more object)".to_owned(),
        more => format!(" (and {more} more objects)"),
    }
}
