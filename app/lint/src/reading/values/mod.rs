//! values.yaml for rules: its tree, for places and edits, and its data, as Palette reads it.

pub(crate) mod dotted_path;
pub(crate) mod misspelt_keys;
pub(crate) mod references;

use pack_model::path::VALUES_YAML;
use pack_model::{FilePath, Place, Pointer};
use pack_syntax::Yaml;
use pack_syntax::yaml::Node;
use serde_json::{Map, Value};

/// A values.yaml that is a map or empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'a> {
    /// The document.
    pub(crate) yaml: &'a Yaml,
    /// Its data, with aliases and merge keys resolved.
    pub(crate) data: &'a Value,
}

impl<'a> Values<'a> {
    /// The data at a path.
    pub(crate) fn value(&self, path: &[&str]) -> Option<&'a Value> {
        path.iter()
            .try_fold(self.data, |value, key| value.as_object()?.get(*key))
    }

    /// The map at a path.
    pub(crate) fn map(&self, path: &[&str]) -> Option<&'a Map<String, Value>> {
        self.value(path)?.as_object()
    }

    /// Whether a value can be added at a path: everything above it is a map or absent.
    pub(crate) fn has_room(&self, path: &[&str]) -> bool {
        (1..path.len()).all(|length| {
            let above = path.get(..length).and_then(|above| self.value(above));
            above.is_none_or(|above| above.is_object() || above.is_null())
        })
    }

    /// Whether a value has an anchor that aliases may refer to.
    pub(crate) fn has_anchor(&self, path: &[&str]) -> bool {
        self.node(path).is_some_and(|node| node.anchor().is_some())
    }

    /// The value at a path as it is written.
    pub(crate) fn node(&self, path: &[&str]) -> Option<&'a Node> {
        self.yaml.get(&pointer(path))
    }
}

/// The places that must be maps and are not, the root first, without places below one of them.
pub(crate) fn no_maps(data: &Value) -> Vec<Pointer> {
    let places: [&[&str]; 5] = [
        &[],
        &["pack"],
        &["pack", "content"],
        &["charts"],
        &["manifests"],
    ];
    let at = |path: &[&str]| {
        path.iter()
            .try_fold(data, |value, key| value.as_object()?.get(*key))
    };
    let wrong = places
        .into_iter()
        .filter(|path| at(path).is_some_and(|value| !value.is_object() && !value.is_null()));
    wrong.map(pointer).collect()
}

/// A path of keys.
pub(crate) fn pointer(path: &[&str]) -> Pointer {
    path.iter().copied().collect()
}

/// The place of a value in values.yaml.
pub(crate) fn at(pointer: Pointer) -> Place {
    Place::value(FilePath::of(VALUES_YAML), pointer)
}

/// The place of a key in values.yaml.
pub(crate) fn at_key(pointer: Pointer) -> Place {
    Place::key(FilePath::of(VALUES_YAML), pointer)
}
