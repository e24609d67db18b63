//! The changes that what is done in the form makes.

use pack_syntax::{Pointer, Yaml, apply};
use serde_json::{Map, Value};

use super::spot::Spot;
use super::{Form, Input, schema};
use crate::edit::{Change, Session, Transaction};
use crate::format::property::{Property, Type};
use crate::pack::Pack;
use crate::pack::document::YamlFile;

/// What a new value is, until it is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// An empty text.
    Text,
    /// 0.
    Number,
    /// false.
    Switch,
    /// A map without keys.
    Map,
    /// A list without items.
    List,
}

impl Blank {
    /// All of them, each with its label.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Text, "Text"),
        (Self::Number, "Number"),
        (Self::Switch, "True or false"),
        (Self::Map, "Map"),
        (Self::List, "List"),
    ];

    fn value(self) -> Value {
        match self {
            Self::Text => Value::String(String::new()),
            Self::Number => 0.into(),
            Self::Switch => Value::Bool(false),
            Self::Map => Value::Object(Map::new()),
            Self::List => Value::Array(Vec::new()),
        }
    }
}

/// An empty value of what Palette reads; `None` where that may be anything.
fn of_type(of: Type) -> Option<Value> {
    Some(match of {
        Type::Anything => return None,
        Type::Number => Blank::Number.value(),
        Type::List(_) => Blank::List.value(),
        Type::Object(properties) => {
            let entries = properties.iter();
            let entry = |property: &Property| {
                let value = of_type(property.value).unwrap_or_default();
                (property.key.to_owned(), value)
            };
            Value::Object(entries.map(entry).collect())
        }
        Type::Map(..) | Type::Texts(_) => Blank::Map.value(),
        _ => Blank::Text.value(),
    })
}

