//! A property that is a date.

use leptos::ev;
use leptos::prelude::*;
use pack_model::facts::date::Date;
use pack_once::view::{RwSignal, Signal, handler, live, memo_from_last};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::property::Property;
use super::text::NoText;
use crate::view::components::input::control::Control;
use crate::view::components::input::text::TextInput;
use crate::view::form::document::FieldValue;
use crate::view::form::field::Field;

/// A date to pick or type. Text that is not a date is shown in a plain input, so that nothing is lost.
#[component]
pub(crate) fn DateField(
    /// The property.
    property: Property,
    /// One line of help.
    #[prop(into, optional)]
    help: Signal<String>,
) -> impl IntoView {
    let held = property.held();
    let in_focus = RwSignal::new(false);
    // The input keeps its kind while it is typed into: changing it would lose the cursor.
    let is_day = memo_from_last(move |before: Option<&bool>| match before {
        Some(before) if in_focus.get() => *before,
        _ => held
            .with(|held| matches!(held, FieldValue::Absent) || Date::read(&held.shown()).is_some()),
    });
    view! {
        <Field label=property.label help=help file=property.file() pointer=property.pointer required=property.required let:control>
            <div on:focusin=handler(move |_| in_focus.set(true)) on:focusout=handler(move |_| in_focus.set(false))>
                {live(move || {
                    let control = control.clone();
                    if is_day.get() {
                        view! { <DayInput control held property /> }.into_any()
                    } else {
                        view! {
                            <TextInput
                                control
                                value=Signal::derive(move || held.with(FieldValue::shown))
                                on_input=move |text| property.type_text(text)
                                on_leave=move || property.end_step()
                                placeholder="yyyy-mm-dd"
                            />
                        }
                        .into_any()
                    }
                })}
            </div>
            <NoText document=property.document held />
        </Field>
    }
}

/// The browser's own input for a date.
#[component]
fn DayInput(control: Control, held: Signal<FieldValue>, property: Property) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let before = StoredValue::new(String::new());
    let error_id = format!("{}-error", control.id);
    let described_by = format!("{} {error_id}", control.described_by);
    let take = move |event: ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| !is_invalid_date(input)) {
            error.set(None);
            property.type_text(input.value());
        }
    };
    let leave = move |event: ev::FocusEvent| {
        let input: HtmlInputElement = event_target(&event);
        // The input may be leaving the page, and its signals may be gone.
        if let Some(kept) = before.try_get_value().filter(|_| is_invalid_date(&input)) {
            // Before the text stopped being a date, some of it may have been one.
            property.type_text(kept.clone());
            input.set_value(&kept);
            error.set(Some(invalid_date_text(&kept)));
        }
        property.end_step();
    };
    view! {
        <input
            class="input field__day"
            type="date"
            id=control.id
            data-testid=move || control.test_id.get()
            aria-describedby=described_by
            aria-invalid=move || control.invalid.get().then_some("true")
            prop:value=move || held.with(FieldValue::shown)
            on:input=handler(take)
            on:change=handler(move |event: ev::Event| {
                if !event.is_trusted() {
                    take(event);
                }
            })
            on:focus=handler(move |_| before.set_value(held.with_untracked(FieldValue::shown)))
            on:blur=handler(leave)
        />
        <p class="field__error" id=error_id role="status">{live(move || error.get())}</p>
    }
}

/// Why the typed text is not used, and which date counts instead.
fn invalid_date_text(kept: &str) -> String {
    let kept = match kept {
        "" => "The date is empty again".to_owned(),
        kept => format!("The date is {kept} again"),
    };
    format!("That date is incomplete or does not exist. {kept}.")
}

/// Whether the typed date is incomplete or does not exist. The browser then gives an empty value,
/// which must not be mistaken for an emptied input.
fn is_invalid_date(input: &HtmlInputElement) -> bool {
    input.value().is_empty() && input.validity().bad_input()
}
