//! A property that is one of a list.

use leptos::prelude::*;
use pack_model::vocabulary::{self, Choice};
use pack_once::view::{CollectView, Signal, handler, live, memo};
use serde_json::Value;

use super::property::{Property, PropertyField};
use crate::view::form::document::FieldValue;

/// A list to choose from. A value that the list does not have is one more entry.
#[component]
pub(crate) fn ChoiceField(
    /// The property.
    property: Property,
    /// The list.
    choices: &'static [Choice],
    /// One line of help.
    #[prop(into, optional)]
    help: Signal<String>,
    /// Whether the field stands in a table.
    #[prop(optional)]
    in_table: bool,
) -> impl IntoView {
    let held = property.held();
    let unlisted = memo(move || held.with(|held| unlisted(held, choices)));
    let nothing = if property.required {
        "Choose…"
    } else {
        "Not set"
    };
    let choose = move |value: String| {
        if value.is_empty() {
            property.empty();
        } else {
            property.choose(Value::String(value));
        }
    };
    view! {
        <PropertyField property help in_table let:control>
            <select
                class="input"
                id=control.id
                data-testid=move || control.test_id.get()
                aria-describedby=control.described_by
                aria-invalid=move || control.invalid.get().then_some("true")
                on:change=handler(move |event| choose(event_target_value(&event)))
            >
                <option
                    value=""
                    disabled=property.required
                    prop:selected=move || held.with(|held| held.shown().is_empty())
                >
                    {nothing}
                </option>
                {choices
                    .iter()
                    .map(|choice| {
                        let is_held = move || held.with(|held| *held == FieldValue::Text(choice.value.to_owned()));
                        view! {
                            <option value=choice.value prop:selected=is_held>
                                {choice.label}
                            </option>
                        }
                    })
                    .collect_view()}
                {live(move || {
                    unlisted
                        .get()
                        .map(|value| {
                            let label = format!("{value} (from pack.json)");
                            view! { <option value=value prop:selected=true>{label}</option> }
                        })
                })}
            </select>
        </PropertyField>
    }
}

/// The present value, if it is not in the list.
fn unlisted(held: &FieldValue, choices: &'static [Choice]) -> Option<String> {
    match held {
        FieldValue::Text(value)
            if !value.is_empty() && vocabulary::label_of(choices, value).is_none() =>
        {
            Some(value.clone())
        }
        FieldValue::Other(spelled) => Some(spelled.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_outside_the_list_stay_visible() {
        for (held, expected) in [
            (FieldValue::Text("os".into()), None),
            (FieldValue::Text("OS".into()), Some("OS")),
            (FieldValue::Text(String::new()), None),
            (FieldValue::Absent, None),
            (FieldValue::Other("3".into()), Some("3")),
        ] {
            assert_eq!(
                unlisted(&held, vocabulary::LAYERS).as_deref(),
                expected,
                "{held:?}"
            );
        }
    }
}
