//! A place of the form: what the pack has there, what its charts have, and what is below.

use std::borrow::Cow;

use pack_syntax::Yaml;
use pack_syntax::yaml::{Node, NodeKind, Style};

use super::super::own::OwnValues;
use super::super::text;
use crate::format::documents;
use crate::format::property::{Names, Property, Type, find};

/// A value of a chart, and the document that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer<'a> {
    pub(super) yaml: &'a Yaml,
    pub(super) node: &'a Node,
}

/// A place.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    /// What values.yaml has there.
    pub(super) own: Option<&'a Node>,
    /// What the charts have there. The first one counts, and maps below it are merged with it.
    pub(super) defaults: Vec<Layer<'a>>,
    level: Level<'a>,
}

/// What is known of the keys at a place.
#[derive(Debug, Clone, Copy)]
enum Level<'a> {
    /// The root of values.yaml.
    Root(&'a [OwnValues]),
    /// The map with the values of each chart.
    Charts(&'a [OwnValues]),
    /// The values of a chart.
    Chart(&'a OwnValues),
    /// What Palette reads here, by the table of it.
    Table(Type, &'a [OwnValues]),
    /// The chart knows what belongs here.
    Known,
    /// Anything may stand here.
    Any,
    /// The chart does not know it.
    Unknown,
}

impl<'a> Spot<'a> {
    /// The root of values.yaml.
    pub(super) fn root(own: Option<&'a Node>, charts: &'a [OwnValues]) -> Self {
        Self {
            own,
            defaults: Vec::new(),
            level: Level::Root(charts),
        }
    }

    /// The chart whose values are here.
    pub(super) fn chart(&self) -> Option<&'a OwnValues> {
        match self.level {
            Level::Chart(chart) => Some(chart),
            _ => None,
        }
    }

    /// Whether the chart does not know what the pack sets here.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.level, Level::Unknown)
    }

    /// What is shown: the pack's value, or else the chart's. `None` of a map that nobody has written.
    pub(super) fn node(&self) -> Option<&'a Node> {
        self.own.or_else(|| Some(self.defaults.first()?.node))
    }

    /// The document in which that stands.
    pub(super) fn yaml(&self, values: &'a Yaml) -> &'a Yaml {
        match (self.own, self.defaults.first()) {
            (None, Some(layer)) => layer.yaml,
            _ => values,
        }
    }

    /// Whether keys can stand below it.
    pub(super) fn is_map(&self) -> bool {
        match self.own {
            Some(own) => own.entries().is_some() || self.is_filled_in(own),
            None => match self.defaults.first() {
                Some(layer) => layer.node.entries().is_some(),
                None => self.is_map_by_itself(),
            },
        }
    }

    /// Whether a map belongs here, even if nobody has written one.
    fn is_map_by_itself(&self) -> bool {
        match self.level {
            Level::Root(_) | Level::Charts(_) | Level::Chart(_) => true,
            Level::Table(of, _) => matches!(of, Type::Object(_) | Type::Map(..)),
            Level::Known | Level::Any | Level::Unknown => false,
        }
    }

    /// What the table says of what Palette reads here.
    pub(super) fn table(&self) -> Option<Type> {
        match self.level {
            Level::Table(of, _) => Some(of),
            _ => None,
        }
    }

    /// The items, of a list.
    pub(super) fn items(&self) -> Option<&'a [Node]> {
        self.node()?.items()
    }

    /// An empty value where a map belongs is one to fill in. Elsewhere it removes the chart's.
    fn is_filled_in(&self, own: &Node) -> bool {
        self.is_map_by_itself() && own.as_str() == Some("")
    }

    /// Whether the pack sets another value than the chart. Maps are compared key by key, below them.
    pub(super) fn differs(&self) -> bool {
        let (Some(own), Some(layer)) = (self.own, self.defaults.first()) else {
            return false;
        };
        let are_maps = own.entries().is_some() && layer.node.entries().is_some();
        !are_maps && !is_same(own, layer.node) && !self.is_filled_in(own)
    }

    /// The keys below it: those of the pack in their order, those that only charts have where they have them.
    pub(super) fn keys(&self) -> Vec<&'a str> {
        if !self.is_map() {
            return Vec::new();
        }
        let mut keys = Vec::new();
        if let Some(own) = self.own {
            weave(&mut keys, &keys_of(own));
        }
        for layer in self.maps() {
            weave(&mut keys, &keys_of(layer.node));
        }
        match self.level {
            Level::Root([]) => weave(&mut keys, &["pack"]),
            Level::Root(_) => weave(&mut keys, &["pack", "charts", "readinessCheck"]),
            Level::Charts(charts) | Level::Table(Type::Map(Names::Charts, _), charts) => {
                let names = charts.iter().map(|chart| chart.chart().name.as_str());
                weave(&mut keys, &names.collect::<Vec<_>>());
            }
            Level::Chart(chart) => weave(&mut keys, &chart.inner_keys().collect::<Vec<_>>()),
            Level::Table(of, _) => {
                let named = of.properties().iter().map(|property| property.key);
                weave(&mut keys, &named.collect::<Vec<_>>());
            }
            Level::Known | Level::Any | Level::Unknown => {}
        }
        keys
    }

    /// The maps of the charts that are merged here.
    fn maps(&self) -> impl Iterator<Item = &Layer<'a>> {
        let maps = self.defaults.iter();
        maps.take_while(|layer| layer.node.entries().is_some())
    }

    /// The place below a key.
    pub(super) fn child(&self, key: &str) -> Self {
        let own = self.own.and_then(|own| Some(own.entry(key)?.value()));
        let mut defaults: Vec<_> = self
            .maps()
            .filter_map(|layer| {
                let node = layer.node.entry(key)?.value();
                Some(Layer { node, ..*layer })
            })
            .collect();
        let level = match self.level {
            Level::Root(charts) if key == "charts" => Level::Charts(charts),
            Level::Root(charts) => by_table(find(documents::VALUES.properties(), key), charts),
            Level::Table(Type::Map(_, entry), charts) => by_table(Some(entry), charts),
            Level::Table(of, charts) => by_table(find(of.properties(), key), charts),
            Level::Any => Level::Any,
            Level::Charts(charts) => {
                let named = charts.iter().find(|chart| chart.chart().name == key);
                named.map_or(Level::Any, Level::Chart)
            }
            Level::Chart(chart) => match chart.inner(key).first().copied() {
                Some(inner) => Level::Chart(inner),
                None if key == "global" => Level::Any,
                None => self.known(&defaults),
            },
            Level::Known => self.known(&defaults),
            Level::Unknown => Level::Unknown,
        };
        if let Level::Chart(chart) = level {
            defaults.extend(chart.yaml().root().map(|node| Layer {
                yaml: chart.yaml(),
                node,
            }));
        }
        Self {
            own,
            defaults,
            level,
        }
    }

    /// What is known below a key of the chart's values. Below a map or list that the chart leaves empty, anything
    /// may stand.
    fn known(&self, defaults: &[Layer<'a>]) -> Level<'a> {
        let has_keys = |layer: &Layer<'_>| layer.node.entries().is_some_and(|all| !all.is_empty());
        let has_keys = self.maps().any(has_keys);
        match defaults {
            [] if has_keys => Level::Unknown,
            [] => Level::Any,
            _ => Level::Known,
        }
    }

    /// The place of an item.
    pub(super) fn item(&self, index: usize) -> Option<Self> {
        let node = self.items()?.get(index)?;
        let (own, defaults) = match (self.own, self.defaults.first()) {
            (None, Some(layer)) => (None, vec![Layer { node, ..*layer }]),
            _ => (Some(node), Vec::new()),
        };
        let level = match self.level {
            Level::Unknown => Level::Unknown,
            Level::Table(Type::List(item), charts) => Level::Table(*item, charts),
            _ if own.is_some() => Level::Any,
            _ => Level::Known,
        };
        Some(Self {
            own,
            defaults,
            level,
        })
    }

    /// The place at the next token of a path; `None` if neither the pack nor a chart has it.
    pub(super) fn step(&self, token: &str) -> Option<Self> {
        if self.items().is_some() {
            return self.item(token.parse().ok()?);
        }
        let child = self.is_map().then(|| self.child(token))?;
        let is_there = child.own.is_some() || !child.defaults.is_empty();
        (is_there || self.keys().contains(&token)).then_some(child)
    }

    /// All places below it, each with its key or index.
    pub(super) fn below(&self) -> Vec<(Cow<'a, str>, Self)> {
        if let Some(items) = self.items() {
            let items = 0..items.len();
            let item = |index: usize| Some((Cow::Owned(index.to_string()), self.item(index)?));
            return items.filter_map(item).collect();
        }
        let keys = self.keys().into_iter();
        keys.map(|key| (Cow::Borrowed(key), self.child(key)))
            .collect()
    }

    /// How many places are below it.
    pub(super) fn count(&self) -> usize {
        match self.items() {
            Some(items) => items.len(),
            None => self.keys().len(),
        }
    }
}

/// What the table says of a key.
fn by_table<'a>(property: Option<&Property>, charts: &'a [OwnValues]) -> Level<'a> {
    match property.map(|property| property.value) {
        None | Some(Type::Anything) => Level::Any,
        Some(of) => Level::Table(of, charts),
    }
}

