//! What the tables of the format say about a place in a document, for completion and explanations.

use super::spot::ITEM;
use crate::format::documents;
use crate::format::property::{Found, Property, Type};
use crate::format::vocabulary::Choice;

/// The documented properties of the object or map at a path of a file.
pub(super) fn keys(file: &str, path: &[&str]) -> &'static [Property] {
    documents::type_at(file, path).map_or(&[], Type::properties)
}

/// The table's facts about the entry at a path of a file.
pub(super) fn at(file: &str, path: &[&str]) -> Option<Found> {
    documents::at(file, path.iter().copied())
}

/// The values that may stand at a path of a file.
pub(super) fn values(file: &str, path: &[&str]) -> &'static [Choice] {
    at(file, path).map_or(&[], |found| found.value.choices())
}

/// The name of a property and what it is for, with the values that it may have.
pub(super) fn about(file: &str, path: &[&str]) -> Option<String> {
    let Found { property, value } = at(file, path)?;
    let is_named = !property.label.is_empty() && property.label != property.key;
    let mut text = if is_named && path.last() != Some(&ITEM) {
        format!("{}. {}", property.label, property.help)
    } else {
        property.help.to_owned()
    };
    let values: Vec<_> = value.choices().iter().map(|choice| choice.value).collect();
    if !values.is_empty() {
        text.push_str(&format!("\nOne of: {}.", values.join(", ")));
    }
    Some(text)
}
