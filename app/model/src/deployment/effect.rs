//! What differs between two deployments: which objects are added, removed and changed.

use std::collections::BTreeMap;
use std::fmt;

use pack_once::sort::map;

use super::{Deployment, Object};

/// What becomes of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect<'d> {
    /// Only the later deployment has it.
    Added(&'d Object),
    /// Only the earlier deployment has it.
    Removed(&'d Object),
    /// Its text is another one.
    Changed {
        /// As it was.
        before: &'d Object,
        /// As it is.
        after: &'d Object,
    },
}

impl<'d> Effect<'d> {
    /// The object as it is, or as it was before it was removed.
    pub fn object(self) -> &'d Object {
        match self {
            Self::Added(object) | Self::Removed(object) => object,
            Self::Changed { after, .. } => after,
        }
    }

    /// Its text before, which is empty for an object that is added.
    pub fn before(self) -> &'d str {
        match self {
            Self::Added(_) => "",
            Self::Removed(object) => &object.text,
            Self::Changed { before, .. } => &before.text,
        }
    }

    /// Its text after, which is empty for an object that is removed.
    pub fn after(self) -> &'d str {
        match self {
            Self::Removed(_) => "",
            Self::Added(object) => &object.text,
            Self::Changed { after, .. } => &after.text,
        }
    }
}

/// By what an object is known again after another rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ObjectKey<'d> {
    /// The path of its chart or manifest in the pack; empty where objects of several versions of a pack are
    /// compared, since the paths of charts name their versions.
    pub origin: &'d str,
    /// Its kind.
    pub kind: &'d str,
    /// The namespace that it comes to lie in.
    pub namespace: Option<&'d str>,
    /// Its name.
    pub name: &'d str,
    /// How many objects before it have the same.
    pub number: usize,
}

impl fmt::Display for ObjectKey<'_> {
    /// All parts, of which none has a line end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            origin,
            kind,
            namespace,
            name,
            number,
        } = self;
        let namespace = namespace.unwrap_or_default();
        write!(f, "{origin}\n{kind}\n{namespace}\n{name}\n{number}")
    }
}

/// What differs: what is changed and added in the order of the later deployment, then what is removed.
pub fn effects<'d>(before: &'d Deployment, after: &'d Deployment) -> Vec<Effect<'d>> {
    differences(keyed(before).collect(), keyed(after).collect())
}

/// What differs between the deployments of two versions of a pack, in the same order: an object is the same
/// by its kind, namespace and name, whichever chart it comes from.
pub fn effects_of_versions<'d>(before: &'d Deployment, after: &'d Deployment) -> Vec<Effect<'d>> {
    let [before, after] = [before, after].map(|deployment| counted(deployment, |_| ""));
    differences(before.collect(), after.collect())
}

/// An object, and what it is known by.
type Keyed<'d> = (ObjectKey<'d>, &'d Object);

fn differences<'d>(before: Vec<Keyed<'d>>, after: Vec<Keyed<'d>>) -> Vec<Effect<'d>> {
    let (earlier, later) = (map(before.iter().copied()), map(after.iter().copied()));
    let mut found = Vec::new();
    for (key, after) in after {
        match earlier.get(&key).copied() {
            None => found.push(Effect::Added(after)),
            Some(same) if same.text == after.text => {}
            Some(before) => found.push(Effect::Changed { before, after }),
        }
    }
    let removed = before.iter().filter(|(key, _)| !later.contains_key(key));
    found.extend(removed.map(|(_, object)| Effect::Removed(object)));
    found
}

/// The objects of a deployment, each with its key.
pub fn keyed(deployment: &Deployment) -> impl Iterator<Item = Keyed<'_>> {
    counted(deployment, |object| deployment.origin_of(object))
}

/// The objects of a deployment, each with its key, of which the path is given.
fn counted<'d>(
    deployment: &'d Deployment,
    origin: impl Fn(&'d Object) -> &'d str,
) -> impl Iterator<Item = Keyed<'d>> {
    let mut counts = BTreeMap::new();
    deployment.objects.iter().map(move |object| {
        let mut key = ObjectKey {
            origin: origin(object),
            kind: &object.kind,
            namespace: deployment.namespace_of(object),
            name: &object.name,
            number: 0,
        };
        let count = counts.entry(key).or_insert(0);
        key.number = *count;
        *count += 1;
        (key, object)
    })
}

#[cfg(test)]
mod tests {
    use crate::deployment::Source;

    use super::*;

    /// A deployment whose objects are written as `name=text`.
    fn deployment(objects: &[&str]) -> Deployment {
        let object = |written: &&str| {
            let (name, text) = written.split_once('=').unwrap();
            Object {
                api_version: "v1".to_owned(),
                kind: "ConfigMap".to_owned(),
                name: name.to_owned(),
                namespace: None,
                hooks: Vec::new(),
                source: Source::Manifest("m.yaml".to_owned()),
                lines: 1..=1,
                text: text.to_owned(),
                problems: Vec::new(),
            }
        };
        Deployment {
            objects: objects.iter().map(object).collect(),
            ..Deployment::default()
        }
    }

    fn check(before: &[&str], after: &[&str], expected: &[&str]) {
        let (before, after) = (deployment(before), deployment(after));
        let written = |effect: Effect<'_>| {
            let sign = match effect {
                Effect::Added(_) => '+',
                Effect::Removed(_) => '-',
                Effect::Changed { .. } => '~',
            };
            let name = &effect.object().name;
            format!("{sign}{name} {}>{}", effect.before(), effect.after())
        };
        let found: Vec<_> = effects(&before, &after).into_iter().map(written).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn objects_are_added_removed_and_changed() {
        check(&["a=1", "b=2"], &["a=1", "b=2"], &[]);
        check(
            &["a=1", "b=2", "c=3"],
            &["d=4", "b=5", "a=1"],
            &["+d >4", "~b 2>5", "-c 3>"],
        );
    }

    #[test]
    fn objects_of_two_versions_are_the_same_by_name() {
        let [mut before, mut after] = [deployment(&["a=1"]), deployment(&["a=2"])];
        for (deployment, path) in [(&mut before, "m-1.yaml"), (&mut after, "m-2.yaml")] {
            deployment.objects[0].source = Source::Manifest(path.to_owned());
        }
        let [Effect::Added(_), Effect::Removed(_)] = effects(&before, &after)[..] else {
            panic!("the paths differ");
        };
        let [Effect::Changed { .. }] = effects_of_versions(&before, &after)[..] else {
            panic!("the name is the same");
        };
    }

    #[test]
    fn objects_of_one_name_are_told_apart_by_their_order() {
        check(&["a=1", "a=2"], &["a=1", "a=3"], &["~a 2>3"]);
        check(&["a=1", "a=2"], &["a=1"], &["-a 2>"]);
    }
}
