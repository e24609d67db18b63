//! Which annotations a form shows, and what is known of their keys.

use pack_model::Manifest;
use pack_model::vocabulary::{self, Choice, Layer};

use super::root;

/// The annotation that says whether Kubernetes is in the image.
pub(super) const SKIP_K8S_INSTALL: &str = "skipK8sInstall";

/// The two texts that it takes.
pub(super) const YES_OR_NO: &[Choice] = &[
    Choice {
        value: "false",
        label: "false: Palette installs Kubernetes",
    },
    Choice {
        value: "true",
        label: "true: Kubernetes is in the image",
    },
];

/// Keys that published packs use, with what they are for.
pub(super) const KNOWN_KEYS: &[(&str, &str)] = &[
    ("source", "Who made the pack: community or spectrocloud."),
    ("contributor", "Who contributed the pack."),
    ("docsURL", "The address of further documentation."),
    ("description", "A few words about the software."),
    (
        "ingressSupported",
        "Whether the software offers an ingress: “true” or “false”.",
    ),
    (
        "prerequisitesRequired",
        "Whether something must be set up first: “true” or “false”.",
    ),
    (
        "system_state",
        "“deprecated” or “deleted”, where the pack is on its way out.",
    ),
    ("disabled", "“true” hides the pack."),
    ("architecture", "The processor architectures."),
    ("airgap", "Whether the pack works on closed networks."),
    (
        "revision",
        "A number of your own for repeated builds of one version.",
    ),
    (
        "upstreamVersion",
        "The version of the software, where the pack's own differs.",
    ),
];

/// What the keys of operating systems are for.
const OS_HELP: &[(&str, &str)] = &[
    (
        "cloudRegion",
        "The region that holds the image, such as us-east-1.",
    ),
    ("folder", "The folder of vSphere that holds the image."),
    (
        "imageId",
        "The image: an AMI on AWS, a path or the address of an .ova file on VMware.",
    ),
    (
        "imageOffer",
        "The offer of the image in Azure's marketplace.",
    ),
    ("imageOwner", "The account that owns the image."),
    (
        "imagePublisher",
        "The publisher of the image in Azure's marketplace.",
    ),
    ("imageSKU", "The SKU of the image in Azure's marketplace."),
    (
        "osName",
        "The name of the operating system, such as ubuntu.",
    ),
    (
        "os_spectro_version",
        "The version of Palette's own changes to the image, often 0.",
    ),
    (
        "sshPassword",
        "The password for a local image. It stands in the pack in clear text.",
    ),
    ("sshUsername", "The user that Palette logs in as."),
    (
        SKIP_K8S_INSTALL,
        "Whether Kubernetes is in the image already.",
    ),
];

/// One line about a key; empty for a key of the user's own.
pub(super) fn help(key: &str) -> &'static str {
    let mut known = OS_HELP.iter().chain(KNOWN_KEYS);
    known
        .find(|(name, _)| *name == key)
        .map_or("", |(_, help)| help)
}

/// The keys that an operating system needs on the clouds it is for.
pub(super) fn needed(manifest: &Manifest) -> Vec<&'static str> {
    if manifest.layer() != Some(Layer::Os) {
        return Vec::new();
    }
    vocabulary::os_annotation_keys(&manifest.cloud_types())
}

/// Those clouds that need annotations, as words.
pub(super) fn clouds(manifest: &Manifest) -> String {
    let types = manifest.cloud_types();
    let rows = vocabulary::OS_ANNOTATIONS
        .iter()
        .filter(|row| types.iter().any(|cloud| cloud == row.cloud_type));
    let names: Vec<_> = rows
        .map(|row| vocabulary::provider_label(row.cloud_type))
        .collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// An annotation of the file, told apart from others with the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its key.
    pub(super) key: String,
    /// Whether a later one has the same key, which then counts instead.
    pub(super) is_overruled: bool,
}

/// The annotations without a field of their own, in the order of the file.
pub(super) fn others(manifest: &Manifest) -> Vec<Row> {
    let needed = needed(manifest);
    let members = manifest
        .json()
        .get(&root())
        .and_then(|node| node.members())
        .unwrap_or_default();
    let keys: Vec<_> = members.iter().map(|member| member.key()).collect();
    let rows = keys.iter().enumerate().map(|(index, key)| Row {
        key: (*key).to_owned(),
        is_overruled: keys.iter().skip(index + 1).any(|later| later == key),
    });
    rows.filter(|row| row.is_overruled || !needed.contains(&row.key.as_str()))
        .collect()
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

    #[test]
    fn every_needed_key_is_explained() {
        for key in vocabulary::OS_ANNOTATIONS.iter().flat_map(|row| row.keys) {
            assert_ne!(help(key), "", "{key}");
        }
    }
}
