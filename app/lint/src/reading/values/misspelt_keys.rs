//! Which keys of values.yaml are misspellings of keys that Palette reads?

use pack_model::Pointer;
use pack_model::assist::documented_keys;
use pack_model::path::VALUES_YAML;
use serde_json::Value;

use crate::reading::text::nearest::nearest;
use crate::reading::values::Values;

/// The maps whose keys are all documented, each with its keys that contain lists.
const MAPS: [(&[&str], &[&str]); 3] = [
    (&[], &[]),
    (&["pack"], &["additionalNamespaces"]),
    (&["pack", "content"], &["images", "charts"]),
];

/// A misspelled key.
#[derive(Debug)]
pub(crate) struct Misspelt<'v> {
    /// The path of its map: the root, `pack`, or `pack.content`.
    pub(crate) map: &'static [&'static str],
    /// The key.
    pub(crate) key: &'v str,
    /// The documented key that is probably meant.
    pub(crate) meant: &'static str,
}

impl Misspelt<'_> {
    /// Its place.
    pub(crate) fn pointer(&self) -> Pointer {
        let map = self.map.iter().copied();
        map.chain([self.key]).collect()
    }

    /// Whether the documented key exists too.
    pub(crate) fn is_second(&self, values: &Values<'_>) -> bool {
        values
            .map(self.map)
            .is_some_and(|map| map.contains_key(self.meant))
    }
}

/// The misspelled keys, map by map.
pub(crate) fn misspelt<'v>(values: &Values<'v>) -> Vec<Misspelt<'v>> {
    let mut found = Vec::new();
    for (map, lists) in MAPS {
        let known = documented_keys(VALUES_YAML, map);
        let given = values.map(map).into_iter().flatten();
        let is_known = |key: &str| known.contains(&key) || values.holds_anchor(&[key]);
        for (key, value) in given.filter(|(key, _)| !is_known(key)) {
            let fits = |known: &&str| match value {
                Value::Null => true,
                value => value.is_array() == lists.contains(known),
            };
            if let Some(meant) = nearest(key, known.iter().copied().filter(fits)) {
                found.push(Misspelt { map, key, meant });
            }
        }
    }
    found
}

/// Whether a path is absent because one of its keys is misspelled.
pub(crate) fn is_misspelt(values: &Values<'_>, path: &[&str]) -> bool {
    are_in(&misspelt(values), values, path)
}

/// Whether a path is absent because of one of these misspelled keys.
pub(crate) fn are_in(misspelt: &[Misspelt<'_>], values: &Values<'_>, path: &[&str]) -> bool {
    misspelt.iter().any(|found| {
        let mut meant = found.map.iter().chain([&found.meant]);
        let mut keys = path.iter();
        !found.is_second(values) && meant.all(|meant| keys.next() == Some(meant))
    })
}
