//! Which values do the listed manifests use? Manifests of one name get the same values.

use pack_once::sort::{sort, sort_by};

use crate::reading::context::Context;
use crate::reading::text::is_among;
use crate::reading::values::Values;

/// The manifests of one name, which get the same values.
#[derive(Debug)]
pub(crate) struct ManifestGroup {
    /// Their name.
    pub(crate) name: String,
    /// The first keys of all values that they use, sorted.
    pub(crate) used: Vec<String>,
    /// Whether any value may be used, since one takes all of them at once.
    takes_all: bool,
}

/// The group of a name, of groups in the order of their names.
pub(crate) fn group_of<'g>(groups: &'g [ManifestGroup], name: &str) -> Option<&'g ManifestGroup> {
    let place = groups.binary_search_by(|group| group.name.as_str().cmp(name));
    groups.get(place.ok()?)
}

/// The listed manifests, grouped by name, in the order of these.
pub(crate) fn manifest_groups(context: &Context<'_>) -> Vec<ManifestGroup> {
    let mut found: Vec<ManifestGroup> = Vec::new();
    let mut manifests = context.manifests();
    sort_by(&mut manifests, &|(one, _), (other, _)| {
        one.stem().cmp(other.stem())
    });
    for (path, reading) in manifests {
        match found.last_mut().filter(|last| last.name == path.stem()) {
            Some(last) => {
                last.used.extend(reading.used_values.iter().cloned());
                last.takes_all |= reading.takes_all;
            }
            None => found.push(ManifestGroup {
                name: path.stem().to_owned(),
                used: reading.used_values.clone(),
                takes_all: reading.takes_all,
            }),
        }
    }
    for group in &mut found {
        sort(&mut group.used);
    }
    found
}

impl ManifestGroup {
    /// The keys that the pack sets for these manifests and that they do not use, in the order of
    /// the file. Empty if they use all values at once, or none. A key with an anchor may be there
    /// for its anchor only.
    pub(crate) fn unused<'v>(&self, values: &Values<'v>) -> Vec<&'v str> {
        if self.takes_all || self.used.is_empty() {
            return Vec::new();
        }
        let path = ["manifests", self.name.as_str()];
        let given = values.map(&path).into_iter().flatten();
        let has_anchor = |key: &str| values.has_anchor(&["manifests", &self.name, key]);
        given
            .map(|(key, _)| key.as_str())
            .filter(|key| !is_among(&self.used, key) && !has_anchor(key))
            .collect()
    }
}