impl Form<'_> {
    /// Gives a place a value. A value that only a chart has becomes one of the pack, where the chart has it and
    /// with its comment.
    pub fn set(&self, pack: &Pack, place: &Pointer, value: Value) -> Vec<Change> {
        let at_once = self.addition(pack, place, &value);
        if let Some(change) = at_once {
            return vec![change];
        }
        let mut changes = self.taken_over(pack, place);
        changes.push(Change::set(YamlFile::values(), place.clone(), value));
        changes
    }

    /// The change that writes a value that the pack does not have to where its row is, with the chart's comment;
    /// `None` if it is in a list, or can be written only elsewhere.
    fn addition(&self, pack: &Pack, place: &Pointer, value: &Value) -> Option<Change> {
        let (map, key) = (place.parent()?, place.last()?);
        let mut spot = self.root();
        let mut missing = None;
        for token in place.tokens() {
            if spot.own.is_none() && spot.items().is_some() {
                return None;
            }
            let below = spot.step(token)?;
            if missing.is_none() && below.own.is_none() {
                missing = Some(spot.keys());
            }
            spot = below;
        }
        let order = missing?.into_iter().map(str::to_owned).collect();
        let mut charts = self.charts.iter();
        let chart = charts.find(|chart| chart.covers(place));
        let text = chart.and_then(|chart| chart.entry_text(place));
        let at = Pointer::root().child(key);
        let text = text.unwrap_or_default();
        let edits = Yaml::read(text.as_str()).set(&at, value).ok()?;
        let text = apply(&text, &edits).ok()?;
        let change = Change::insert_text_in_order(YamlFile::values(), map, key, text, order);
        let step = Transaction::new("Change", vec![change.clone()]);
        let mut session = Session::open(pack.clone());
        session.apply(step).ok().map(|_| change)
    }

    /// Removes what the pack has at a place, so that the chart's default holds again, together with the maps above
    /// it that have nothing else and that the chart has, too.
    pub fn remove(&self, pack: &Pack, place: &Pointer) -> Vec<Change> {
        let mut changes = self.taken_over(pack, place);
        let mut removed = place.clone();
        while let Some(above) = removed.parent() {
            let Some(spot) = self.at(&above) else {
                break;
            };
            let is_alone = spot.own.and_then(|own| own.entries()).map(<[_]>::len) == Some(1);
            let default = spot.defaults.first();
            let is_the_charts = default.is_some_and(|layer| layer.node.entries().is_some());
            if !is_alone || !is_the_charts || spot.chart().is_some() {
                break;
            }
            removed = above;
        }
        changes.push(Change::remove(YamlFile::values(), removed));
        changes
    }

    /// What a new item of a list or key of a map is by what stands beside it or what the chart says; `None` if
    /// nothing does.
    pub fn pattern(&self, place: &Pointer) -> Option<Value> {
        let spot = self.at(place)?;
        let beside = spot.below();
        let mut beside = beside.iter().rev();
        let beside = beside.find_map(|(_, below)| self.blank(below));
        let by_table = match spot.table() {
            Some(Type::List(item)) => of_type(*item),
            _ => None,
        };
        by_table.or(beside).or_else(|| {
            let token = if spot.is_map() { "-" } else { "0" };
            let parts = self.schema(&place.child(token));
            Some(match *schema::types(&parts).first()? {
                "string" => Blank::Text.value(),
                "integer" | "number" => Blank::Number.value(),
                "boolean" => Blank::Switch.value(),
                "object" => Blank::Map.value(),
                "array" => Blank::List.value(),
                _ => return None,
            })
        })
    }

    /// The same kind of value without its content. A map keeps its keys.
    fn blank(&self, spot: &Spot<'_>) -> Option<Value> {
        Some(match super::input::of(spot, &[]) {
            Input::Map(_) => {
                let below = spot.below();
                let below = below.iter().filter_map(|(key, below)| {
                    Some((key.clone().into_owned(), self.blank(below)?))
                });
                Value::Object(below.collect())
            }
            Input::List(_) => Blank::List.value(),
            Input::Switch => Blank::Switch.value(),
            Input::Number { .. } => Blank::Number.value(),
            Input::Text => Blank::Text.value(),
            Input::Choice(_) | Input::Any | Input::Fixed => return None,
        })
    }

    /// Adds an item at the end of a list, and gives its place.
    pub fn add_item(&self, pack: &Pack, list: &Pointer, blank: Blank) -> (Vec<Change>, Pointer) {
        let value = self.pattern(list).unwrap_or_else(|| blank.value());
        let spot = self.at(list);
        let count = spot.and_then(|spot| Some(spot.items()?.len()));
        let mut changes = self.taken_over(pack, list);
        changes.push(Change::append(YamlFile::values(), list.clone(), value));
        (changes, list.item(count.unwrap_or(0)))
    }

    /// Adds a key to a map, and gives its place.
    ///
    /// # Errors
    ///
    /// What is wrong with the key, as a sentence.
    pub fn add_key(
        &self,
        pack: &Pack,
        map: &Pointer,
        key: &str,
        blank: Blank,
    ) -> Result<(Vec<Change>, Pointer), &'static str> {
        self.check_key(map, key)?;
        let place = map.child(key);
        let is_empty = self.at(map).is_some_and(|spot| spot.count() == 0);
        // An empty map of the chart has its place and its comment, and one in a list of the chart comes with all of
        // that. Another one is merged with the chart's.
        let mut changes = match is_empty || self.is_in_list_of_chart(map) {
            true => self.taken_over(pack, map),
            false => Vec::new(),
        };
        let value = blank.value();
        changes.push(Change::set(YamlFile::values(), place.clone(), value));
        Ok((changes, place))
    }

    /// Whether a place lies in a list that the pack takes from its chart.
    fn is_in_list_of_chart(&self, place: &Pointer) -> bool {
        let above = std::iter::successors(place.parent(), Pointer::parent);
        let mut spots = above.filter_map(|above| self.at(&above));
        spots.any(|spot| spot.own.is_none() && spot.items().is_some())
    }

    /// Gives a key of the pack another name.
    ///
    /// # Errors
    ///
    /// What is wrong with the name, as a sentence.
    pub fn rename(
        &self,
        place: &Pointer,
        key: &str,
    ) -> Result<(Vec<Change>, Pointer), &'static str> {
        let map = place.parent().ok_or("The file itself has no name.")?;
        if place.last() == Some(key) {
            return Ok((Vec::new(), place.clone()));
        }
        self.check_key(&map, key)?;
        let change = Change::rename_key(YamlFile::values(), place.clone(), key);
        Ok((vec![change], map.child(key)))
    }

    /// Moves an item of a list to another index.
    pub fn move_item(&self, pack: &Pack, list: &Pointer, from: usize, to: usize) -> Vec<Change> {
        let mut changes = self.taken_over(pack, list);
        changes.push(Change::move_item(
            YamlFile::values(),
            list.clone(),
            from,
            to,
        ));
        changes
    }

    fn check_key(&self, map: &Pointer, key: &str) -> Result<(), &'static str> {
        let spot = self.at(map).ok_or("The map is gone.")?;
        if key.is_empty() {
            return Err("Enter a key.");
        }
        let has_it = spot.own.is_some_and(|own| own.entry(key).is_some());
        if has_it || spot.step(key).is_some() {
            return Err("This key exists already.");
        }
        Ok(())
    }

    /// The changes that make what only a chart has at a place one of the pack's own values: the value itself, or
    /// the list that it belongs to, because charts cannot merge lists. None if the pack has it.
    fn taken_over(&self, pack: &Pack, place: &Pointer) -> Vec<Change> {
        let mut spot = self.root();
        let mut taken = Pointer::root();
        for token in place.tokens() {
            let Some(below) = spot.step(token) else {
                return Vec::new();
            };
            spot = below;
            taken = taken.child(token);
            if spot.own.is_none() && spot.items().is_some() {
                break;
            }
        }
        let is_the_charts = spot.own.is_none() && !spot.defaults.is_empty();
        let mut charts = self.charts.iter();
        let chart = charts.find(|chart| is_the_charts && chart.covers(&taken));
        chart.map_or_else(Vec::new, |chart| chart.additions(pack, &[taken]))
    }
}
