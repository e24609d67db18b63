//! Rules on the values that a pack sets for its charts, and what they share.

pub(in crate::rules) mod chart_value_kind;
pub(in crate::rules) mod chart_value_unknown;
pub(in crate::rules) mod chart_values_missing;
pub(in crate::rules) mod chart_values_unmatched;
pub(in crate::rules) mod duplicate_item;
pub(in crate::rules) mod release_name_unmatched;
pub(in crate::rules) mod unknown_values_root;

use pack_model::manifest::Listed;
use pack_model::path::CHARTS;
use pack_model::{CHART_LIST, chart};

use crate::reading::context::Context;
use crate::reading::pack_json::listing;
use crate::reading::values::Values;

/// The keys at the root of values.yaml that Palette reads.
const ROOT_KEYS: &[&str] = &["pack", "charts", "manifests", "readinessCheck"];

/// The keys under `charts` that are not the name of a chart.
///
/// A key may be the name of a chart that cannot be read or is not listed, which other rules report:
/// if the name of its file starts with the key or, if no chart is known, any key.
pub(in crate::rules) fn unmatched_keys<'v>(
    context: &Context<'_>,
    values: &Values<'v>,
) -> Vec<&'v str> {
    if !listing::is_certain(&CHART_LIST, context) {
        return Vec::new();
    }
    let charts = context.charts();
    let unknown = unknown_charts(context);
    let may_be = |key: &str| {
        charts.iter().any(|(_, reading)| reading.chart.name == key)
            || unknown.iter().any(|name| name.starts_with(key))
            || (charts.is_empty() && chart::is_folder(context.pack, &format!("{CHARTS}{key}")))
    };
    let keys = values
        .map(&["charts"])
        .into_iter()
        .flat_map(|charts| charts.keys());
    let keys: Vec<_> = keys
        .map(String::as_str)
        .filter(|key| !may_be(key))
        .collect();
    if charts.is_empty() && keys.len() <= unknown.len() {
        return Vec::new();
    }
    keys
}

/// The charts whose values cannot be checked: the file names of listed charts that cannot be read,
/// and the names of charts that are not listed.
fn unknown_charts(context: &Context<'_>) -> Vec<String> {
    let charts = context.charts();
    let unread = context.manifest.charts().into_iter().filter(|listed| {
        let is_listed = |(read, _): &(Listed, _)| read.pointer == listed.pointer;
        !charts.iter().any(is_listed)
    });
    let unlisted = listing::unlisted(&CHART_LIST, context).into_iter();
    let unlisted = unlisted.map(|path| match context.chart(path.as_str()) {
        Some(Ok(reading)) => reading.chart.name.clone(),
        _ => path.name().to_owned(),
    });
    let file_name = |listed: Listed| {
        let name = listed.path.rsplit(['/', '\\']).next();
        name.unwrap_or_default().to_owned()
    };
    unread.map(file_name).chain(unlisted).collect()
}

/// Whether a chart of the pack is not known by name, because it cannot be read or the list is uncertain.
fn has_unknown_charts(context: &Context<'_>) -> bool {
    !unknown_charts(context).is_empty() || !listing::is_certain(&CHART_LIST, context)
}

/// Whether no chart of the pack is known, so that any value may be for one of them.
fn are_charts_unknown(context: &Context<'_>) -> bool {
    context.charts().is_empty() && has_unknown_charts(context)
}
