//! The properties that the schemas of pack.json know, object by object, and their misspellings.

use pack_model::manifest::KEY_ORDER;
use pack_model::{Manifest, Pointer};
use pack_syntax::json::{Member, Node};

use crate::reading::text::nearest::nearest;

/// The properties at the root.
pub(crate) const ROOT: &[&str] = KEY_ORDER;
/// The properties of `constraints`.
const CONSTRAINTS: &[&str] = &["dependencies", "resources"];
/// The properties of a dependency.
const DEPENDENCY: &[&str] = &["packName", "layer", "minVersion", "maxVersion", "type"];
/// The properties of a resource.
const RESOURCE: &[&str] = &["type", "minLimit", "components"];
/// The properties of a component of a resource.
const COMPONENT: &[&str] = &[
    "scheduleType",
    "resourceRequestParamRef",
    "replicaCountParamRef",
];

/// An object of pack.json and the properties that a schema knows for it.
pub(crate) struct Known<'m> {
    /// Where the object stands.
    pub(crate) pointer: Pointer,
    /// The object.
    pub(crate) object: &'m Node,
    /// Its properties.
    pub(crate) properties: &'static [&'static str],
}

/// Every object of pack.json whose properties a schema lists, the root first.
pub(crate) fn objects(manifest: &Manifest) -> Vec<Known<'_>> {
    let mut found = Vec::new();
    let Some(root) = manifest.json().root() else {
        return found;
    };
    found.push(Known {
        pointer: Pointer::root(),
        object: root,
        properties: ROOT,
    });
    let Some((pointer, constraints)) = step(&Pointer::root(), root, "constraints") else {
        return found;
    };
    for (dependency, object) in items(&pointer, constraints, "dependencies") {
        found.push(Known {
            pointer: dependency,
            object,
            properties: DEPENDENCY,
        });
    }
    for (resource, object) in items(&pointer, constraints, "resources") {
        for (component, object) in items(&resource, object, "components") {
            found.push(Known {
                pointer: component,
                object,
                properties: COMPONENT,
            });
        }
        found.push(Known {
            pointer: resource,
            object,
            properties: RESOURCE,
        });
    }
    found.push(Known {
        pointer,
        object: constraints,
        properties: CONSTRAINTS,
    });
    found
}

/// The known property that an unknown member of an object most likely means: of one and several of
/// a thing, as `cloudType` and `cloudTypes`, the several if it is a list.
pub(crate) fn meant(member: &Member, properties: &'static [&'static str]) -> Option<&'static str> {
    if properties.contains(&member.key()) {
        return None;
    }
    let near = nearest(member.key(), properties.iter().copied())?;
    let several = format!("{near}s");
    let several = properties.iter().find(|property| **property == several);
    let is_list = member.value().items().is_some();
    several.copied().filter(|_| is_list).or(Some(near))
}

/// Whether an object has a property under a misspelt name, so that it is not simply missing.
pub(crate) fn has_misspelt(
    object: &Node,
    properties: &'static [&'static str],
    property: &str,
) -> bool {
    let members = object.members().unwrap_or_default();
    members
        .iter()
        .any(|member| meant(member, properties) == Some(property))
}

/// The properties of the object at a place, where a schema lists them.
pub(crate) fn properties_at(manifest: &Manifest, pointer: &Pointer) -> &'static [&'static str] {
    let known = objects(manifest)
        .into_iter()
        .find(|known| known.pointer == *pointer);
    known.map_or(&[], |known| known.properties)
}

fn step<'m>(pointer: &Pointer, object: &'m Node, key: &str) -> Option<(Pointer, &'m Node)> {
    Some((pointer.child(key), object.member(key)?.value()))
}

fn items<'m>(pointer: &Pointer, object: &'m Node, key: &str) -> Vec<(Pointer, &'m Node)> {
    let Some((pointer, list)) = step(pointer, object, key) else {
        return Vec::new();
    };
    let items = list.items().unwrap_or_default();
    items
        .iter()
        .enumerate()
        .map(|(index, item)| (pointer.item(index), item))
        .collect()
}
