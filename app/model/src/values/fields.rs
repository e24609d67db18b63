//! The table of the keys under `pack` that a form edits.

use pack_syntax::Pointer;

use super::Values;
use crate::assist;

/// How a key is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text,
    /// A map of texts, one for each of what the name says.
    Texts(Each),
}

/// What the keys of a map of texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// Namespaces, of which the pack's own is offered first.
    Namespace,
    /// Charts, under the names in their Chart.yaml.
    Chart,
}

/// A key under `pack`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// The label.
    pub label: &'static str,
    /// How it is edited.
    pub kind: Kind,
}

/// The documented keys, but for the list of images and for those without a documented form.
pub const FIELDS: &[Field] = &[
    Field {
        key: "namespace",
        label: "Namespace",
        kind: Kind::Text,
    },
    Field {
        key: "spectrocloud.com/install-priority",
        label: "Install priority",
        kind: Kind::Text,
    },
    Field {
        key: "spectrocloud.com/display-name",
        label: "Name of the layer",
        kind: Kind::Text,
    },
    Field {
        key: "releaseNameOverride",
        label: "Helm release names",
        kind: Kind::Texts(Each::Chart),
    },
    Field {
        key: "namespaceLabels",
        label: "Namespace labels",
        kind: Kind::Texts(Each::Namespace),
    },
    Field {
        key: "namespaceAnnotations",
        label: "Namespace annotations",
        kind: Kind::Texts(Each::Namespace),
    },
];

impl Field {
    /// Its place in values.yaml.
    pub fn pointer(&self) -> Pointer {
        Pointer::root().child("pack").child(self.key)
    }

    /// What it is for.
    pub fn help(&self) -> &'static str {
        assist::help(&Values::file(), &self.pointer()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_words() {
        for field in FIELDS {
            assert!(
                !field.label.is_empty() && !field.help().is_empty(),
                "{}",
                field.key
            );
        }
    }
}
