//! A schema in parts that values can be checked against.

use super::number::Decimal;
use crate::functions::patterns::Regex;
use crate::value::Value;

/// The number of a schema in its document.
pub(super) type SchemaId = usize;

/// A schema: what its keywords ask for.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// `true` or `false` as a whole schema.
    pub(super) verdict: Option<bool>,
    /// `$ref`: nothing else counts.
    pub(super) reference: Option<SchemaId>,
    pub(super) types: Vec<String>,
    pub(super) any_of: Vec<SchemaId>,
    pub(super) one_of: Vec<SchemaId>,
    pub(super) all_of: Vec<SchemaId>,
    pub(super) not: Option<SchemaId>,
    pub(super) if_then_else: [Option<SchemaId>; 3],
    pub(super) dependencies: Vec<(String, Needs)>,
    pub(super) properties: Vec<(String, SchemaId)>,
    pub(super) pattern_properties: Vec<(Regex, SchemaId)>,
    pub(super) additional_properties: Additional,
    pub(super) property_names: Option<SchemaId>,
    pub(super) required: Vec<String>,
    pub(super) properties_between: Between,
    pub(super) items: Items,
    pub(super) additional_items: Additional,
    pub(super) contains: Option<SchemaId>,
    pub(super) unique_items: bool,
    pub(super) items_between: Between,
    pub(super) length_between: Between,
    pub(super) pattern: Option<(String, Regex)>,
    pub(super) format: Option<String>,
    pub(super) multiple_of: Option<Decimal>,
    pub(super) minimum: Option<Decimal>,
    pub(super) exclusive_minimum: Option<Decimal>,
    pub(super) maximum: Option<Decimal>,
    pub(super) exclusive_maximum: Option<Decimal>,
    /// Values as JSON.
    pub(super) choices: Vec<String>,
    pub(super) constant: Option<String>,
}

/// A least and a most.
pub(super) type Between = (Option<i64>, Option<i64>);

/// What a property needs beside it.
#[derive(Debug)]
pub(super) enum Needs {
    Properties(Vec<String>),
    Schema(SchemaId),
}

/// What is asked of properties or items that are not named.
#[derive(Debug, Default)]
pub(super) enum Additional {
    #[default]
    Allowed,
    Refused,
    Schema(SchemaId),
}

/// What is asked of items.
#[derive(Debug)]
pub(super) enum Items {
    All(SchemaId),
    Each(Vec<SchemaId>),
}

impl Default for Items {
    fn default() -> Self {
        Items::Each(Vec::new())
    }
}

/// A value as JSON, in which equal values are equal.
pub(super) fn as_json(value: &Value) -> String {
    let layout = crate::data::json::Layout {
        is_indented: false,
        escapes_html: true,
    };
    let written = crate::data::json::write(value, layout).unwrap_or_default();
    String::from_utf8_lossy(&written).into_owned()
}
