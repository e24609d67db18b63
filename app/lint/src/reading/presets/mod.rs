//! Which presets does presets.yaml have?

pub(crate) mod additions;
pub(crate) mod enabled;

use pack_model::path::PRESETS_YAML;
use pack_model::{FilePath, Place, Pointer};
use serde_json::Value;

use crate::reading::context::Context;

/// One preset.
#[derive(Debug)]
pub(crate) struct Preset<'a> {
    /// Its place in presets.yaml.
    pub(crate) pointer: Pointer,
    /// The preset.
    pub(crate) value: &'a Value,
    /// What it adds to the values, if that is YAML.
    pub(crate) added: Option<&'a Value>,
}

impl<'a> Preset<'a> {
    /// A property that is a string.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// The place of a property.
    pub(crate) fn at(&self, key: &str) -> Place {
        at(self.pointer.child(key))
    }

    /// The paths that it removes, with their places.
    pub(crate) fn removed(&self) -> Vec<(Pointer, &'a str)> {
        let list = self.pointer.child("remove");
        let items = self.value.get("remove").and_then(Value::as_array);
        let items = items.into_iter().flatten().enumerate();
        items
            .filter_map(|(index, item)| Some((list.item(index), item.as_str()?)))
            .collect()
    }
}

/// Whether the presets are known: presets.yaml can be read, or there is none under any spelling.
pub(crate) fn are_known(context: &Context<'_>) -> bool {
    match context.pack.file(PRESETS_YAML) {
        Some(_) => context.data(PRESETS_YAML).is_some(),
        None => context.misnamed(PRESETS_YAML).is_none(),
    }
}

/// All presets of a pack; empty if there are none, or they cannot be read.
pub(crate) fn presets<'a>(context: &'a Context<'_>) -> Vec<Preset<'a>> {
    let list = Pointer::root().child("presets");
    let items = context
        .data(PRESETS_YAML)
        .and_then(|data| data.get("presets")?.as_array());
    let items = items.into_iter().flatten().enumerate();
    items
        .map(|(index, value)| Preset {
            pointer: list.item(index),
            value,
            added: context.preset_addition(index),
        })
        .collect()
}

/// The place of a value in presets.yaml.
pub(crate) fn at(pointer: Pointer) -> Place {
    Place::value(FilePath::of(PRESETS_YAML), pointer)
}
