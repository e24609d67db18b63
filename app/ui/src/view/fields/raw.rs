//! A property that the form does not know: its JSON, to change or to remove.

use leptos::prelude::*;
use pack_model::{Change, JsonFile};
use pack_once::view::{RwSignal, Signal, handler, live, memo};
use serde_json::Value;

use super::property::{Property, in_sentence};
use crate::view::components::icon::Icon;
use crate::view::components::input::text::{scripted, undo_here};
use crate::view::form::document::FieldValue;
use crate::view::form::field::Field;
use crate::view::open_pack::use_pack;

/// The JSON of a property. What is typed is used as soon as it is valid JSON.
#[component]
pub(crate) fn RawField(
    /// The property.
    property: Property,
    /// One line of help.
    #[prop(into, optional)]
    help: Signal<String>,
) -> impl IntoView {
    let open = use_pack();
    let json = spelled(property);
    // What the user is typing, while it is not valid JSON or is spelled differently than in pack.json.
    let draft = RwSignal::new(None::<String>);
    let error = memo(move || {
        draft.with(|draft| {
            draft
                .as_ref()
                .and_then(|draft| pack_model::json::value(draft).err())
                .map(|error| error.to_string())
        })
    });
    let take = move |typed: String| {
        if let Ok(value) = pack_model::json::value(&typed) {
            property.type_value(value);
        }
        draft.set(Some(typed));
    };
    let leave = move |_| {
        // The signals are gone if the field leaves the page with the focus in it.
        if error.try_with_untracked(Option::is_none).unwrap_or(false) {
            draft.set(None);
        }
        property.end_step();
    };
    let remove = move |_| {
        let pointer = property.pointer.get_untracked();
        let label = format!("Remove {}", in_sentence(&property.label.get_untracked()));
        open.change(label, Change::remove(JsonFile::pack(), pointer));
    };
    let shown =
        move || json.with(|json| draft.with(|draft| kept(draft.as_deref(), json).to_owned()));
    let rows = move || json.with(|json| json.lines().count().clamp(1, 12));
    view! {
        <div class="raw">
            <Field label=property.label help=help file=property.file() pointer=property.pointer let:control>
                <textarea
                    class="input input--code"
                    id=control.id
                    data-testid=move || control.test_id.get()
                    aria-describedby=control.described_by
                    aria-invalid=move || (control.invalid.get() || error.with(Option::is_some)).then_some("true")
                    rows=rows
                    spellcheck="false"
                    prop:value=shown
                    on:input=handler(move |event| take(event_target_value(&event)))
                    on:change=handler(move |event| scripted(&event, take))
                    on:keydown=handler(move |event| {
                        if error.with_untracked(Option::is_some) {
                            undo_here(&event);
                        }
                    })
                    on:blur=handler(leave)
                ></textarea>
                <p class="field__note" role="status">
                    {live(move || {
                        error
                            .get()
                            .map(|error| format!("This is not valid JSON yet, so pack.json is unchanged. {error}"))
                    })}
                </p>
            </Field>
            <button
                type="button"
                class="button button--quiet button--small raw__remove"
                aria-label=move || format!("Remove {}", property.label.get())
                on:click=handler(remove)
            >
                <Icon name="trash" />
            </button>
        </div>
    }
}

/// The property as pack.json spells it.
fn spelled(property: Property) -> Signal<String> {
    let held = property.held();
    memo(move || match held.get() {
        FieldValue::Text(text) => Value::String(text).to_string(),
        held => held.shown(),
    })
}

/// The text that is typed, while it is not valid JSON or means the same as pack.json; otherwise the
/// JSON of pack.json, which undo may have changed meanwhile.
fn kept<'a>(draft: Option<&'a str>, json: &'a str) -> &'a str {
    let value = |text: &str| pack_model::json::value(text).ok();
    draft
        .filter(|draft| value(draft).is_none_or(|typed| Some(typed) == value(json)))
        .unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn a_draft_is_kept_until_pack_json_says_otherwise() {
        assert_eq!(kept(None, "1"), "1");
        assert_eq!(kept(Some("[1,"), "[1]"), "[1,");
        assert_eq!(kept(Some("[ 1 ]"), "[1]"), "[ 1 ]");
        assert_eq!(kept(Some("[1, 2]"), "[1]"), "[1]");
    }
}
