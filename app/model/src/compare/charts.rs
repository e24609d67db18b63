//! What differs between the charts of two packs, by the names in their Chart.yaml.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::Kind;
use crate::chart::Chart;
use crate::chart::defaults::Defaults;
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

/// The charts of one name in either pack, whose archives are not the same bytes.
#[derive(Debug, Clone)]
pub(crate) struct Pair<C = Chart> {
    pub(crate) name: String,
    pub(crate) before: Option<(FilePath, C)>,
    pub(crate) after: Option<(FilePath, C)>,
}

/// What is compared of a chart.
#[derive(Debug)]
pub(super) struct KnownChart {
    name: String,
    version: String,
    app_version: Option<String>,
    /// Its default values with those of its sub-charts; `None` if it has none, or they cannot be read.
    pub(super) defaults: Option<Value>,
}

impl KnownChart {
    /// Reads the archive of a chart; `None` if it is none.
    pub(super) fn read(archive: &File) -> Option<Self> {
        let chart = Chart::read(&archive.bytes).ok()?;
        Some(Self {
            defaults: Defaults::read(&chart).with_inner(),
            name: chart.name,
            version: chart.version,
            app_version: chart.app_version,
        })
    }
}

/// The charts of both packs by name, in the order of the later pack, without those that are the same and
/// those that cannot be read.
pub(crate) fn pairs(before: &Pack, after: &Pack) -> Vec<Pair> {
    let read = |(path, file): (FilePath, File)| Some((path, Chart::read(&file.bytes).ok()?));
    let [old, new] = [(before, after), (after, before)].map(|(pack, other)| {
        let archives = archives(pack, other).into_iter();
        archives.filter_map(read).collect()
    });
    paired(old, new, |chart| &chart.name)
}

/// The same of charts of which less is known.
pub(super) fn known_pairs(
    before: Vec<(FilePath, Arc<KnownChart>)>,
    after: Vec<(FilePath, Arc<KnownChart>)>,
) -> Vec<Pair<Arc<KnownChart>>> {
    paired(before, after, |chart| &chart.name)
}

/// Charts by name: of the charts of one name in a pack, the first one counts.
fn paired<C>(
    before: Vec<(FilePath, C)>,
    after: Vec<(FilePath, C)>,
    name: fn(&C) -> &String,
) -> Vec<Pair<C>> {
    let mut pairs: Vec<Pair<C>> = Vec::new();
    for (path, chart) in after {
        let name = name(&chart).clone();
        if pairs.iter().all(|pair| pair.name != name) {
            pairs.push(Pair {
                name,
                before: None,
                after: Some((path, chart)),
            });
        }
    }
    for (path, chart) in before {
        let name = name(&chart);
        match pairs.iter_mut().find(|pair| pair.name == *name) {
            Some(Pair {
                before: Some(_), ..
            }) => {}
            Some(pair) => pair.before = Some((path, chart)),
            None => pairs.push(Pair {
                name: name.clone(),
                before: Some((path, chart)),
                after: None,
            }),
        }
    }
    pairs
}

/// The archives of charts in a pack that another pack does not have there, those that pack.json lists first.
pub(super) fn archives(pack: &Pack, other: &Pack) -> Vec<(FilePath, File)> {
    let listed = pack.manifest().charts();
    let is_listed = |path: &FilePath| listed.iter().any(|listed| listed.path == path.as_str());
    let (first, last): (Vec<_>, Vec<_>) =
        pack.files_of(&CHART_LIST).partition(|path| is_listed(path));
    let all = first.into_iter().chain(last);
    let other = all.filter_map(|path| {
        let file = pack.file(path.as_str())?;
        let is_same = other.file(path.as_str()) == Some(file);
        (!is_same).then(|| (path.clone(), file.clone()))
    });
    other.collect()
}

/// The charts that are in one pack only, or in another version.
pub(super) fn differences(pairs: &[Pair<Arc<KnownChart>>]) -> Vec<ChartDifference> {
    let differences = pairs.iter().map(|pair| ChartDifference {
        name: pair.name.clone(),
        before: pair.before.as_ref().map(version),
        after: pair.after.as_ref().map(version),
    });
    differences.collect()
}

fn version((path, chart): &(FilePath, Arc<KnownChart>)) -> ChartVersion {
    ChartVersion {
        path: path.clone(),
        version: chart.version.clone(),
        app_version: chart.app_version.clone(),
    }
}