/// The keys of a map, each once.
fn keys_of(node: &Node) -> Vec<&str> {
    let entries = node.entries().unwrap_or_default();
    entries.iter().filter_map(|entry| entry.key()).collect()
}

/// Up to so many keys, a look at all of them is as fast as a set.
const FEW: usize = 32;

/// Adds the keys that are not there yet, each behind the one that it follows.
fn weave<'a>(keys: &mut Vec<&'a str>, more: &[&'a str]) {
    let are_many = keys.len() + more.len() > FEW;
    let mut known = std::collections::BTreeSet::new();
    if are_many {
        known.extend(keys.iter().copied());
    }
    let mut at = 0;
    for key in more {
        let is_new = match are_many {
            true => known.insert(key),
            false => !keys.contains(key),
        };
        if is_new {
            keys.insert(at, key);
            at += 1;
        } else if keys.get(at) == Some(key) {
            at += 1;
        } else if let Some(place) = keys.iter().position(|known| known == key) {
            at = place + 1;
        }
    }
}

/// Whether two values mean the same.
fn is_same(one: &Node, other: &Node) -> bool {
    match (one.kind(), other.kind()) {
        (NodeKind::Map(entries), NodeKind::Map(others)) => {
            let is_in_other = |entry: &pack_syntax::yaml::MapEntry| {
                let other = entry.key().and_then(|key| other.entry(key));
                other.is_some_and(|other| is_same(entry.value(), other.value()))
            };
            entries.len() == others.len() && entries.iter().all(is_in_other)
        }
        (NodeKind::Seq(items), NodeKind::Seq(others)) => {
            let mut pairs = items.iter().zip(others);
            items.len() == others.len() && pairs.all(|(one, other)| is_same(one, other))
        }
        (
            NodeKind::Scalar { value, style },
            NodeKind::Scalar {
                value: other_value,
                style: other_style,
            },
        ) => {
            let is_plain = [*style, *other_style].map(|style| style == Style::Plain);
            match is_plain {
                [false, false] => value == other_value,
                [true, true] if value == other_value => true,
                // Numbers and booleans can be spelled in several ways.
                [true, true] => {
                    text(one).is_none() && text(other).is_none() && {
                        let [one, other] =
                            [value, other_value].map(|text| Yaml::read(text.as_str()));
                        one.value() == other.value()
                    }
                }
                _ => value == other_value && text(one).is_some() && text(other).is_some(),
            }
        }
        _ => false,
    }
}
