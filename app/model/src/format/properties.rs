//! The one table of form fields: what each property is called, what it is for and how it is edited.

use crate::format::vocabulary::{self, Choice, Layer};

/// How a property is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// One of a list.
    Choice(&'static [Choice]),
    /// One of a list, or another value that the user types.
    OpenChoice(&'static [Choice]),
    /// Any of a list, each switched on or off.
    Toggles(&'static [Choice]),
    /// A day, as `yyyy-MM-dd`.
    Date,
}

/// A property of pack.json in the Overview form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key at the root of pack.json.
    pub key: &'static str,
    /// The label.
    pub label: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// How it is edited.
    pub kind: Kind,
    /// Whether Palette cannot do without it.
    pub required: bool,
    /// When the form shows it although pack.json does not have it.
    pub shown: Shown,
}

/// When a field is shown although its property is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Always.
    Always,
    /// Only for packs of a layer.
    For(Layer),
    /// Never: the property is legal, and shown where a pack has it, but not offered.
    WhenPresent,
}

/// Every scalar property of the documented schema, and the cloud types.
pub const FIELDS: &[Field] = &[
    Field {
        key: "name",
        label: "Name",
        help: "Identifies the pack in a registry: lower-case letters, digits, dots and hyphens. Keep it from version to version.",
        kind: Kind::Text,
        required: true,
        shown: Shown::Always,
    },
    Field {
        key: "displayName",
        label: "Display name",
        help: "The name that Palette shows. Keep it from version to version.",
        kind: Kind::Text,
        required: true,
        shown: Shown::Always,
    },
    Field {
        key: "version",
        label: "Version",
        help: "A semantic version, best that of the software inside, without a leading “v”.",
        kind: Kind::Text,
        required: true,
        shown: Shown::Always,
    },
    Field {
        key: "layer",
        label: "Layer",
        help: "The layer of a cluster profile that the pack fills.",
        kind: Kind::Choice(vocabulary::LAYERS),
        required: true,
        shown: Shown::Always,
    },
    Field {
        key: "addonType",
        label: "Add-on type",
        help: "The category under which Palette lists an add-on.",
        kind: Kind::OpenChoice(vocabulary::ADDON_TYPES),
        required: false,
        shown: Shown::For(Layer::Addon),
    },
    Field {
        key: "addonSubType",
        label: "Add-on subtype",
        help: "A finer category in your own words. Palette does not show it.",
        kind: Kind::Text,
        required: false,
        shown: Shown::For(Layer::Addon),
    },
    Field {
        key: "cloudTypes",
        label: "Cloud types",
        help: "The clouds on which the pack can be used. “All” covers every one of them.",
        kind: Kind::Toggles(vocabulary::CLOUD_TYPES),
        required: true,
        shown: Shown::Always,
    },
    Field {
        key: "cloudType",
        label: "Cloud type (singular)",
        help: "An older property for a single cloud; cloud types replace it.",
        kind: Kind::Choice(vocabulary::CLOUD_TYPES),
        required: false,
        shown: Shown::WhenPresent,
    },
    Field {
        key: "group",
        label: "Group",
        help: "Sets a line of versions apart, such as LTS for Ubuntu. It becomes part of the tag in the registry.",
        kind: Kind::Text,
        required: false,
        shown: Shown::Always,
    },
    Field {
        key: "eol",
        label: "End of life",
        help: "The last day on which the software inside is maintained.",
        kind: Kind::Date,
        required: false,
        shown: Shown::Always,
    },
];

/// Properties that a form of their own edits.
pub const ELSEWHERE: &[&str] = &[
    "annotations",
    "charts",
    "kubeManifests",
    "ansibleRoles",
    "constraints",
];

/// The field of a property.
pub fn field(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.key == key)
}

/// Whether some schema or form knows a property at the root of pack.json.
pub fn is_known(key: &str) -> bool {
    field(key).is_some() || ELSEWHERE.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::KEY_ORDER;

    #[test]
    fn fields_and_other_forms_cover_every_known_property_once() {
        let mut known: Vec<_> = FIELDS
            .iter()
            .map(|field| field.key)
            .chain(ELSEWHERE.iter().copied())
            .collect();
        let mut order = KEY_ORDER.to_vec();
        known.sort_unstable();
        order.sort_unstable();
        assert_eq!(known, order);
    }
}
