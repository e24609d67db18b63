//! Which keys under `manifests` in values.yaml are not the name of a manifest, and what are they
//! probably for?

use pack_model::Pointer;
use pack_model::path::MANIFESTS;
use pack_once::sort::sort;
use serde_json::Value;

use crate::reading::context::Context;
use crate::reading::manifest::groups::{group_of, manifest_groups};
use crate::reading::text::is_among;
use crate::reading::text::nearest::is_near;
use crate::reading::values::Values;

/// The most keys for which it is looked for what they mean: each is compared with all manifests.
const MOST: usize = 200;

/// A key under `manifests` that is not the name of a manifest.
#[derive(Debug)]
pub(crate) struct Unmatched<'v> {
    /// The key.
    pub(crate) key: &'v str,
    /// Its value.
    value: &'v Value,
    /// What it is probably for.
    pub(crate) meant: Meant,
}

/// What a key under `manifests` is probably for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// It is one level too high: only the manifest of this name uses such a value.
    ValueOf(String),
    /// It is another name for one of these manifests, which have no values yet.
    OneOf(Vec<String>),
}

impl Unmatched<'_> {
    /// Whether it may be another name for a manifest.
    pub(crate) fn may_be(&self, manifest: &str) -> bool {
        matches!(&self.meant, Meant::OneOf(names) if names.iter().any(|name| name == manifest))
    }

    /// Whether it contains the value at a path that a manifest would get once the key is fixed.
    pub(crate) fn has(&self, manifest: &str, path: &str) -> bool {
        let mut keys = path.split('.');
        let is_for = match &self.meant {
            Meant::ValueOf(name) => name == manifest && keys.next() == Some(self.key),
            Meant::OneOf(_) => self.may_be(manifest),
        };
        is_for
            && keys
                .try_fold(self.value, |value, key| value.get(key))
                .is_some()
    }
}

/// The names of all manifests that pack.json lists or that are in the pack, sorted. A name is that
/// of the file, without the extension.
pub(crate) fn names(context: &Context<'_>) -> Vec<String> {
    let listed = context.manifest.kube_manifests().into_iter();
    let present = context.pack.files_in(MANIFESTS);
    let present = present.map(|(path, _)| path.to_string());
    let name = |path: String| {
        let file = path.rsplit('/').next().unwrap_or_default();
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        name.to_owned()
    };
    let paths = listed.map(|listed| listed.path).chain(present);
    let mut names: Vec<String> = paths.map(name).collect();
    sort(&mut names);
    names.dedup();
    names
}

/// The keys under `manifests` that are not the name of a manifest, in the order of the file.
pub(crate) fn unmatched<'v>(
    context: &Context<'_>,
    values: &Values<'v>,
    names: &[String],
) -> Vec<Unmatched<'v>> {
    let given = values.map(&["manifests"]).into_iter().flatten();
    let others = given.filter(|(key, _)| !is_among(names, key));
    let free: Vec<&String> = names
        .iter()
        .filter(|name| values.value(&["manifests", name]).is_none())
        .collect();
    let all = manifest_groups(context);
    let meant = |key: &str| {
        if !values.yaml.owns(&Pointer::from_iter(["manifests", key])) {
            return Meant::OneOf(Vec::new());
        }
        let readers = all.iter().filter(|readers| is_among(&readers.used, key));
        let mut readers = readers.map(|group| group.name.as_str());
        if let (Some(name), None) = (readers.next(), readers.next())
            && values.has_room(&["manifests", name, key])
            && values.value(&["manifests", name, key]).is_none()
        {
            return Meant::ValueOf(name.to_owned());
        }
        let uses_one = |name: &str| {
            let value = values.map(&["manifests", key]);
            let group = group_of(&all, name);
            value.zip(group).is_none_or(|(value, group)| {
                let mut keys = value.keys();
                value.is_empty() || keys.any(|key| is_among(&group.used, key))
            })
        };
        let names = free
            .iter()
            .filter(|name| free.len() == 1 && uses_one(name) || is_near(key, name));
        Meant::OneOf(names.map(|name| (*name).clone()).collect())
    };
    others
        .enumerate()
        .map(|(index, (key, value))| Unmatched {
            key,
            value,
            meant: match index < MOST {
                true => meant(key),
                false => Meant::OneOf(Vec::new()),
            },
        })
        .collect()
}
