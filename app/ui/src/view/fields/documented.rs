//! The field of a documented property: its control follows from what the property holds.

use leptos::prelude::*;
use pack_model::format::property::{Property as Documented, Type};

use super::choice::ChoiceField;
use super::date::DateField;
use super::number::NumberField;
use super::open_choice::OpenChoiceField;
use super::property::Property;
use super::raw::RawField;
use super::text::TextField;
use super::toggles::TogglesField;
use super::value_paths;

/// The field of a property, with its help unless it is in a table, where there is no room for it.
pub(crate) fn documented(of: &'static Documented, property: Property, in_table: bool) -> AnyView {
    let help = if in_table { "" } else { of.help };
    match of.value {
        Type::Choice(choices) => {
            let choices = choices.offered;
            view! { <ChoiceField property choices help in_table /> }.into_any()
        }
        Type::OpenChoice(choices) => {
            let choices = choices.offered;
            view! { <OpenChoiceField property choices help /> }.into_any()
        }
        Type::Date => view! { <DateField property help /> }.into_any(),
        Type::Number => view! { <NumberField property in_table /> }.into_any(),
        Type::List(Type::Choice(choices)) => {
            let choices = choices.offered;
            view! { <TogglesField property choices help /> }.into_any()
        }
        Type::ValuePath => {
            let suggestions = Some(value_paths::LIST.to_owned());
            view! { <TextField property help in_table suggestions /> }.into_any()
        }
        Type::Text | Type::LongText | Type::ChartFile | Type::ManifestFile => {
            view! { <TextField property help in_table /> }.into_any()
        }
        // These have forms of their own; a new one is edited as JSON until it has.
        Type::List(_) | Type::Object(_) | Type::Texts(_) | Type::Map(..) | Type::Anything => {
            view! { <RawField property /> }.into_any()
        }
    }
}
