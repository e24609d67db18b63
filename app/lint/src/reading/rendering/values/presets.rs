//! The presets of a pack, applied to its values as Palette applies them: what `remove` names is removed,
//! then `add` is merged.

use pack_helm::value::{Map, Value};
use pack_helm::{read_values, read_yaml};
use pack_model::Pack;
use pack_model::path::PRESETS_YAML;
use pack_model::presets::preset_id;

use super::lookup::{merge, text};
use super::macros::{Macros, Samples};

/// A preset.
#[derive(Debug)]
pub(in crate::reading::rendering) struct Preset {
    /// Group and name.
    pub(in crate::reading::rendering) id: String,
    remove: Vec<String>,
    add: Map,
}

impl Preset {
    /// The presets of a pack, in the order of presets.yaml; none where it cannot be read.
    pub(in crate::reading::rendering) fn all(pack: &Pack, samples: &Samples) -> Vec<Self> {
        let Some(file) = pack.file(PRESETS_YAML) else {
            return Vec::new();
        };
        let read = read_yaml(&file.bytes).ok();
        let list = read.and_then(|read| read.as_map()?.get("presets"));
        let Some(Value::List(list)) = list else {
            return Vec::new();
        };
        let name = pack.manifest().name().unwrap_or_default();
        let macros = Macros::new(&name, samples, None);
        let presets = list.to_vec().into_iter();
        presets
            .map(|preset| Self::read(preset.as_map(), &macros))
            .collect()
    }

    fn read(preset: Option<&Map>, macros: &Macros<'_>) -> Self {
        let empty = Map::default();
        let preset = preset.unwrap_or(&empty);
        let removed = match preset.get("remove") {
            Some(Value::List(list)) => list.to_vec(),
            _ => Vec::new(),
        };
        let removed = removed.iter().filter_map(Value::as_text);
        let add = text(preset, "add").unwrap_or_default();
        let add = read_values(add.as_bytes())
            // A macro without quotes is no YAML before it is replaced.
            .or_else(|_| read_values(macros.replaced(&add).as_bytes()));
        Self {
            id: preset_id(
                &text(preset, "group").unwrap_or_default(),
                &text(preset, "name").unwrap_or_default(),
            ),
            remove: removed.map(|path| path.lossy().into_owned()).collect(),
            add: add.unwrap_or_default(),
        }
    }

    /// Changes values as the choice of the preset does.
    pub(in crate::reading::rendering) fn apply(&self, values: &Map) {
        for path in &self.remove {
            remove(&Value::Map(values.clone()), path.trim());
        }
        merge(values, &self.add, 0);
    }
}

/// Removes what stands at a path with dots. Keys may have dots themselves.
fn remove(value: &Value, path: &str) -> bool {
    match value {
        Value::Map(map) => {
            if map.remove(path).is_some() {
                return true;
            }
            let mut dots = path.match_indices(['.', '[']);
            dots.any(|(dot, _)| {
                let (key, rest) = path.split_at(dot);
                let rest = rest.strip_prefix('.').unwrap_or(rest);
                map.get(key).is_some_and(|inner| remove(&inner, rest))
            })
        }
        Value::List(list) => {
            let (first, rest) = match path.split_once('.') {
                Some((first, rest)) => (first, Some(rest)),
                None => (path, None),
            };
            let Ok(index) = first.trim_matches(['[', ']']).parse::<usize>() else {
                return false;
            };
            match (list.get(index), rest) {
                (Some(item), Some(rest)) => remove(&item, rest),
                (Some(_), None) => {
                    list.items_mut().remove(index);
                    true
                }
                (None, _) => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use pack_helm::write_yaml;

    use super::*;

    #[test]
    fn what_is_removed_goes_before_what_is_added() {
        let values = read_values(
            b"charts: {web: {a: {b: 1, c: 2}, list: [1, 2, 3], 'x.y/z': on, keep: true}}",
        )
        .unwrap();
        let preset = read_values(
            b"remove: [charts.web.a, 'charts.web.list[1]', charts.web.x.y/z, charts.no.such]\n\
            add: |\n  charts:\n    web:\n      a: {d: 3}\n      keep: {e: 4}\n",
        )
        .unwrap();
        let samples = Samples::default();
        let preset = Preset::read(Some(&preset), &Macros::new("p", &samples, None));
        preset.apply(&values);
        let written = |values: &Map| write_yaml(&Value::Map(values.clone())).unwrap();
        assert_eq!(
            written(&values),
            "charts:\n  web:\n    a:\n      d: 3\n    keep:\n      e: 4\n    list:\n    - 1\n    - 3\n"
        );
        // What is merged is a copy.
        preset.apply(&values);
        assert_eq!(written(&preset.add).lines().count(), 6);
    }
}
