//! A property that is a day.

use leptos::ev;
use leptos::prelude::*;
use pack_model::facts::date::Date;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::property::Property;
use super::text::NoText;
use crate::view::components::input::control::Control;
use crate::view::components::input::text::TextInput;
use crate::view::form::document::Held;
use crate::view::form::field::Field;

/// A day to pick or type. A text that is no day is shown in a plain input, so that nothing is lost.
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
    // The input stays of one kind while it is typed into: changing it would take the caret away.
    let is_day = Memo::new(move |before: Option<&bool>| match before {
        Some(before) if in_focus.get() => *before,
        _ => held.with(|held| matches!(held, Held::Absent) || Date::read(&held.shown()).is_some()),
    });
    view! {
        <Field label=property.label help=help file=property.file() pointer=property.pointer required=property.required let:control>
            <div on:focusin=move |_| in_focus.set(true) on:focusout=move |_| in_focus.set(false)>
                {move || {
                    let control = control.clone();
                    if is_day.get() {
                        view! { <DayInput control held property /> }.into_any()
                    } else {
                        view! {
                            <TextInput
                                control
                                value=Signal::derive(move || held.with(Held::shown))
                                on_input=move |text| property.type_text(text)
                                on_leave=move || property.end_step()
                                placeholder="yyyy-mm-dd"
                            />
                        }
                        .into_any()
                    }
                }}
            </div>
            <NoText document=property.document held />
        </Field>
    }
}

/// The browser's own input for a day.
#[component]
fn DayInput(control: Control, held: Memo<Held>, property: Property) -> impl IntoView {
    let fault = RwSignal::new(None::<String>);
    let before = StoredValue::new(String::new());
    let fault_id = format!("{}-fault", control.id);
    let described_by = format!("{} {fault_id}", control.described_by);
    let take = move |event: ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| !is_no_day(input)) {
            fault.set(None);
            property.type_text(input.value());
        }
    };
    let leave = move |event: ev::FocusEvent| {
        let input: HtmlInputElement = event_target(&event);
        // The input may be on its way out of the page, and its signals may be gone.
        if let Some(kept) = before.try_get_value().filter(|_| is_no_day(&input)) {
            // On the way to what is no day there may have been some that are.
            property.type_text(kept.clone());
            input.set_value(&kept);
            fault.set(Some(no_day(&kept)));
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
            prop:value=move || held.with(Held::shown)
            on:input=take
            on:change=move |event| {
                if !event.is_trusted() {
                    take(event);
                }
            }
            on:focus=move |_| before.set_value(held.with_untracked(Held::shown))
            on:blur=leave
        />
        <p class="field__fault" id=fault_id role="status">{move || fault.get()}</p>
    }
}

/// Why what was typed is not taken, and what counts instead.
fn no_day(kept: &str) -> String {
    let kept = match kept {
        "" => "It is empty again".to_owned(),
        kept => format!("It is {kept} again"),
    };
    format!("What was typed is no day of the calendar, or a part of it is missing. {kept}.")
}

/// Whether what was typed is a part of a day, or a day that no calendar has. The browser gives an
/// empty value then, which must not be taken for an emptied input.
fn is_no_day(input: &HtmlInputElement) -> bool {
    input.value().is_empty() && input.validity().bad_input()
}
