//! The table of pack.json: every property that the documented schema or the community repository's
//! schema knows, in the order in which they are written. Annotations have a file of their own.
//!
//! A new property is one row here. The JSON schema, forms, completion, explanations, the rules on
//! misspelt and unknown properties, and the order in which keys are inserted follow from it.

use pack_syntax::Pointer;

use super::annotations::ANNOTATIONS;
use super::property::{self, Found, Need, Property, Shown, Type};
use super::vocabulary::{
    ADDON_TYPE, CLOUD_TYPE, DEPENDENCY_TYPE, LAYER, Layer, RESOURCE_TYPE, SCHEDULE_TYPE,
};

/// The whole document.
pub const DOCUMENT: Type = Type::Object(ROOT);

/// The properties at the root.
pub const ROOT: &[Property] = &[
    Property::new(
        "name",
        "Name",
        Type::Text,
        "Identifies the pack in a registry: lower-case letters, digits, dots and hyphens. Keep it from version to version.",
    )
    .required(),
    Property::new(
        "displayName",
        "Display name",
        Type::Text,
        "The name that Palette shows. Keep it from version to version.",
    )
    .required(),
    Property::new(
        "version",
        "Version",
        Type::Text,
        "A semantic version without a leading “v”, preferably the version of the packaged software.",
    )
    .required(),
    Property::new(
        "layer",
        "Layer",
        Type::Choice(&LAYER),
        "The pack's layer in a cluster profile.",
    )
    .required(),
    Property::new(
        "addonType",
        "Add-on type",
        Type::OpenChoice(&ADDON_TYPE),
        "The category under which Palette lists an add-on.",
    )
    .shown(Shown::For(Layer::Addon)),
    Property::new(
        "addonSubType",
        "Add-on subtype",
        Type::Text,
        "A more specific category of your choice. Palette does not show it.",
    )
    .shown(Shown::For(Layer::Addon)),
    Property::new(
        "cloudTypes",
        "Cloud types",
        Type::List(&Type::Choice(&CLOUD_TYPE)),
        "The clouds on which the pack can be used. “All” covers every one of them.",
    )
    .needed(Need::ByPalette),
    Property::new(
        "cloudType",
        "Cloud type (singular)",
        Type::Choice(&CLOUD_TYPE),
        "An older property for a single cloud. Use the cloud types instead.",
    )
    .shown(Shown::WhenPresent),
    Property::new(
        "group",
        "Group",
        Type::Text,
        "A separate series of versions, such as LTS for Ubuntu. It becomes part of the tag in the registry.",
    ),
    Property::new(
        "eol",
        "End of life",
        Type::Date,
        "The last day on which the packaged software is maintained.",
    ),
    Property::new(
        "annotations",
        "Annotations",
        Type::Texts(ANNOTATIONS),
        "Named strings for people and for Palette. Every value is a string, even \"true\".",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "charts",
        "Charts",
        Type::List(&Type::ChartFile),
        "The Helm charts of the pack, as paths of their archives.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "kubeManifests",
        "Manifests",
        Type::List(&Type::ManifestFile),
        "The Kubernetes manifests of the pack, as paths of their files.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "ansibleRoles",
        "Ansible roles",
        Type::List(&Type::Text),
        "The Ansible roles of the pack. Only the community repository's schema lists this property.",
    )
    .shown(Shown::Nowhere),
    Property::new(
        "constraints",
        "Constraints",
        Type::Object(CONSTRAINTS),
        "What the pack requires from worker pools and from other packs in the profile.",
    )
    .shown(Shown::OnItsOwn),
];

/// The properties of `constraints`.
pub const CONSTRAINTS: &[Property] = &[
    Property::new(
        "dependencies",
        "Dependencies",
        Type::List(&Type::Object(DEPENDENCY)),
        "Other packs that must, may or must not be in the cluster profile.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "resources",
        "Resources",
        Type::List(&Type::Object(RESOURCE)),
        "What the pack requires from each worker pool.",
    )
    .shown(Shown::OnItsOwn),
];

