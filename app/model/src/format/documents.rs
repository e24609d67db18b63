//! The tables of the YAML files of a pack, and which file has which table.

use pack_syntax::Pointer;

use super::files::{PACK_JSON, PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};
use super::pack_json;
use super::property::{self, Found, Names, Property, Shown, Type};

/// What the file of a name holds, if there is a table of it.
pub fn document(file: &str) -> Option<Type> {
    Some(match file {
        PACK_JSON => pack_json::DOCUMENT,
        VALUES_YAML => VALUES,
        PRESETS_YAML => PRESETS,
        SCHEMA_YAML => SCHEMA,
        _ => return None,
    })
}

/// What the tables say of a place in a file. Items are named by their index or by
/// [`property::ITEM`].
pub fn at<'p>(file: &str, path: impl IntoIterator<Item = &'p str>) -> Option<Found> {
    property::at(document(file)?, path)
}

/// What the property at a place of a file is for.
pub fn help(file: &str, pointer: &Pointer) -> Option<&'static str> {
    let found = at(file, pointer.tokens().iter().map(String::as_str))?;
    Some(found.property.help)
}

/// What stands at a place of a file, the root included.
pub fn type_at(file: &str, path: &[&str]) -> Option<Type> {
    match path {
        [] => document(file),
        path => at(file, path.iter().copied()).map(|found| found.value),
    }
}

/// values.yaml. Palette reads `pack`, charts and manifests get the rest.
pub const VALUES: Type = Type::Object(&[
    Property::new(
        "pack",
        "For Palette",
        Type::Object(PACK),
        "Settings that Palette itself reads.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "charts",
        "Charts",
        Type::Map(
            Names::Charts,
            &Property::new(
                "",
                "",
                Type::Anything,
                "Values of this chart. They override the defaults of the chart.",
            ),
        ),
        "Values of the charts, each under the name in its Chart.yaml.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "manifests",
        "Manifests",
        Type::Map(
            Names::Manifests,
            &Property::new(
                "",
                "",
                Type::Anything,
                "The values that this manifest gets as .Values.",
            ),
        ),
        "Values of the manifests, each under its file's name without the extension.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "readinessCheck",
        "Readiness checks",
        Type::Object(&[Property::new(
            "v1beta1",
            "Checks",
            Type::List(&Type::Object(READINESS_CHECK)),
            "Objects that have to be ready before the pack is.",
        )]),
        "What has to be ready before the pack is. Palette does not document it.",
    )
    .shown(Shown::OnItsOwn),
]);

/// The keys of a check under `readinessCheck.v1beta1` in values.yaml, as published packs have them.
const READINESS_CHECK: &[Property] = &[
    Property::new("name", "Name", Type::Text, "The object's name."),
    Property::new("kind", "Kind", Type::Text, "The object's kind."),
    Property::new(
        "group",
        "API group",
        Type::Text,
        "The API group of the object, such as apps.",
    ),
    Property::new(
        "version",
        "API version",
        Type::Text,
        "The version of the API group, such as v1.",
    ),
    Property::new(
        "keysToCheck",
        "Keys to check",
        Type::List(&Type::Anything),
        "The keys of the object that are looked at.",
    ),
];

/// The keys under `pack` in values.yaml.
pub const PACK: &[Property] = &[
    Property::new(
        "namespace",
        "Namespace",
        Type::Text,
        "The namespace that charts and manifests are installed into. Palette creates it if needed; without it, they go into default.",
    ),
    Property::new(
        "additionalNamespaces",
        "Additional namespaces",
        Type::List(&Type::Text),
        "Further namespaces that Palette creates.",
    )
    .shown(Shown::Nowhere),
    Property::new(
        "releaseNameOverride",
        "Helm release names",
        Type::Map(
            Names::Charts,
            &Property::new("", "", Type::Text, "The Helm release name of this chart."),
        ),
        "The Helm release name of each chart. The default is <pack name>-<chart name>.",
    ),
    Property::new(
        "namespaceLabels",
        "Namespace labels",
        Type::Map(
            Names::Namespaces,
            &Property::new(
                "",
                "",
                Type::Text,
                "The labels of this namespace, such as \"key=value,key2=value2\".",
            ),
        ),
        "Labels of namespaces: one string for each, such as \"key=value,key2=value2\".",
    ),
    Property::new(
        "namespaceAnnotations",
        "Namespace annotations",
        Type::Map(
            Names::Namespaces,
            &Property::new(
                "",
                "",
                Type::Text,
                "The annotations of this namespace, such as \"key=value,key2=value2\".",
            ),
        ),
        "Annotations of namespaces: one string for each, such as \"key=value,key2=value2\".",
    ),
    Property::new(
        "spectrocloud.com/install-priority",
        "Install priority",
        Type::Text,
        "The order in which packs are installed: an integer in quotes, lowest first. The default is 0.",
    ),
    Property::new(
        "spectrocloud.com/display-name",
        "Name of the layer",
        Type::Text,
        "A unique name for the layer in a profile, so that the same pack can be added twice.",
    ),
    Property::new(
        "content",
        "Content",
        Type::Object(CONTENT),
        "What clusters without internet access need.",
    )
    .shown(Shown::OnItsOwn),
];

