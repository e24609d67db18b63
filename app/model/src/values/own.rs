//! A chart's own values, compared with those of a pack: the default and the comment of a path, and the
//! keys that the pack does not set.

use std::sync::Arc;

use pack_syntax::yaml::{Node, NodeKind};
use pack_syntax::{Pointer, Yaml, apply};
use serde_json::Value;

use super::Values;
use crate::chart::Chart;
use crate::chart::defaults::keys_of;
use crate::edit::Change;
use crate::edit::{Session, Transaction};
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::path;

/// The values.yaml of a chart.
#[derive(Debug, Clone)]
pub struct OwnValues {
    chart: Chart,
    yaml: Yaml,
    /// What values.schema.json says; null without one.
    schema: Arc<Value>,
    /// The charts in it, each with the keys of its values in those of this chart.
    inner: Vec<(Vec<String>, OwnValues)>,
}

/// A chart's default of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Default {
    /// The comment above it, without `#`.
    pub comment: String,
    /// The entry as it is written in the chart, from column 0.
    pub text: String,
    /// Whether the pack sets the same value.
    pub is_same: bool,
}

impl PartialEq for OwnValues {
    fn eq(&self, other: &Self) -> bool {
        self.chart.name == other.chart.name
            && self.chart.version == other.chart.version
            && self.yaml.text() == other.yaml.text()
            && self.schema == other.schema
            && self.inner == other.inner
    }
}

impl OwnValues {
    /// The values of a chart, empty if it has no values.yaml.
    pub fn of(mut chart: Chart) -> Self {
        let schema = chart.file("values.schema.json");
        let schema = schema.and_then(|file| std::str::from_utf8(&file.bytes).ok());
        let schema = schema.and_then(|text| pack_syntax::json::value(text).ok());
        let inner = std::mem::take(&mut chart.charts).into_iter();
        let inner = inner.map(|inner| (keys_of(&chart, &inner), Self::of(inner)));
        let inner = inner.collect();
        // The files of the archive are not needed, and may be large.
        chart.files.clear();
        let yaml = Yaml::read(chart.values.as_deref().unwrap_or_default());
        Self {
            chart,
            yaml,
            schema: Arc::new(schema.unwrap_or_default()),
            inner,
        }
    }

    /// Its values.yaml.
    pub(crate) fn yaml(&self) -> &Yaml {
        &self.yaml
    }

    /// What its values.schema.json says; null without one.
    pub(crate) fn schema(&self) -> &Value {
        &self.schema
    }

    /// The charts in it whose values are at a key of its own.
    pub(crate) fn inner(&self, key: &str) -> Vec<&OwnValues> {
        let inner = self.inner.iter();
        let inner = inner.filter(|(keys, _)| keys.iter().any(|known| known == key));
        inner.map(|(_, inner)| inner).collect()
    }

    /// The keys of the values of the charts in it.
    pub(crate) fn inner_keys(&self) -> impl Iterator<Item = &str> {
        let keys = self.inner.iter().flat_map(|(keys, _)| keys);
        keys.map(String::as_str)
    }

    /// The chart that has a path in its own values.yaml, which may be one in this chart, and the path there.
    fn holder(&self, inside: &Pointer) -> Option<(&Self, Pointer)> {
        if self.yaml.get(inside).is_some() {
            return Some((self, inside.clone()));
        }
        let (key, below) = inside.tokens().split_first()?;
        let below: Pointer = below.iter().cloned().collect();
        let mut inner = self.inner(key).into_iter();
        inner.find_map(|inner| inner.holder(&below))
    }

    /// The chart, without its files and the charts in it.
    pub fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The place of this chart's values in values.yaml.
    pub fn root(&self) -> Pointer {
        Pointer::root().child("charts").child(&self.chart.name)
    }

    /// The path in the chart's own values that belongs to a place in values.yaml, if that is below the
    /// chart's key.
    fn inside(&self, place: &Pointer) -> Option<Pointer> {
        let root = self.root();
        place
            .starts_with(&root)
            .then(|| {
                place
                    .tokens()
                    .iter()
                    .skip(root.tokens().len())
                    .collect::<Vec<_>>()
            })
            .map(|tokens| tokens.into_iter().cloned().collect())
    }

    /// Whether a place in values.yaml is below this chart's key.
    pub fn covers(&self, place: &Pointer) -> bool {
        self.inside(place).is_some_and(|inside| !inside.is_root())
    }

    /// The chart's default for a place in values.yaml.
    pub fn default(&self, values: &Values, place: &Pointer) -> Option<Default> {
        let (of, inside) = self.holder(&self.inside(place)?)?;
        let entry = of.yaml.entry_text_for_display(&inside)?;
        let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let comment: Vec<_> = entry.lines().take_while(|line| is_comment(line)).collect();
        let text: Vec<_> = entry.lines().skip(comment.len()).collect();
        Some(Default {
            comment: words(&comment),
            text: text.join("\n"),
            is_same: value(&of.yaml, &inside) == value(values.yaml(), place),
        })
    }

    /// The keys at and below a place of values.yaml that the chart has and values.yaml has not, in the
    /// chart's order; keys below a missing one are left out. If values.yaml has something else than a map,
    /// even an empty value, Helm ignores all of the chart's keys below it.
    pub fn missing(&self, values: &Values, place: &Pointer) -> Vec<Pointer> {
        let mut missing = Vec::new();
        let own = self.inside(place).and_then(|inside| self.yaml.get(&inside));
        if let (Some(own), Some(given)) = (own, values.yaml().get(place)) {
            collect(own, given, place, *place == self.root(), &mut missing);
        }
        missing
    }