/// The properties of a dependency on another pack.
pub const DEPENDENCY: &[Property] = &[
    Property::new(
        "packName",
        "Pack",
        Type::Text,
        "The name of the other pack, as in its pack.json.",
    )
    .required(),
    Property::new(
        "layer",
        "Layer",
        Type::Choice(&LAYER),
        "The layer of the other pack.",
    )
    .required(),
    Property::new(
        "type",
        "Type",
        Type::Choice(&DEPENDENCY_TYPE),
        "Whether the other pack is required, optional, not supported or an upgrade.",
    )
    .required(),
    Property::new(
        "minVersion",
        "Minimum version",
        Type::Text,
        "The lowest version that is allowed. Palette checks the version only if a minimum or a maximum is set.",
    ),
    Property::new(
        "maxVersion",
        "Maximum version",
        Type::Text,
        "The highest version that is allowed. Palette checks the version only if a minimum or a maximum is set.",
    ),
];

/// The properties of a resource that worker pools must offer.
pub const RESOURCE: &[Property] = &[
    Property::new(
        "type",
        "Resource",
        Type::Choice(&RESOURCE_TYPE),
        "The resource and its unit: CPU in millicores, memory in MiB, or disk in GB.",
    )
    .required(),
    Property::new(
        "minLimit",
        "Minimum",
        Type::Number,
        "The amount that a worker pool must have. Palette ignores it if there are components.",
    ),
    Property::new(
        "components",
        "Components",
        Type::List(&Type::Object(COMPONENT)),
        "Parts of the pack. Their requests are added up and replace the minimum.",
    )
    .shown(Shown::OnItsOwn),
];

/// The properties of a component of a resource.
pub const COMPONENT: &[Property] = &[
    Property::new(
        "scheduleType",
        "Runs on",
        Type::Choice(&SCHEDULE_TYPE),
        "The nodes that the component runs on.",
    )
    .required(),
    Property::new(
        "resourceRequestParamRef",
        "Path of the request",
        Type::ValuePath,
        "The dotted path in values.yaml of the amount that the component requests.",
    ),
    Property::new(
        "replicaCountParamRef",
        "Path of the replicas",
        Type::ValuePath,
        "The dotted path in values.yaml of the number of replicas.",
    ),
];

/// What the table says of a place.
pub fn at(pointer: &Pointer) -> Option<Found> {
    property::at(DOCUMENT, pointer.tokens().iter().map(String::as_str))
}

/// The keys of the objects on the way to a place, the innermost object's first. A new key goes where
/// its neighbours in this order suggest.
pub fn key_order(pointer: &Pointer) -> Vec<&'static str> {
    let tokens: Vec<_> = pointer.tokens().iter().map(String::as_str).collect();
    let mut order = Vec::new();
    for depth in (1..tokens.len()).rev() {
        let above = tokens.get(..depth).unwrap_or_default();
        let found = property::at(DOCUMENT, above.iter().copied());
        // Annotations are in the order in which people add them.
        if let Some(Type::Object(properties)) = found.map(|found| found.value) {
            order.extend(properties.iter().map(|property| property.key));
        }
    }
    order.extend(ROOT.iter().map(|property| property.key));
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every object of the document, with a name for messages.
    const OBJECTS: &[(&str, &[Property])] = &[
        ("root", ROOT),
        ("constraints", CONSTRAINTS),
        ("dependency", DEPENDENCY),
        ("resource", RESOURCE),
        ("component", COMPONENT),
        ("annotations", ANNOTATIONS),
    ];

    #[test]
    fn every_property_is_listed_once_and_explained() {
        for (object, properties) in OBJECTS {
            let keys: BTreeSet<_> = properties.iter().map(|property| property.key).collect();
            assert_eq!(keys.len(), properties.len(), "{object}");
            for Property {
                key, label, help, ..
            } in *properties
            {
                assert!(!label.is_empty() && help.ends_with('.'), "{object}.{key}");
            }
        }
    }

    #[test]
    fn places_are_found_by_index_and_by_item() {
        let key = |path: &str| Some(at(&path.parse().unwrap())?.property.key);
        assert_eq!(key("/constraints/dependencies/3/type"), Some("type"));
        assert_eq!(key("/cloudTypes/0"), Some("cloudTypes"));
        assert_eq!(key("/annotations/imageId"), Some("imageId"));
        for nowhere in ["", "/annotations/own", "/name/x", "/constraints/x"] {
            assert_eq!(key(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn the_order_begins_with_the_innermost_object() {
        let order = key_order(&"/constraints/dependencies/0/type".parse().unwrap());
        let expected = [DEPENDENCY, CONSTRAINTS, ROOT].concat();
        let expected: Vec<_> = expected.iter().map(|property| property.key).collect();
        assert_eq!(order, expected);
        let root = key_order(&"/layer".parse().unwrap());
        assert_eq!(root.len(), ROOT.len());
    }
}
