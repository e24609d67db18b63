//! The annotations that a form shows, and the help for their keys.

use pack_model::format::annotations::{ANNOTATIONS, OS_CLOUDS, os_annotations_for};
use pack_model::format::property::{Property, find};
use pack_model::vocabulary::{Layer, provider_label};
use pack_model::{Manifest, Pointer};

/// The place of the annotations in pack.json.
pub(super) fn root() -> Pointer {
    Pointer::root().child("annotations")
}

/// One line about a key; empty for keys that are not known.
pub(super) fn help(key: &str) -> &'static str {
    find(ANNOTATIONS, key).map_or("", |annotation| annotation.help)
}

/// The annotations that an operating system needs on its clouds.
pub(super) fn needed(manifest: &Manifest) -> Vec<&'static Property> {
    if manifest.layer() != Some(Layer::Os) {
        return Vec::new();
    }
    os_annotations_for(&manifest.cloud_types())
}

/// The clouds that need annotations, as words.
pub(super) fn clouds(manifest: &Manifest) -> String {
    let types = manifest.cloud_types();
    let clouds = OS_CLOUDS
        .iter()
        .filter(|cloud| types.iter().any(|given| given == *cloud));
    let names: Vec<_> = clouds.map(|cloud| provider_label(cloud)).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// An annotation of the file, told apart from others with the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Annotation {
    /// Its key.
    pub(super) key: String,
    /// Whether a later one has the same key, which then counts instead.
    pub(super) is_overruled: bool,
}

/// The annotations without a field of their own, in the order of the file.
pub(super) fn others(manifest: &Manifest) -> Vec<Annotation> {
    let needed = needed(manifest);
    let members = manifest
        .json()
        .get(&root())
        .and_then(|node| node.members())
        .unwrap_or_default();
    let keys: Vec<_> = members.iter().map(|member| member.key()).collect();
    let rows = keys.iter().enumerate().map(|(index, key)| Annotation {
        key: (*key).to_owned(),
        is_overruled: keys.iter().skip(index + 1).any(|later| later == key),
    });
    rows.filter(|row| row.is_overruled || !is_among(&needed, &row.key))
        .collect()
}

/// Whether a key is that of one of these annotations.
pub(super) fn is_among(annotations: &[&Property], key: &str) -> bool {
    annotations.iter().any(|annotation| annotation.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_needed: bool, expected: &[(&str, bool)]) {
        let manifest = Manifest::read(text);
        assert_eq!(!needed(&manifest).is_empty(), is_needed, "{text}");
        let rows = others(&manifest);
        let found: Vec<_> = rows
            .iter()
            .map(|row| (row.key.as_str(), row.is_overruled))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_annotation_has_a_row_or_a_field() {
        check(
            r#"{"annotations":{"b":1,"a":"x"}}"#,
            false,
            &[("b", false), ("a", false)],
        );
        check(
            r#"{"annotations":{"a":"1","a":"2"}}"#,
            false,
            &[("a", true), ("a", false)],
        );
        check(
            r#"{"layer":"os","cloudTypes":["aws"],"annotations":{"imageId":"ami","source":"community"}}"#,
            true,
            &[("source", false)],
        );
        check(r#"{"layer":"addon","cloudTypes":["aws"]}"#, false, &[]);
        check(r#"{"annotations":["a"]}"#, false, &[]);
    }

    #[test]
    fn clouds_are_named() {
        let manifest = Manifest::read(r#"{"cloudTypes":["vsphere","aws","gcp"]}"#);
        assert_eq!(clouds(&manifest), "AWS and VMware");
    }
}
