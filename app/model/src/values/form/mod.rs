//! values.yaml as a form: a row for every value that the pack sets or a chart has, with the input that fits it,
//! and the changes that what is done there makes.

mod change;
mod input;
#[cfg(test)]
mod properties;
mod rows;
mod schema;
mod spot;
#[cfg(test)]
mod tests;

use pack_syntax::Pointer;
use serde_json::Value;

pub use change::Blank;
pub use input::Input;
pub use rows::{Filter, Row, Rows};

use super::Values;
use super::own::OwnValues;
use spot::Spot;

/// The form of some values and the charts that they are for. It reads both and keeps nothing.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    values: &'a Values,
    charts: &'a [OwnValues],
}

/// Whose value a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The pack's.
    Own,
    /// The chart's, because the pack has none.
    Default,
    /// The pack's, which the chart does not know.
    Unknown,
}

impl State {
    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Default => "default",
            Self::Unknown => "unknown",
        }
    }
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose value it is.
    pub state: State,
    /// How it is edited.
    pub input: Input,
    /// The value as its input has it: a text as it is, of a choice the JSON, else as it is spelled.
    pub text: String,
    /// The chart's value, where the pack's differs, on one line.
    pub default: Option<String>,
    /// The same as data; null of a map or a list.
    pub value: Value,
    /// Which limit of the chart the value breaks, as a sentence.
    pub problem: Option<String>,
    /// Its index and the number of items, in a list.
    pub item: Option<(usize, usize)>,
    /// Whether its key can be renamed.
    pub has_own_key: bool,
    /// Whether it can be removed: what the pack has, but not all that a chart gets, or an item of a list.
    pub can_be_removed: bool,
    /// Whether what is removed makes place for the chart's.
    pub has_default: bool,
}

impl Entry {
    /// What an input with this text shows: the text, as long as it cannot be read or means what stands there.
    pub fn shown<'t>(&'t self, input: &Input, typed: Option<&'t str>) -> &'t str {
        let typed = typed.filter(|typed| match input.read(typed) {
            Ok(value) => value == self.value,
            Err(_) => true,
        });
        typed.unwrap_or(&self.text)
    }
}

impl<'a> Form<'a> {
    /// The form of values and of the charts that they are for.
    pub fn new(values: &'a Values, charts: &'a [OwnValues]) -> Self {
        Self { values, charts }
    }

    fn root(&self) -> Spot<'a> {
        Spot::root(self.values.yaml().root(), self.charts)
    }

    fn at(&self, place: &Pointer) -> Option<Spot<'a>> {
        let mut tokens = place.tokens().iter();
        tokens.try_fold(self.root(), |spot, token| spot.step(token))
    }

    /// The place itself if it has a row, else the nearest place above it that does.
    pub fn nearest(&self, place: &Pointer) -> Pointer {
        let mut spot = self.root();
        let there = place.tokens().iter().take_while(|token| {
            let below = spot.step(token);
            let is_there = below.is_some();
            spot = below.unwrap_or_else(|| spot.clone());
            is_there
        });
        there.cloned().collect()
    }

    /// What the row of a place shows; `None` if neither the pack nor a chart has it.
    pub fn entry(&self, place: &Pointer) -> Option<Entry> {
        let above = self.at(&place.parent()?)?;
        let spot = above.step(place.last()?)?;
        let parts = self.schema(place);
        let input = input::of(&spot, &parts);
        let value = spot.node().map(input::scalar).unwrap_or_default();
        let differs = spot.differs();
        let default = spot.defaults.first().filter(|_| differs);
        let index = place.last().and_then(|token| token.parse().ok());
        let item = above.items().and_then(|items| Some((index?, items.len())));
        let depth = place.tokens().len();
        let is_free = depth > 2 || depth == 2 && spot.chart().is_none();
        Some(Entry {
            state: match spot.own {
                None => State::Default,
                Some(_) if spot.is_unknown() => State::Unknown,
                Some(_) => State::Own,
            },
            text: match (&input, &value) {
                (Input::Choice(_), value) | (_, value @ Value::Bool(_)) => value.to_string(),
                (_, Value::String(text)) => text.clone(),
                (Input::Fixed, _) | (_, Value::Number(_)) => self.spelled(&spot),
                _ => String::new(),
            },
            input,
            default: default.map(|layer| {
                let spelled = layer.yaml.text().get(layer.node.span());
                on_one_line(spelled.unwrap_or_default())
            }),
            value: value.clone(),
            problem: spot.own.and_then(|_| schema::broken_limit(&parts, &value)),
            has_own_key: is_free && spot.own.is_some() && item.is_none(),
            can_be_removed: is_free && (spot.own.is_some() || item.is_some()),
            item,
            has_default: !spot.defaults.is_empty(),
        })
    }

    /// What values.schema.json says of a place in words.
    pub fn description(&self, place: &Pointer) -> String {
        schema::description(&self.schema(place))
    }

    fn spelled(&self, spot: &Spot<'_>) -> String {
        let Some(node) = spot.node().filter(|node| node.entries().is_none()) else {
            return String::new();
        };
        let text = spot.yaml(self.values.yaml()).text();
        on_one_line(text.get(node.span()).unwrap_or_default())
    }

    /// What the schemas of the charts say of a place: of the outermost chart that says something.
    fn schema(&self, place: &Pointer) -> Vec<&'a Value> {
        let mut spot = self.root();
        for (depth, token) in place.tokens().iter().enumerate() {
            let Some(below) = spot.step(token) else {
                break;
            };
            spot = below;
            let rest = place.tokens().get(depth + 1..).unwrap_or_default();
            let chart = spot.chart().filter(|_| !rest.is_empty());
            let parts = chart.map(|chart| schema::at(chart.schema(), rest));
            if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
                return parts;
            }
        }
        Vec::new()
    }
}

/// The longest text of a value on its line, in characters.
const LONGEST: usize = 80;

/// The first line of a text, shortened if it is long.
fn on_one_line(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    let mut shown: String = first.chars().take(LONGEST).collect();
    if shown.len() < first.len() || lines.next().is_some() {
        shown.push('…');
    }
    shown
}
