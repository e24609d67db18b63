//! The input of a place, and the value that what is typed there means.

use pack_syntax::Yaml;
use pack_syntax::json;
use pack_syntax::yaml::{Node, NodeKind, Style};
use serde_json::Value;

use super::super::text;
use super::schema;
use super::spot::Spot;
use crate::format::property::Type;

/// How a value is edited in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A map with this many keys, each in a row of its own.
    Map(usize),
    /// A list with this many items.
    List(usize),
    /// True or false.
    Switch,
    /// A number, or only a whole one.
    Number {
        /// Whether it has no fraction.
        is_whole: bool,
    },
    /// A text of one or more lines.
    Text,
    /// One of these values.
    Choice(Vec<Value>),
    /// A number, true, false, nothing, or any other text.
    Any,
    /// What the code alone can change, such as an alias.
    Fixed,
}

/// The input of a place, of which parts of a schema speak.
pub(super) fn of(spot: &Spot<'_>, parts: &[&Value]) -> Input {
    if spot.is_map() {
        return Input::Map(spot.count());
    }
    if let Some(items) = spot.items() {
        return Input::List(items.len());
    }
    let Some(node) = spot.node() else {
        return spot.table().map_or(Input::Fixed, by_table);
    };
    if node.as_str().is_none() || node.tag().is_some() {
        return Input::Fixed;
    }
    let present = scalar(node);
    if let Some(of) = spot
        .table()
        .filter(|_| present.is_null() || present.is_string())
    {
        return by_table(of);
    }
    let choices = schema::choices(parts);
    if !choices.is_empty() {
        return Input::Choice(choices);
    }
    let default = spot.defaults.first().map(|layer| scalar(layer.node));
    let by_value = [default, Some(present.clone())];
    let by_value = by_value
        .into_iter()
        .flatten()
        .find(|value| !value.is_null());
    let wanted = match (schema::types(parts).as_slice(), &by_value) {
        (["boolean"], _) => Input::Switch,
        (["integer"], _) => Input::Number { is_whole: true },
        (["number"], _) => Input::Number { is_whole: false },
        (["string"], _) => Input::Text,
        (["object"], _) if present.is_null() => Input::Map(0),
        (["array"], _) if present.is_null() => Input::List(0),
        ([], Some(Value::Bool(_))) => Input::Switch,
        ([], Some(Value::Number(_))) => Input::Number { is_whole: false },
        ([], Some(Value::String(_))) => Input::Text,
        _ => Input::Any,
    };
    match wanted {
        // A switch cannot show a macro.
        Input::Switch if present.is_string() => Input::Text,
        Input::Switch if present.is_number() => Input::Any,
        wanted => wanted,
    }
}

/// The input of what Palette reads.
fn by_table(of: Type) -> Input {
    match of {
        Type::Number => Input::Number { is_whole: false },
        Type::List(_) => Input::List(0),
        Type::Object(_) | Type::Map(..) | Type::Texts(_) => Input::Map(0),
        Type::Anything => Input::Any,
        Type::Choice(choices) | Type::OpenChoice(choices) => {
            let offered = choices.offered.iter();
            Input::Choice(offered.map(|choice| choice.value.into()).collect())
        }
        _ => Input::Text,
    }
}

/// What a scalar means. Anything else is null.
pub(super) fn scalar(node: &Node) -> Value {
    let NodeKind::Scalar { value, style } = node.kind() else {
        return Value::Null;
    };
    if *style != Style::Plain || text(node).is_some() {
        return Value::String(value.clone());
    }
    Yaml::read(value.as_str()).value().unwrap_or_default()
}

impl Input {
    /// The value that was typed.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as a sentence.
    pub fn read(&self, typed: &str) -> Result<Value, &'static str> {
        match self {
            Self::Switch => Ok(Value::Bool(typed == "true")),
            Self::Choice(choices) => {
                let chosen = choices.iter().find(|choice| is_spelled(choice, typed));
                chosen.cloned().ok_or("Choose one of the values.")
            }
            Self::Number { is_whole } => number(typed.trim(), *is_whole),
            Self::Any => Ok(match typed.trim() {
                "" | "null" | "~" => Value::Null,
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                trimmed => number(trimmed, false).unwrap_or_else(|_| typed.into()),
            }),
            Self::Text => Ok(typed.into()),
            Self::Map(_) | Self::List(_) | Self::Fixed => Err("Change it in the Code view."),
        }
    }
}

/// Whether a text is the JSON of a value.
fn is_spelled(value: &Value, text: &str) -> bool {
    let spelled = value.to_string();
    spelled.as_str() == text
}

/// A number, or the macro that becomes one.
fn number(typed: &str, is_whole: bool) -> Result<Value, &'static str> {
    if typed.contains("{{") {
        return Ok(typed.into());
    }
    let number = json::number(typed).ok_or("This is not a number, so values.yaml is unchanged.")?;
    let is_integer = number.is_u64() || number.is_i64();
    if is_integer || typed.contains(['.', 'e', 'E']) && !is_whole {
        return Ok(number.into());
    }
    Err(match typed.contains(['.', 'e', 'E']) {
        true => "This is not a whole number, so values.yaml is unchanged.",
        false => "This number is too large, so values.yaml is unchanged.",
    })
}
