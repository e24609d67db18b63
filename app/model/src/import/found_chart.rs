//! Charts that came in. Those that a pack cannot install are left out, which is said.

use std::collections::HashSet;
use std::sync::Arc;

use crate::chart::Chart;

/// A chart and its archive.
pub(super) struct FoundChart {
    /// The path of the archive or folder.
    pub(super) path: String,
    /// The name of its archive.
    pub(super) file_name: String,
    /// The archive, unchanged or packed from the chart's folder.
    pub(super) bytes: Arc<[u8]>,
    /// What it holds.
    pub(super) chart: Chart,
}

/// Takes away the charts that Helm does not install, and gives their names.
pub(super) fn take_libraries(
    charts: &mut Vec<FoundChart>,
    notices: &mut Vec<String>,
) -> Vec<String> {
    let (libraries, others) = std::mem::take(charts)
        .into_iter()
        .partition(|found: &FoundChart| found.chart.is_library);
    *charts = others;
    let libraries: Vec<FoundChart> = libraries;
    let names = libraries.into_iter().map(|found| found.chart.name);
    let names: Vec<_> = names.collect();
    notices.extend(names.iter().map(|name| {
        format!("The chart {name} was left out: it is a library, which Helm does not install. Charts that use it have it inside.")
    }));
    names
}

/// Keeps one chart of each name: two would share their values.
pub(super) fn drop_same_charts(charts: &mut Vec<FoundChart>, notices: &mut Vec<String>) {
    let mut names = HashSet::new();
    charts.retain(|found| {
        let is_new = names.insert(found.chart.name.clone());
        if !is_new {
            let Chart { name, version, .. } = &found.chart;
            let path = found.path.trim_end_matches('/');
            notices.push(format!(
                "{path} was left out: the chart {name} ({version}) is already in the pack."
            ));
        }
        is_new
    });
}