/// The keys under `pack.content` in values.yaml.
pub const CONTENT: &[Property] = &[
    Property::new(
        "images",
        "Images",
        Type::List(&Type::Object(&[Property::new(
            "image",
            "Image",
            Type::Text,
            "The image with its registry and tag, such as docker.io/library/nginx:1.29.",
        )])),
        "Every image that the pack uses. Clusters without internet access get only these images.",
    )
    .shown(Shown::OnItsOwn),
    Property::new(
        "charts",
        "Charts",
        Type::List(&Type::Object(&[
            Property::new(
                "repo",
                "Repository",
                Type::Text,
                "The address of the chart's repository.",
            ),
            Property::new("name", "Name", Type::Text, "The chart's name."),
            Property::new("version", "Version", Type::Text, "The chart's version."),
        ])),
        "Charts that clusters without internet access need.",
    )
    .shown(Shown::Nowhere),
];

/// presets.yaml.
const PRESETS: Type = Type::Object(&[Property::new(
    "presets",
    "Presets",
    Type::List(&Type::Object(PRESET)),
    "Sets of values that users choose from.",
)]);

/// The keys of a preset in presets.yaml.
pub const PRESET: &[Property] = &[
    Property::new(
        "name",
        "Name",
        Type::Text,
        "The name of the preset, unique in the file.",
    )
    .required(),
    Property::new(
        "displayName",
        "Display name",
        Type::Text,
        "The name that Palette shows.",
    )
    .required(),
    Property::new(
        "group",
        "Group",
        Type::Text,
        "At most one preset of a group is active.",
    )
    .required(),
    Property::new(
        "remove",
        "Remove",
        Type::List(&Type::ValuePath),
        "Dotted paths of values to remove first.",
    ),
    Property::new(
        "add",
        "Add",
        Type::LongText,
        "Values to add next, as YAML text.",
    )
    .required(),
];

/// schema.yaml: each entry is a parameter, under the path of its value.
const SCHEMA: Type = Type::Map(
    Names::Values,
    &Property::new(
        "",
        "",
        Type::Object(&[Property::new(
            "schema",
            "Constraint",
            Type::Text,
            "The constraint: '{{ functions joined by | }}'.",
        )]),
        "A parameter: the dotted path of a value, with its constraint.",
    ),
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::property::{ITEM, all};
    use crate::format::vocabulary::{CLOUD_TYPES, DEPENDENCY_TYPES, LAYERS};

    #[test]
    fn every_property_of_every_file_has_a_label_and_help() {
        for (file, least) in [(PACK_JSON, 40), (VALUES_YAML, 15), (PRESETS_YAML, 6)] {
            let properties = all(document(file).unwrap());
            assert!(properties.len() >= least, "{file}");
            for (path, property) in properties {
                assert!(!property.label.is_empty(), "{file}: {path:?}");
                assert!(property.help.ends_with('.'), "{file}: {path:?}");
            }
        }
    }

    #[test]
    fn places_are_found_by_their_path() {
        for (file, path, choices) in [
            (PACK_JSON, vec!["layer"], LAYERS),
            (PACK_JSON, vec!["cloudTypes", ITEM], CLOUD_TYPES),
            (
                PACK_JSON,
                vec!["constraints", "dependencies", ITEM, "type"],
                DEPENDENCY_TYPES,
            ),
            (VALUES_YAML, vec!["charts", "anything"], &[]),
            (
                VALUES_YAML,
                vec!["pack", "content", "images", "0", "image"],
                &[],
            ),
            (PRESETS_YAML, vec!["presets", ITEM, "add"], &[]),
            (SCHEMA_YAML, vec!["charts.a.b", "schema"], &[]),
        ] {
            let found = at(file, path.iter().copied()).unwrap_or_else(|| panic!("{path:?}"));
            assert_eq!(found.value.choices(), choices, "{path:?}");
        }
        for path in [["layer"].as_slice(), &["charts", "a", "b"], &[]] {
            assert_eq!(at(VALUES_YAML, path.iter().copied()), None, "{path:?}");
        }
        assert_eq!(at("other.yaml", ["a"]), None);
    }
}
