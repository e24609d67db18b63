//! Which keys of values.yaml are misspellings of keys that Palette reads?

use pack_model::Pointer;
use pack_model::format::documents;
use pack_model::format::property::{Property, Type, find};
use serde_json::Value;

use crate::reading::text::nearest::nearest;
use crate::reading::values::{Values, dotted_path};

/// A misspelled key.
#[derive(Debug)]
pub(crate) struct Misspelt<'v> {
    /// The path of its map: the root, `pack`, or `pack.content`.
    pub(crate) map: Vec<&'static str>,
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
            .map(&self.map)
            .is_some_and(|map| map.contains_key(self.meant))
    }
}

/// The misspelled keys, map by map.
pub(crate) fn misspelt<'v>(values: &Values<'v>) -> Vec<Misspelt<'v>> {
    let mut found = Vec::new();
    collect(values, Vec::new(), documents::VALUES, &mut found);
    found
}

/// Finds the misspelled keys of a map whose keys are all documented, and of such maps in it.
fn collect<'v>(
    values: &Values<'v>,
    map: Vec<&'static str>,
    value: Type,
    found: &mut Vec<Misspelt<'v>>,
) {
    let Type::Object(properties) = value else {
        return;
    };
    let is_known = |key: &str| find(properties, key).is_some() || values.has_anchor(&[key]);
    let given = values.map(&map).into_iter().flatten();
    for (key, value) in given.filter(|(key, _)| !is_known(key)) {
        let fits = |property: &&Property| match value {
            Value::Null => true,
            value => value.is_array() == matches!(property.value, Type::List(_)),
        };
        let candidates = properties.iter().filter(fits);
        if let Some(meant) = nearest(key, candidates.map(|property| property.key)) {
            found.push(Misspelt {
                map: map.clone(),
                key,
                meant,
            });
        }
    }
    for property in properties {
        let inner = map.iter().copied().chain([property.key]).collect();
        collect(values, inner, property.value, found);
    }
}

/// Whether a path is absent only because one of its keys is misspelled.
pub(crate) fn is_misspelt(values: &Values<'_>, path: &[&str]) -> bool {
    are_in(&misspelt(values), values, path)
}

/// Whether a path is absent only because of one of these misspelled keys.
pub(crate) fn are_in(misspelt: &[Misspelt<'_>], values: &Values<'_>, path: &[&str]) -> bool {
    misspelt.iter().any(|found| {
        let above = found.map.as_slice();
        let below = path
            .strip_prefix(above)
            .and_then(|path| path.strip_prefix(&[found.meant]));
        let has = |below: &[&str]| {
            let value = values.map(above).and_then(|map| map.get(found.key));
            let exists = |value| dotted_path::exists(value, &below.join("."));
            below.is_empty() || value.is_some_and(exists)
        };
        !found.is_second(values) && below.is_some_and(has)
    })
}