    /// The changes that copy entries of the chart with their comments to a pack's values.yaml, each to where
    /// the chart has it: after the nearest entry before it that the pack has too, else before the nearest after it. An entry
    /// that cannot be copied as text is printed again, without comments.
    pub fn additions(&self, pack: &Pack, places: &[Pointer]) -> Vec<Change> {
        let mut session = Session::open(pack.clone());
        let mut changes = Vec::new();
        for place in places {
            let ways = [
                self.as_text(session.pack(), place),
                self.as_printed(session.pack(), place),
                self.as_data(place),
            ];
            let made = ways.into_iter().flatten().find(|change| {
                let step = Transaction::new("Add from chart", vec![change.clone()]);
                session.apply(step).is_ok()
            });
            changes.extend(made);
        }
        changes
    }

    /// The chart's entry for a place in values.yaml, with its comments; `None` if it needs more of the chart's text.
    pub(crate) fn entry_text(&self, place: &Pointer) -> Option<String> {
        let (of, inside) = self.holder(&self.inside(place)?)?;
        of.yaml.entry_text(&inside)
    }

    fn as_text(&self, pack: &Pack, place: &Pointer) -> Option<Change> {
        let text = self.entry_text(place)?;
        self.in_order(pack, place, text)
    }

    /// The entry with its data printed, where its text needs more of the chart's.
    fn as_printed(&self, pack: &Pack, place: &Pointer) -> Option<Change> {
        let key = Pointer::root().child(place.last()?);
        let edits = Yaml::read("").set(&key, &self.data(place)?).ok()?;
        self.in_order(pack, place, apply("", &edits).ok()?)
    }

    fn in_order(&self, pack: &Pack, place: &Pointer, text: String) -> Option<Change> {
        let order = self.neighbours(pack, place).unwrap_or_default();
        let (map, key) = (place.parent()?, place.last()?);
        let file = YamlFile::values();
        Some(Change::insert_text_in_order(file, map, key, text, order))
    }

    fn as_data(&self, place: &Pointer) -> Option<Change> {
        let data = self.data(place)?;
        Some(Change::set(YamlFile::values(), place.clone(), data))
    }

    fn data(&self, place: &Pointer) -> Option<Value> {
        let (of, inside) = self.holder(&self.inside(place)?)?;
        of.yaml.value()?.pointer(&inside.to_string()).cloned()
    }

    /// The key at a place, or the topmost above it that the pack does not have, behind the nearest key before it
    /// in the chart that the pack has too, or else before the nearest after it. `None` if the pack has neither.
    fn neighbours(&self, pack: &Pack, place: &Pointer) -> Option<Vec<String>> {
        let (map, key) = (place.parent()?, place.last()?);
        let values = pack.read_yaml(pack.text(path::VALUES_YAML)?);
        if values.get(&map).is_none() {
            return self.neighbours(pack, &map);
        }
        let (of, inside) = self.holder(&self.inside(&map)?)?;
        let own = of.yaml.get(&inside)?.entries()?;
        let keys: Vec<_> = own.iter().filter_map(|entry| entry.key()).collect();
        let rank = keys.iter().position(|known| *known == key)?;
        let given = values.get(&map)?;
        let is_set = |known: &&&str| given.entry(known).is_some();
        let before = keys[..rank].iter().rev().find(is_set);
        let order = match before {
            Some(before) => [*before, key],
            None => [key, *keys[rank + 1..].iter().find(is_set)?],
        };
        Some(order.map(str::to_owned).to_vec())
    }
}

/// The entries of a chart's map that the pack does not set. An empty value at the chart's own key is a
/// map to fill in; further down it removes the chart's values.
fn collect(own: &Node, given: &Node, place: &Pointer, is_root: bool, missing: &mut Vec<Pointer>) {
    let is_blank = is_root && given.as_str() == Some("");
    let Some(entries) = own.entries() else {
        return;
    };
    // The keys that a merge key adds are unknown here.
    let may_be_filled = match given.kind() {
        NodeKind::Map(_) => given.entry("<<").is_none(),
        _ => is_blank,
    };
    if !may_be_filled {
        return;
    }
    for entry in entries {
        let Some(key) = entry.key() else {
            continue;
        };
        match given.entry(key) {
            None => missing.push(place.child(key)),
            Some(given) => collect(
                entry.value(),
                given.value(),
                &place.child(key),
                false,
                missing,
            ),
        }
    }
}

/// The value at a place. It parses the entry alone if possible, because the whole text may be long.
fn value(yaml: &Yaml, pointer: &Pointer) -> Option<Value> {
    let alone = || {
        let entry = Yaml::read(yaml.entry_text_for_display(pointer)?).value()?;
        entry.get(pointer.last()?).cloned()
    };
    alone().or_else(|| yaml.value()?.pointer(&pointer.to_string()).cloned())
}

/// The text of comment lines.
fn words(lines: &[&str]) -> String {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| {
            let line = line.trim().trim_start_matches('#');
            let line = line.strip_prefix(' ').unwrap_or(line);
            line.strip_prefix("-- ").unwrap_or(line).trim_end()
        })
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests;
