//! A property that is one of a list, or something else that the user types.

use leptos::prelude::*;
use pack_model::vocabulary::{self, Choice};
use pack_once::view::Signal;

use super::property::Property;
use super::text::NoText;
use crate::view::components::input::combobox::Combobox;
use crate::view::form::document::FieldValue;
use crate::view::form::field::Field;

/// A line of text with a list to choose from. The input holds the value as it is written in
/// pack.json, and Palette's label for it stands beside it.
#[component]
pub(crate) fn OpenChoiceField(
    /// The property.
    property: Property,
    /// The list.
    choices: &'static [Choice],
    /// One line of help.
    #[prop(into, optional)]
    help: Signal<String>,
) -> impl IntoView {
    let held = property.held();
    let label = move || held.with(|held| vocabulary::label_of(choices, &held.shown()));
    let listed = choices
        .iter()
        .map(|choice| (choice.value.to_owned(), choice.label.to_owned()))
        .collect::<Vec<_>>();
    view! {
        <Field label=property.label help=help file=property.file() pointer=property.pointer required=property.required let:control>
            <Combobox
                control
                value=Signal::derive(move || held.with(FieldValue::shown))
                choices=Signal::stored(listed)
                beside=Signal::derive(move || label().unwrap_or_default().to_owned())
                on_input=move |text| property.type_text(text)
                on_leave=move || property.end_step()
            />
            <NoText document=property.document held />
        </Field>
    }
}
