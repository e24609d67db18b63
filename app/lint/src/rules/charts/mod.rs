//! Rules on what a pack writes for its charts.

pub(super) mod chart_drifts_from_folder;
pub(super) mod chart_not_an_archive;
pub(super) mod chart_value_kind;
pub(super) mod chart_value_unknown;
pub(super) mod chart_values_missing;
pub(super) mod chart_values_unmatched;
pub(super) mod unknown_values_root;

use pack_model::path::CHARTS;

use crate::context::Context;
use crate::listed::inside;
use crate::values::Values;

/// The keys at the root of values.yaml that Palette reads.
const ROOT_KEYS: &[&str] = &["pack", "charts", "manifests", "readinessCheck"];

/// The keys under `charts` that are the name of no chart. Nothing is known of charts that cannot be
/// read, so a key that the name of such an archive begins with may be its chart.
fn unmatched_keys<'v>(context: &Context<'_>, values: &Values<'v>) -> Vec<&'v str> {
    let charts = context.charts();
    let unread: Vec<String> = context
        .manifest
        .charts()
        .into_iter()
        .filter(|listed| {
            charts
                .iter()
                .all(|(read, _)| read.pointer != listed.pointer)
        })
        .map(|listed| inside(&listed.path).unwrap_or(listed.path))
        .collect();
    let may_be = |key: &str| {
        charts.iter().any(|(_, reading)| reading.chart.name == key)
            || unread
                .iter()
                .any(|path| path.strip_prefix(CHARTS).unwrap_or(path).starts_with(key))
    };
    let keys = values
        .map(&["charts"])
        .into_iter()
        .flat_map(|charts| charts.keys());
    keys.map(String::as_str)
        .filter(|key| !may_be(key))
        .collect()
}
