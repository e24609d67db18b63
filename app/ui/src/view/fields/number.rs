//! A property that is a number.

use leptos::prelude::*;
use pack_once::view::Signal;
use serde_json::Value;

use super::property::Property;
use crate::view::components::input::text::TextInput;
use crate::view::form::document::FieldValue;
use crate::view::form::field::Field;

/// A number. Anything else that is typed stays visible and is written as text.
#[component]
pub(crate) fn NumberField(
    /// The property.
    property: Property,
    /// Whether the field stands in a table.
    #[prop(optional)]
    in_table: bool,
) -> impl IntoView {
    let held = property.held();
    let take = move |typed: String| match number(&typed) {
        Some(number) => property.type_value(number),
        None => property.type_text(typed),
    };
    view! {
        <Field label=property.label file=property.file() pointer=property.pointer in_table let:control>
            <TextInput
                control
                value=Signal::derive(move || held.with(FieldValue::shown))
                on_input=take
                on_leave=move || property.end_step()
                keys="decimal".to_owned()
            />
        </Field>
    }
}

/// The number that a text means in JSON.
fn number(text: &str) -> Option<Value> {
    pack_model::json::number(text.trim()).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::number;

    #[test]
    fn numbers_are_told_from_other_texts() {
        assert_eq!(number("1000"), Some(json!(1000)));
        assert_eq!(number(" 1.5 "), Some(json!(1.5)));
        for text in ["", "1Gi", "1.", "one", "\"1\"", "1 2"] {
            assert_eq!(number(text), None, "{text:?}");
        }
    }
}
