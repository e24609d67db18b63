//! Which values does a pack give a chart that the chart neither has nor uses?

use serde_json::{Map, Value};

use super::ChartReading;
use super::misfits::{Reader, Reason, misfits};
use crate::reading::text::nearest::nearest;

/// The paths of these values, in the order of the file, without what is below them.
pub(crate) fn unknown_values(
    reading: &ChartReading,
    given: &Map<String, Value>,
) -> Vec<Vec<String>> {
    let Some(own) = reading.values() else {
        return Vec::new();
    };
    let misfits = misfits(given, own, Reader::Helm).into_iter();
    misfits
        .filter(|misfit| misfit.reason == Reason::Unknown)
        .map(|misfit| misfit.path)
        .filter(|path| is_unused(path, reading, given, own))
        .collect()
}

/// Whether no template uses a value that the chart has no default for.
pub(super) fn is_unused(
    path: &[String],
    reading: &ChartReading,
    given: &Map<String, Value>,
    own: &Map<String, Value>,
) -> bool {
    let reads = reading.used_values();
    let is_read = || reads.may_read(path) && !is_near_another(path, given, own);
    !reads.names(path) && !is_read()
}

/// Whether another value beside it may be meant, which the chart has and the pack does not set.
fn is_near_another(path: &[String], given: &Map<String, Value>, own: &Map<String, Value>) -> bool {
    let Some((key, above)) = path.split_last() else {
        return false;
    };
    let given = map_at(given, above);
    let is_free = |name: &&String| given.is_none_or(|given| !given.contains_key(*name));
    map_at(own, above).is_some_and(|own| {
        let free = own.keys().filter(is_free);
        nearest(key, free.map(String::as_str)).is_some()
    })
}

/// The map at a path.
pub(crate) fn map_at<'m>(
    map: &'m Map<String, Value>,
    path: &[String],
) -> Option<&'m Map<String, Value>> {
    path.iter()
        .try_fold(map, |map, key| map.get(key)?.as_object())
}
