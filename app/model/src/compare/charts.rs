//! What differs between the charts of two packs, by the names in their Chart.yaml.

use serde::Serialize;

use super::Kind;
use crate::chart::Chart;
use crate::pack::Pack;
use crate::pack::path::FilePath;
use crate::{CHART_LIST, File};

/// A chart that differs between two packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartDifference {
    /// The name in Chart.yaml, below which its values stand.
    pub name: String,
    /// The chart in the earlier pack.
    pub before: Option<ChartVersion>,
    /// The chart in the later pack.
    pub after: Option<ChartVersion>,
}

/// Which version of a chart a pack has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartVersion {
    /// The path of its archive.
    pub path: FilePath,
    /// The version in Chart.yaml; empty if there is none.
    pub version: String,
    /// The version of the software inside.
    pub app_version: Option<String>,
}

impl ChartDifference {
    /// Which of the packs has the chart.
    pub fn kind(&self) -> Kind {
        Kind::of(self.before.as_ref(), self.after.as_ref())
    }
}

/// The archives of one name in either pack, which are not the same bytes.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) before: Option<(FilePath, Chart)>,
    pub(crate) after: Option<(FilePath, Chart)>,
}

/// The charts of both packs by name, in the order of the later pack, without those that are the same and
/// those that cannot be read.
pub(crate) fn pairs(before: &Pack, after: &Pack) -> Vec<Pair> {
    let is_same = |path: &FilePath| before.file(path.as_str()) == after.file(path.as_str());
    let mut old = charts(before, is_same);
    let mut pairs = Vec::new();
    for (path, chart) in charts(after, is_same) {
        let known = old.iter().position(|(_, old)| old.name == chart.name);
        pairs.push(Pair {
            name: chart.name.clone(),
            before: known.map(|index| old.remove(index)),
            after: Some((path, chart)),
        });
    }
    pairs.extend(old.into_iter().map(|(path, chart)| Pair {
        name: chart.name.clone(),
        before: Some((path, chart)),
        after: None,
    }));
    pairs
}

/// The charts of a pack that are to be read: one of each name, those that pack.json lists first.
fn charts(pack: &Pack, is_same: impl Fn(&FilePath) -> bool) -> Vec<(FilePath, Chart)> {
    let listed = pack.manifest().charts();
    let is_listed = |path: &FilePath| listed.iter().any(|listed| listed.path == path.as_str());
    let (first, last): (Vec<_>, Vec<_>) =
        pack.files_of(&CHART_LIST).partition(|path| is_listed(path));
    let mut found: Vec<(FilePath, Chart)> = Vec::new();
    for path in first.into_iter().chain(last) {
        let file = pack.file(path.as_str()).filter(|_| !is_same(path));
        let chart = file.and_then(|File { bytes, .. }| Chart::read(bytes).ok());
        if let Some(chart) = chart
            && found.iter().all(|(_, other)| other.name != chart.name)
        {
            found.push((path.clone(), chart));
        }
    }
    found
}

/// The charts that are in one pack only, or in another version.
pub(super) fn differences(pairs: &[Pair]) -> Vec<ChartDifference> {
    let differences = pairs.iter().map(|pair| ChartDifference {
        name: pair.name.clone(),
        before: pair.before.as_ref().map(version),
        after: pair.after.as_ref().map(version),
    });
    differences.collect()
}

fn version((path, chart): &(FilePath, Chart)) -> ChartVersion {
    ChartVersion {
        path: path.clone(),
        version: chart.version.clone(),
        app_version: chart.app_version.clone(),
    }
}
