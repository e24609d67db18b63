//! A row of a document's table: a property's key, label, type, help, and where forms show it.

use crate::format::vocabulary::{Choice, Choices, Layer};

/// Stands in a path for any item of a list.
pub const ITEM: &str = "[]";

/// A property of a document: one row of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    /// The key.
    pub key: &'static str,
    /// What forms and messages call it; the key itself where no form has a name for it.
    pub label: &'static str,
    /// What it is for, in one or two sentences.
    pub help: &'static str,
    /// What it holds.
    pub value: Type,
    /// Whether it may be missing.
    pub need: Need,
    /// Where forms show it.
    pub shown: Shown,
}

/// Whether a property may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be missing.
    Optional,
    /// The schema does not require it, but Palette does.
    ByPalette,
    /// The schema requires it.
    BySchema,
}

/// What a property holds. It decides how a form edits the property, what completion offers, and
/// what the JSON schema accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A day, as the text `yyyy-MM-dd`.
    Date,
    /// A number.
    Number,
    /// The dotted path of a value in values.yaml.
    ValuePath,
    /// The path of a chart archive in the pack.
    ChartFile,
    /// The path of a Kubernetes manifest in the pack.
    ManifestFile,
    /// One of these values.
    Choice(&'static Choices),
    /// One of these values, or another that the user types.
    OpenChoice(&'static Choices),
    /// A list whose items hold this.
    List(&'static Type),
    /// An object with these properties.
    Object(&'static [Property]),
    /// Texts under any key; these keys are documented.
    Texts(&'static [Property]),
    /// Entries under names of something, each as the property says.
    Map(Names, &'static Property),
    /// Whatever a chart or a manifest reads.
    Anything,
}

/// What the keys of a [`Type::Map`] are names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Charts, by the name in Chart.yaml.
    Charts,
    /// Manifests, by the name of their file without its extension.
    Manifests,
    /// Namespaces, of which the pack's own is offered first.
    Namespaces,
    /// Values, by their dotted path.
    Values,
}

/// Where forms show a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In the form of its object, always.
    Always,
    /// In the form of its object, for packs of a layer and where a pack has it.
    For(Layer),
    /// In the form of its object, for operating systems on these clouds.
    ForOsOn(&'static [&'static str]),
    /// In the form of its object, where a pack has it.
    WhenPresent,
    /// In a form or a list of its own.
    OnItsOwn,
    /// In no form: it is edited as text.
    Nowhere,
}

impl Property {
    /// A property that is optional, and always shown in the form of its object.
    pub(super) const fn new(
        key: &'static str,
        label: &'static str,
        value: Type,
        help: &'static str,
    ) -> Self {
        Self {
            key,
            label,
            help,
            value,
            need: Need::Optional,
            shown: Shown::Always,
        }
    }

    /// The same, required by the schema.
    pub(super) const fn required(self) -> Self {
        self.needed(Need::BySchema)
    }

    /// The same, required or not.
    pub(super) const fn needed(self, need: Need) -> Self {
        Self { need, ..self }
    }

    /// The same, shown elsewhere or under a condition.
    pub(super) const fn shown(self, shown: Shown) -> Self {
        Self { shown, ..self }
    }

    /// Whether forms mark it as required.
    pub fn is_required(&self) -> bool {
        self.need != Need::Optional
    }

    /// Whether some form edits it.
    pub fn has_form(&self) -> bool {
        self.shown != Shown::Nowhere
    }
}

impl Type {
    /// The values that this, or each of its items, may have, as far as forms and completion offer
    /// them.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::Choice(choices) | Self::OpenChoice(choices) => choices.offered,
            Self::List(item) => item.choices(),
            _ => &[],
        }
    }

    /// The properties of an object, or the documented keys of a map of texts.
    pub fn properties(self) -> &'static [Property] {
        match self {
            Self::Object(properties) | Self::Texts(properties) => properties,
            _ => &[],
        }
    }

    /// What stands below a key, or below an index or [`ITEM`] in a list: the property, and what it
    /// or its item holds. `list` is the property that this is the type of.
    fn step(self, list: Option<&'static Property>, token: &str) -> Option<Found> {
        match self {
            Self::List(item) => Some(Found {
                property: list?,
                value: *item,
            }),
            Self::Map(_, entry) if token != ITEM => Some(Found::of(entry)),
            _ => find(self.properties(), token).map(Found::of),
        }
    }
}

/// What the tables say of a place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The property, or for an item that of its list.
    pub property: &'static Property,
    /// What stands there.
    pub value: Type,
}

impl Found {
    fn of(property: &'static Property) -> Self {
        Self {
            property,
            value: property.value,
        }
    }

    /// Whether this is an item of its property's list.
    pub fn is_item(&self) -> bool {
        self.value != self.property.value
    }
}

/// The property with a key.
pub fn find(properties: &'static [Property], key: &str) -> Option<&'static Property> {
    properties.iter().find(|property| property.key == key)
}

/// What a table says of a place below its root. Items are named by their index or by [`ITEM`].
pub fn at<'p>(root: Type, path: impl IntoIterator<Item = &'p str>) -> Option<Found> {
    let mut found = None;
    for token in path {
        let (value, list) = match found {
            None => (root, None),
            Some(Found { property, value }) => (value, Some(property)),
        };
        found = Some(value.step(list, token)?);
    }
    found
}

/// Every property of a table with its path, each before those below it. Items are named [`ITEM`];
/// entries of maps are left out.
pub fn all(root: Type) -> Vec<(Vec<&'static str>, &'static Property)> {
    let mut found = Vec::new();
    collect(root, &[], &mut found);
    found
}

fn collect(
    value: Type,
    path: &[&'static str],
    found: &mut Vec<(Vec<&'static str>, &'static Property)>,
) {
    match value {
        Type::List(item) => collect(*item, &[path, &[ITEM]].concat(), found),
        value => {
            for property in value.properties() {
                let path = [path, &[property.key]].concat();
                found.push((path.clone(), property));
                collect(property.value, &path, found);
            }
        }
    }
}
