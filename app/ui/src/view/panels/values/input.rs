//! The input of a row, in which its value is edited.

use leptos::ev;
use leptos::prelude::*;
use pack_model::values::dotted;
use pack_model::values::form::Input;
use pack_once::view::{CollectView, handler, live, memo};
use serde_json::Value;

use super::row::Row;
use super::tree::leave;
use crate::view::components::input::text::{scripted, undo_here};

/// The most lines of a text that are in sight without scrolling.
const LINES: usize = 12;

/// The input, and what is wrong with what was typed in it.
pub(super) fn input(row: Row) -> impl IntoView {
    let shared = row.shared;
    let input = memo(move || {
        let of = row.place();
        let typing = shared.typing.with(|typing| {
            let here = typing.as_ref().filter(|(place, _)| *place == of);
            here.map(|(_, input)| input.clone())
        });
        typing.or_else(|| row.entry.with(|entry| Some(entry.as_ref()?.input.clone())))
    });
    let draft = memo(move || {
        let of = row.place();
        shared.drafts.with(|drafts| drafts.get(&of).cloned())
    });
    let is_typed_in = memo(move || {
        let of = row.place();
        let typing = shared.typing;
        typing.with(|typing| typing.as_ref().is_some_and(|(place, _)| *place == of))
    });
    let shown = memo(move || {
        let input = input.get().unwrap_or(Input::Fixed);
        let draft = draft.get();
        if draft.as_deref() == Some("") && is_typed_in.get() {
            return String::new();
        }
        row.read(|entry| entry.shown(&input, draft.as_deref()).to_owned())
    });
    let error = memo(move || {
        let (input, draft) = (input.get()?, draft.get()?);
        input.read(&draft).err()
    });
    let problem = memo(move || {
        error
            .get()
            .map(str::to_owned)
            .or_else(|| row.entry.with(|entry| entry.as_ref()?.problem.clone()))
    });
    let take = move |typed: String, is_typed: bool| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        // A text that is emptied to type another one keeps how it is written.
        let waits = is_typed && typed.is_empty();
        if let Some(value) = input.read(&typed).ok().filter(|_| !waits) {
            set(row, value, is_typed);
        }
        let place = row.place();
        shared.drafts.update(|drafts| {
            drafts.insert(place, typed);
        });
    };
    let enter = move |_| {
        if let Some(input) = input.get_untracked() {
            shared.typing.set(Some((row.place(), input)));
        }
    };
    let leave_it = move |_| {
        // The signals are gone if the row leaves the page with the focus in it.
        if error.try_with_untracked(Option::is_none).unwrap_or(false) {
            let place = row.place();
            let input = input
                .get_untracked()
                .filter(|_| draft.get_untracked().as_deref() == Some(""));
            if let Some(value) = input.and_then(|input| input.read("").ok()) {
                set(row, value, true);
            }
            shared.drafts.update(|drafts| {
                drafts.remove(&place);
            });
        }
        shared.typing.set(None);
        shared.open.end_step();
    };
    // A text that is emptied and not written yet is in no pack, either.
    let waits = move || {
        let is_empty = draft.with_untracked(|draft| draft.as_deref() == Some(""));
        let input = input.get_untracked().filter(|_| is_empty);
        let value = input.and_then(|input| input.read("").ok());
        value.is_some_and(|value| {
            row.entry
                .with_untracked(|entry| entry.as_ref().is_some_and(|entry| entry.value != value))
        })
    };
    let press = move |event: ev::KeyboardEvent| {
        let is_one_line = shown.with_untracked(|shown| !shown.contains('\n'));
        match event.key().as_str() {
            "Escape" => leave(&event, shared, &row.place()),
            "Enter" if is_one_line && !event.shift_key() => leave(&event, shared, &row.place()),
            _ if error.get_untracked().is_some() || waits() => undo_here(&event),
            _ => {}
        }
    };
    let label = row.place.with_value(dotted);
    let invalid = move || problem.with(Option::is_some).then_some("true");
    let draw = move |input: Input| {
        let label = label.clone();
        match input {
            Input::Map(0) => "{}".into_any(),
            Input::List(0) => "[]".into_any(),
            Input::Map(count) => counted(count, "key"),
            Input::List(count) => counted(count, "item"),
            Input::Fixed => {
                view! { <code class="values__fixed" title="Change it in the Code view">{live(move || shown.get())}</code> }
                    .into_any()
            }
            Input::Switch => view! {
                <label class="values__switch">
                    <input
                        type="checkbox"
                        role="switch"
                        data-testid="value-input"
                        aria-label=label
                        disabled=move || !shared.is_sound.get()
                    tabindex=move || row.tab()
                        prop:checked=move || shown.with(|shown| shown == "true")
                        on:keydown=handler(press)
                        on:change=handler(move |event| set(row, Value::Bool(event_target_checked(&event)), false))
                    />
                    <span aria-hidden="true">{live(move || shown.get())}</span>
                </label>
            }
            .into_any(),
            Input::Choice(choices) => {
                let listed = choices.clone();
                // A value that the list does not have is one more entry.
                let other = memo(move || {
                    let now = row.entry.with(|entry| Some(entry.as_ref()?.value.clone()));
                    now.filter(|now| !listed.contains(now))
                });
                let option = move |choice: Value| {
                    let value = choice.to_string();
                    let of = value.clone();
                    let label = choice.as_str().map_or_else(|| value.clone(), str::to_owned);
                    view! { <option value=value prop:selected=move || shown.with(|shown| *shown == of)>{label}</option> }
                };
                view! {
                    <select
                        class="input input--small"
                        data-testid="value-input"
                        aria-label=label
                        aria-invalid=invalid
                        disabled=move || !shared.is_sound.get()
                    tabindex=move || row.tab()
                        on:keydown=handler(press)
                        on:change=handler(move |event| take(event_target_value(&event), false))
                    >
                        {live(move || other.get().map(option))}
                        {choices.into_iter().map(option).collect_view()}
                    </select>
                }
                .into_any()
            }
            Input::Text => view! {
                <textarea
                    class="input input--small input--code"
                    data-testid="value-input"
                    aria-label=label
                    aria-invalid=invalid
                    disabled=move || !shared.is_sound.get()
                    tabindex=move || row.tab()
                    rows=move || shown.with(|shown| shown.lines().count().clamp(1, LINES))
                    spellcheck="false"
                    prop:value=move || shown.get()
                    on:focus=handler(enter)
                    on:input=handler(move |event| take(event_target_value(&event), true))
                    on:change=handler(move |event| scripted(&event, |typed| take(typed, true)))
                    on:keydown=handler(press)
                    on:blur=handler(leave_it)
                ></textarea>
            }
            .into_any(),
            Input::Number { .. } | Input::Any => view! {
                <input
                    class="input input--small input--code"
                    type="text"
                    data-testid="value-input"
                    aria-label=label
                    aria-invalid=invalid
                    disabled=move || !shared.is_sound.get()
                    tabindex=move || row.tab()
                    inputmode=matches!(input, Input::Number { .. }).then_some("decimal")
                    placeholder="null"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || shown.get()
                    on:focus=handler(enter)
                    on:input=handler(move |event| take(event_target_value(&event), true))
                    on:change=handler(move |event| scripted(&event, |typed| take(typed, true)))
                    on:keydown=handler(press)
                    on:blur=handler(leave_it)
                />
            }
            .into_any(),
        }
    };
    let default = memo(move || row.entry.with(|entry| entry.as_ref()?.default.clone()));
    view! {
        {live(move || input.get().map(&draw))}
        {live(move || problem.get().map(|problem| view! { <p class="values__error" role="status">{problem}</p> }.into_any()))}
        {live(move || default.get().map(|default| view! { <p class="values__was">"Chart: "{default}</p> }.into_any()))}
    }
}

/// What a row without an input says.
fn counted(count: usize, what: &str) -> AnyView {
    let many = if count == 1 { "" } else { "s" };
    view! { <span class="values__counted">{format!("{count} {what}{many}")}</span> }.into_any()
}

/// Gives the place of a row a value.
fn set(row: Row, value: Value, is_typed: bool) {
    let place = row.place();
    row.shared.edit("Change", &place, is_typed, |form, pack| {
        form.set(pack, &place, value)
    });
}
