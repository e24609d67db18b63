//! Which presets does presets.yaml have?

pub(crate) mod additions;
pub(crate) mod enabled;

use std::collections::HashMap;

use pack_model::path::PRESETS_YAML;
use pack_model::{FilePath, Place, Pointer};
use serde_json::Value;

use crate::reading::context::Context;
use crate::reading::values::dotted_path;

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

/// The most presets with lists that a path is looked for in.
const MOST_WITH_LISTS: usize = 1_000;

/// The dotted paths that presets add, so that one need not be looked for in each of them.
pub(crate) struct AddedPaths<'p> {
    presets: &'p [Preset<'p>],
    /// The first preset that adds each path, and whether there is another one.
    paths: HashMap<String, (usize, bool)>,
    /// Those that add lists, whose items can be named in several ways.
    with_lists: Vec<usize>,
}

impl<'p> AddedPaths<'p> {
    /// What these presets add.
    pub(crate) fn of(presets: &'p [Preset<'p>]) -> Self {
        let mut paths = HashMap::new();
        let mut with_lists = Vec::new();
        for (index, preset) in presets.iter().enumerate() {
            let Some(added) = preset.added else { continue };
            for path in dotted_path::all(added) {
                let (first, others) = paths.entry(path).or_insert((index, false));
                *others |= *first != index;
            }
            if has_list(added) {
                with_lists.push(index);
            }
        }
        Self {
            presets,
            paths,
            with_lists,
        }
    }

    /// Whether a preset adds a value at a path, other than the one of an index.
    pub(crate) fn has(&self, path: &str, except: Option<usize>) -> bool {
        let known = self.paths.get(path.trim());
        if known.is_some_and(|(first, others)| *others || Some(*first) != except) {
            return true;
        }
        // What would have to be looked for in so many is not looked for, and nothing is claimed.
        if self.with_lists.len() > MOST_WITH_LISTS {
            return true;
        }
        let mut with_lists = self
            .with_lists
            .iter()
            .filter(|index| Some(**index) != except);
        with_lists.any(|index| {
            let added = self.presets.get(*index).and_then(|preset| preset.added);
            added.is_some_and(|added| dotted_path::exists(added, path))
        })
    }
}

fn has_list(value: &Value) -> bool {
    match value {
        Value::Array(_) => true,
        Value::Object(map) => map.values().any(has_list),
        _ => false,
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
