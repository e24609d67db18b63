//! Values under `manifests` that belong to no manifest, and which manifest they are probably for.

use pack_model::Pointer;
use pack_model::path::MANIFESTS;
use serde_json::Value;

use crate::context::Context;
use crate::listed::is_among;
use crate::nearest::is_near;
use crate::values::Values;

/// A key under `manifests` that is the name of no manifest.
#[derive(Debug)]
pub(crate) struct Unmatched<'v> {
    /// The key.
    pub(crate) key: &'v str,
    /// What stands under it.
    value: &'v Value,
    /// What it is probably meant for.
    pub(crate) meant: Meant,
}

/// What a key under `manifests` is probably meant for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// It stands one level too high: it is a value that only the manifest of this name reads.
    ValueOf(String),
    /// It is another name for one of these manifests, which have no values yet.
    OneOf(Vec<String>),
}

impl Unmatched<'_> {
    /// Whether it may be another name for a manifest.
    pub(crate) fn may_be(&self, manifest: &str) -> bool {
        matches!(&self.meant, Meant::OneOf(names) if names.iter().any(|name| name == manifest))
    }

    /// Whether it has a value, by its path, that a manifest would get if this key were mended.
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

/// The manifests of one name, which get the same values.
#[derive(Debug)]
pub(crate) struct Readers {
    /// Their name.
    pub(crate) name: String,
    /// The first keys of all values that they read, sorted.
    pub(crate) read: Vec<String>,
    /// Whether any value may be read, since one takes all of them at once.
    takes_all: bool,
}

/// The manifests that are listed, by name.
pub(crate) fn readers(context: &Context<'_>) -> Vec<Readers> {
    let mut found: Vec<Readers> = Vec::new();
    let mut manifests = context.manifests();
    pack_model::sort_by(&mut manifests, |(one, _), (other, _)| {
        one.stem().cmp(other.stem())
    });
    for (path, reading) in manifests {
        match found.last_mut().filter(|last| last.name == path.stem()) {
            Some(last) => {
                last.read.extend(reading.read_values.iter().cloned());
                last.takes_all |= reading.takes_all;
            }
            None => found.push(Readers {
                name: path.stem().to_owned(),
                read: reading.read_values.clone(),
                takes_all: reading.takes_all,
            }),
        }
    }
    for readers in &mut found {
        pack_model::sort(&mut readers.read);
    }
    found
}

impl Readers {
    /// The keys that these manifests are given and do not read, in their order. Nothing is known of those
    /// that take all their values at once, or none; and a key may be there for its anchor.
    pub(crate) fn unread<'v>(&self, values: &Values<'v>) -> Vec<&'v str> {
        if self.takes_all || self.read.is_empty() {
            return Vec::new();
        }
        let path = ["manifests", self.name.as_str()];
        let given = values.map(&path).into_iter().flatten();
        let holds_anchor = |key: &str| {
            let node = values.node(&[path[0], path[1], key]);
            node.is_some_and(|node| node.anchor().is_some())
        };
        given
            .map(|(key, _)| key.as_str())
            .filter(|key| !is_among(&self.read, key) && !holds_anchor(key))
            .collect()
    }
}

/// The name of each manifest that pack.json lists or that lies in the pack: its file's, without the
/// extension. They are sorted.
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
    pack_model::sort(&mut names);
    names.dedup();
    names
}

/// The keys under `manifests` that are the name of no manifest, in their order.
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
    let manifests = context.manifests();
    let meant = |key: &str| {
        if !values.yaml.owns(&Pointer::from_iter(["manifests", key])) {
            return Meant::OneOf(Vec::new());
        }
        let mut readers = manifests
            .iter()
            .filter(|(_, reading)| is_among(&reading.read_values, key))
            .map(|(path, _)| path.stem());
        if let (Some(name), None) = (readers.next(), readers.next())
            && values.has_room(&["manifests", name, key])
            && values.value(&["manifests", name, key]).is_none()
        {
            return Meant::ValueOf(name.to_owned());
        }
        let names = free
            .iter()
            .filter(|name| free.len() == 1 || is_near(key, name));
        Meant::OneOf(names.map(|name| (*name).clone()).collect())
    };
    others
        .map(|(key, value)| Unmatched {
            key,
            value,
            meant: meant(key),
        })
        .collect()
}
