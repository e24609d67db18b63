//! The objects of pack.json with the properties that its table lists for them, and misspelt
//! properties.

use pack_model::format::pack_json;
use pack_model::format::property::{Property, Type, find};
use pack_model::{Manifest, Pointer};
use pack_syntax::json::{Member, Node};

use crate::reading::text::nearest::nearest;

/// The properties at the root.
pub(crate) use pack_model::format::pack_json::ROOT;

/// An object of pack.json and its documented properties.
pub(crate) struct Known<'m> {
    /// The place of the object.
    pub(crate) pointer: Pointer,
    /// The object.
    pub(crate) object: &'m Node,
    /// Its properties.
    pub(crate) properties: &'static [Property],
}

/// Every object of pack.json whose properties are documented, each before those inside it.
pub(crate) fn objects(manifest: &Manifest) -> Vec<Known<'_>> {
    let mut found = Vec::new();
    if let Some(root) = manifest.json().root() {
        collect(root, Pointer::root(), pack_json::DOCUMENT, &mut found);
    }
    found
}

fn collect<'m>(node: &'m Node, pointer: Pointer, value: Type, found: &mut Vec<Known<'m>>) {
    match value {
        Type::Object(properties) => {
            found.push(Known {
                pointer: pointer.clone(),
                object: node,
                properties,
            });
            for property in properties {
                if let Some(member) = node.member(property.key) {
                    let inner = pointer.child(property.key);
                    collect(member.value(), inner, property.value, found);
                }
            }
        }
        Type::List(item) => {
            let items = node.items().unwrap_or_default();
            for (index, node) in items.iter().enumerate() {
                collect(node, pointer.item(index), *item, found);
            }
        }
        _ => {}
    }
}

/// The documented property that an undocumented member of an object most likely means. Of two that
/// differ by a final `s`, such as `cloudType` and `cloudTypes`, a list means the second.
pub(crate) fn meant(member: &Member, properties: &'static [Property]) -> Option<&'static str> {
    if find(properties, member.key()).is_some() {
        return None;
    }
    let near = nearest(member.key(), properties.iter().map(|property| property.key))?;
    let several = find(properties, &format!("{near}s")).map(|property| property.key);
    let is_list = member.value().items().is_some();
    several.filter(|_| is_list).or(Some(near))
}

/// Whether an object has a property under a misspelt name, so that it is not simply missing.
pub(crate) fn has_misspelt(object: &Node, properties: &'static [Property], property: &str) -> bool {
    let members = object.members().unwrap_or_default();
    members
        .iter()
        .any(|member| meant(member, properties) == Some(property))
}

/// The documented properties of the object at a place; empty if there is none.
pub(crate) fn properties_at(pointer: &Pointer) -> &'static [Property] {
    let value = match pointer.is_root() {
        true => Some(pack_json::DOCUMENT),
        false => pack_json::at(pointer).map(|found| found.value),
    };
    match value {
        Some(Type::Object(properties)) => properties,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use pack_model::format::property::{ITEM, all};
    use serde_json::{Value, json};

    use super::*;
    use crate::reading::pack_json::schema::violations;

    /// A pack.json with a value at a path, in the first item of each list.
    fn holding(path: &[&str], value: Value) -> Value {
        path.iter().rev().fold(value, |value, token| match *token {
            ITEM => json!([value]),
            key => json!({ key: value }),
        })
    }

    #[test]
    fn every_property_is_known_and_its_type_is_checked() {
        for (path, property) in all(pack_json::DOCUMENT) {
            let tokens = path
                .iter()
                .map(|token| if *token == ITEM { "0" } else { token });
            let pointer: Pointer = tokens.collect();
            // No property is true or false.
            let value = holding(&path, json!(true));
            let found = violations(&value);
            assert!(
                found.iter().any(|violation| violation.pointer == pointer),
                "the schema does not know {pointer}"
            );
            if matches!(path.as_slice(), ["annotations", _]) {
                continue;
            }
            let manifest = Manifest::read(&value.to_string());
            let above = pointer.parent().unwrap();
            let known = objects(&manifest)
                .into_iter()
                .find(|known| known.pointer == above);
            let known = known.unwrap_or_else(|| panic!("{above} is no documented object"));
            assert!(find(known.properties, property.key).is_some(), "{pointer}");
            assert_eq!(properties_at(&above), known.properties, "{pointer}");
        }
    }
}
