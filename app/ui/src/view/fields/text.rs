//! A property that is one line of text.

use leptos::prelude::*;
use pack_once::view::{Show, Signal, memo};

use super::property::{Property, PropertyField};
use crate::view::components::input::text::TextInput;
use crate::view::form::document::Document;
use crate::view::form::document::FieldValue;

/// A line of text. A value that is not text is shown as it is written, and stays until something is
/// typed.
#[component]
pub(crate) fn TextField(
    /// The property.
    property: Property,
    /// One line of help.
    #[prop(into, optional)]
    help: Signal<String>,
    /// Whether the field stands in a table.
    #[prop(optional)]
    in_table: bool,
    /// The `id` of the `datalist` with suggestions.
    #[prop(into, optional_no_strip)]
    suggestions: Option<String>,
) -> impl IntoView {
    let held = property.held();
    view! {
        <PropertyField property help in_table let:control>
            <TextInput
                control
                value=Signal::derive(move || held.with(FieldValue::shown))
                on_input=move |text| property.type_text(text)
                on_leave=move || property.end_step()
                suggestions
            />
            <NoText document=property.document held />
        </PropertyField>
    }
}

/// Says that a value is not text, if it is not.
#[component]
pub(crate) fn NoText(
    /// The document that the value stands in.
    document: Document,
    /// The value.
    held: Signal<FieldValue>,
) -> impl IntoView {
    let is_other = memo(move || held.with(|held| matches!(held, FieldValue::Other(_))));
    view! {
        <Show when=move || is_other.get()>
            <p class="field__note">
                {format!("This value has no quotes in {}, so it is not a string. If you edit it here, it becomes a string.", document.name())}
            </p>
        </Show>
    }
}
