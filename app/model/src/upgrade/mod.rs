//! What else of a pack follows when a chart of it is replaced by a newer one: the pack's version, values
//! that only repeat the chart's defaults, pinned tags, listed images, and the charts that are listed for
//! registries. Forgotten ones are found late: the old tag still deploys, and an old default hides the new
//! one.

mod images;
mod pinned;
mod version;

use pack_syntax::Pointer;

use crate::chart::Chart;
use crate::chart::defaults::Defaults;
use crate::compare::{ChartPair, DefaultDifference, chart_pairs, default_differences};
use crate::edit::{Change, Session, Transaction};
use crate::pack::Pack;
use crate::pack::document::{JsonFile, YamlFile};
use crate::values::Values;
use crate::values::own::OwnValues;

pub use images::{follow_deployed, follow_images};

use version::Versions;

/// What replacing charts by others makes of a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upgrade {
    /// The versions that the pack may get: those of the new charts, and of the software in them.
    pub versions: Vec<String>,
    /// The changes that follow.
    pub changes: Vec<Change>,
}

/// What follows where `after` is the pack `before` with other versions of its charts; `None` if it has none.
pub fn upgrade(before: &Pack, after: &Pack) -> Option<Upgrade> {
    let mut versions = Vec::new();
    for pair in chart_pairs(before, after) {
        let (Some((_, old)), Some((_, new))) = (pair.before, pair.after) else {
            continue;
        };
        if old.version != new.version {
            versions.push(new.version);
            versions.extend(new.app_version);
        }
    }
    (!versions.is_empty()).then(|| {
        versions.dedup();
        let changes = follow(before, after);
        Upgrade { versions, changes }
    })
}

/// The changes of `after` that make it whole, where `after` is the pack `before` with newer charts. A change
/// that would be refused is left out. None of them touches what somebody has set on purpose: what is changed
/// was what the chart before said.
pub fn follow(before: &Pack, after: &Pack) -> Vec<Change> {
    let mut following = Following {
        session: Session::open(after.clone()),
        changes: Vec::new(),
    };
    for pair in chart_pairs(before, after) {
        let (Some((_, old)), Some((_, new))) = (&pair.before, &pair.after) else {
            continue;
        };
        let versions = Versions::of(old, new);
        following.make(version::of_pack(before, after, &versions));
        following.defaults(&pair, new);
        following.make(pinned::tags(following.pack(), new, &versions));
        following.make(pinned::listed_charts(
            following.pack(),
            &new.name,
            &versions,
        ));
        following.make(images::of_version(following.pack(), &versions));
    }
    following.changes
}

/// The changes so far, and the pack with them.
struct Following {
    session: Session,
    changes: Vec<Change>,
}

impl Following {
    fn pack(&self) -> &Pack {
        self.session.pack()
    }

    /// Takes the changes that can be made.
    fn make(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            let step = Transaction::new("Follow the chart", vec![change.clone()]);
            if self.session.apply(step).is_ok() {
                self.changes.push(change);
            }
        }
    }

    /// Values that repeat the old defaults repeat the new ones, and where a map repeats all of the old
    /// chart, it gets what the new chart has more.
    fn defaults(&mut self, pair: &ChartPair, new: &Chart) {
        let values = Values::of(self.pack());
        let [before, after] = [&pair.before, &pair.after].map(|chart| {
            let chart = chart.as_ref().map(|(_, chart)| Defaults::read(chart));
            chart.and_then(|defaults| defaults.with_inner())
        });
        let own = values.yaml().value();
        let found = default_differences(&pair.name, before.as_ref(), after.as_ref(), own.as_ref());
        let old = pair
            .before
            .as_ref()
            .map(|(_, chart)| OwnValues::of(chart.clone()));
        let is_added = |it: &&DefaultDifference| {
            let is_new = it.before.is_none() && it.overridden.is_none();
            let old = old.as_ref().filter(|_| is_new);
            old.is_some_and(|old| repeats_all(old, &values, &it.path))
        };
        let added: Vec<_> = found
            .iter()
            .filter(is_added)
            .map(|it| it.path.clone())
            .collect();
        let is_repeated = |it: &&DefaultDifference| {
            let own = it.overridden.as_ref();
            own.is_some_and(|own| own.is_old_default)
        };
        let repeated = found.iter().filter(is_repeated);
        self.make(repeated.filter_map(DefaultDifference::take_from_chart));
        let additions = OwnValues::of(new.clone()).additions(self.pack(), &added);
        self.make(additions);
    }
}

/// Whether the map above a path has every key that the chart has there, so that the next one is expected too.
fn repeats_all(chart: &OwnValues, values: &Values, path: &Pointer) -> bool {
    let Some(map) = path.parent() else {
        return false;
    };
    let is_direct = |missing: &Pointer| missing.parent().as_ref() == Some(&map);
    let is_map = values
        .yaml()
        .get(&map)
        .is_some_and(|node| node.entries().is_some());
    is_map && !chart.missing(values, &map).iter().any(is_direct)
}

/// The value of a place in values.yaml.
fn set_value(path: Pointer, value: impl Into<serde_json::Value>) -> Change {
    Change::set(YamlFile::values(), path, value)
}

/// The version of a pack.
fn set_version(version: String) -> Change {
    Change::set(JsonFile::pack(), Pointer::root().child("version"), version)
}

#[cfg(test)]
mod tests;
