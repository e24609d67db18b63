//! What a reader of a comparison should look at.

use super::{Rendered, dotted, short};
use crate::compare::objects::DEFINITION;
use crate::compare::{Comparison, DefaultDifference, Kind, ObjectDifference};
use crate::pack::Pack;

/// Kinds of objects that hold data, or other objects: without them these are gone.
const HOLDERS: &[&str] = &[
    DEFINITION,
    "Namespace",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "StatefulSet",
];

/// The sentences, the gravest first.
pub(super) fn sentences(
    before: &Pack,
    after: &Pack,
    comparison: &Comparison,
    rendered: Option<&Rendered>,
) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(Rendered {
        objects, failures, ..
    }) = rendered
    {
        let failures = failures.1.iter();
        found.extend(failures.map(|failure| format!("It does not render: {failure}")));
        // Objects of what does not render are not there, but nobody removed them.
        if found.is_empty() {
            found.extend(objects.iter().filter_map(removed));
            found.extend(definitions(objects));
        }
    }
    let version = |pack: &Pack| pack.manifest().version();
    if !comparison.is_empty() && version(before) == version(after) {
        let version = version(after).unwrap_or_default();
        found.push(format!(
            "Both have the version {version}, but not the same content."
        ));
    }
    let defaults = comparison.defaults.iter();
    found.extend(defaults.filter(|default| default.is_hidden()).map(hidden));
    found
}

fn removed(object: &ObjectDifference) -> Option<String> {
    let ObjectDifference {
        kind,
        object_kind,
        name,
        ..
    } = object;
    let holds = HOLDERS.contains(&object_kind.as_str());
    (*kind == Kind::Removed && holds).then(|| match object_kind == DEFINITION {
        true => format!(
            "{object_kind} {name} is gone. A cluster keeps it if it came from a chart's folder crds; otherwise all of its resources are deleted."
        ),
        false => format!("{object_kind} {name} is gone, and with it what it holds."),
    })
}

/// What a cluster does not get of definitions that changed.
fn definitions(objects: &[ObjectDifference]) -> Option<String> {
    let changed = objects
        .iter()
        .filter(|object| object.kind == Kind::Changed && object.object_kind == DEFINITION);
    let count = changed.count();
    (count > 0).then(|| {
        format!(
            "{count} of kind {DEFINITION} changed. Helm does not update those in a chart's folder crds in clusters that have them."
        )
    })
}

fn hidden(default: &DefaultDifference) -> String {
    let (path, chart) = (dotted(&default.path), &default.chart);
    let own = default.overridden.as_ref();
    let is_old = own.is_some_and(|own| own.is_old_default);
    let own = short(own.map(|own| &own.value));
    match (&default.after, is_old) {
        (None, _) => format!("`{path}` is {own}, but {chart} has no such default any more."),
        (Some(now), true) => {
            let now = short(Some(now));
            format!("`{path}` is still {own}, the old default of {chart}, which now has {now}.")
        }
        (Some(now), false) => {
            let (old, now) = (short(default.before.as_ref()), short(Some(now)));
            match old.is_empty() {
                true => format!("`{path}` is {own}, and hides the new default of {chart}: {now}."),
                false => format!(
                    "`{path}` is {own}, and hides that the default of {chart} changed from {old} to {now}."
                ),
            }
        }
    }
}
