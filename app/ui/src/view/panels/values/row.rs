//! A row of the form: the key, the value in its input, and what can be done with it.

use std::collections::BTreeMap;

use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::html::attribute::custom::custom_attribute;
use pack_model::values::dotted;
use pack_model::values::form::{Entry, Input, State};
use pack_model::{Pointer, Severity};
use pack_once::view::{RwSignal, Signal, handler, live, memo};

use super::ask::{Asked, ask};
use super::input::input;
use super::shared::Shared;
use crate::view::components::icon::Icon;
use crate::view::reveal;

/// The id of the chosen row.
pub(super) const CHOSEN: &str = "values-chosen";

/// A row, as its parts share it. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) shared: Shared,
    pub(super) place: StoredValue<Pointer>,
    pub(super) entry: Signal<Option<Entry>>,
    pub(super) is_chosen: Signal<bool>,
    /// What is asked for in it.
    pub(super) asked: RwSignal<Option<Asked>>,
}

impl Row {
    pub(super) fn place(self) -> Pointer {
        self.place.try_get_value().unwrap_or_default()
    }

    pub(super) fn read<T: Default>(self, read: impl FnOnce(&Entry) -> T) -> T {
        self.entry
            .with(|entry| entry.as_ref().map(read).unwrap_or_default())
    }

    /// Only what is in the chosen row is reached by Tab: there may be thousands of rows.
    pub(super) fn tab(self) -> &'static str {
        if self.is_chosen.get() { "0" } else { "-1" }
    }
}

/// The row of a place.
pub(super) fn row(
    shared: Shared,
    pointer: Pointer,
    marks: Signal<BTreeMap<Pointer, Severity>>,
) -> AnyView {
    let place = StoredValue::new(pointer.clone());
    let at = move || place.try_get_value().unwrap_or_default();
    let row = Row {
        shared,
        place,
        entry: memo(move || place.with_value(|place| shared.form(|form| form.entry(place)))),
        is_chosen: memo(move || {
            place.with_value(|place| shared.shown.with(|shown| shown == place))
        }),
        asked: RwSignal::new(None),
    };
    let name = match row.entry.with_untracked(|entry| entry.as_ref()?.item) {
        Some((index, _)) => format!("[{index}]"),
        None => pointer.last().unwrap_or_default().to_owned(),
    };
    let is_open = memo(move || {
        let has_rows = row.read(
            |entry| matches!(entry.input, Input::Map(count) | Input::List(count) if count > 0),
        );
        let is_closable = has_rows && !shared.is_filtered();
        is_closable.then(|| place.with_value(|place| shared.is_open(place)))
    });
    let mark =
        memo(move || place.with_value(|place| marks.with(|marks| Some(marks.get(place)?.id()))));
    let state = move || {
        let state = row.entry.with(|entry| Some(entry.as_ref()?.state));
        state.map(State::id)
    };
    let turn = move |event: ev::MouseEvent| {
        if is_open.get_untracked().is_some() {
            event.stop_propagation();
            shared.turn(&at());
        }
    };
    view! {
        <div
            class="values__row"
            class:values__row--chosen=move || row.is_chosen.get()
            role="row"
            // Leptos has no attribute of this name.
            {..custom_attribute("aria-level", pointer.tokens().len().to_string())}
            id=move || row.is_chosen.get().then_some(CHOSEN)
            data-testid="value"
            data-path=pointer.to_string()
            data-state=state
            aria-selected=move || row.is_chosen.get().to_string()
            aria-expanded=move || is_open.get().map(|is_open| is_open.to_string())
            style:--depth=(pointer.tokens().len() - 1).to_string()
            on:click=handler(move |_| shared.chosen.set(at()))
            on:focusin=handler(move |_| shared.chosen.set(at()))
        >
            <div class="values__key" role="gridcell" title=dotted(&pointer)>
                <span
                    class="values__turn"
                    class:values__turn--open=move || is_open.get() == Some(true)
                    on:click=handler(turn)
                >
                    {live(move || is_open.get().map(|_| view! { <Icon name="chevron-right" /> }.into_any()))}
                </span>
                <span class="values__name cut-before"><bdi>{name}</bdi></span>
                {live(move || mark.get().map(|mark| view! {
                    <span class=format!("values__mark values__mark--{mark}")>
                        <Icon name=mark />
                        <span class="visually-hidden">{mark}</span>
                    </span>
                }.into_any()))}
            </div>
            <div class="values__cell" role="gridcell">
                {input(row)}
                {live(move || row.asked.get().map(|asked| ask(row, asked)))}
            </div>
            <div class="values__acts" role="gridcell">{acts(row)}</div>
        </div>
    }
    .into_any()
}

/// What can be done with a row.
fn acts(row: Row) -> impl IntoView {
    let shared = row.shared;
    let acts = move || {
        let Some(entry) = row.entry.get() else {
            return ().into_any();
        };
        let place = row.place();
        let is_chosen = row.is_chosen.get();
        let path = dotted(&place);
        let is_rendered =
            matches!(place.tokens(), [root, _, _, ..] if root == "charts" || root == "manifests");
        let effect = (is_rendered && entry.state != State::Default).then(|| {
            let value = place.clone();
            let show = move |_| {
                shared.chosen.set(value.clone());
                shared.on_effect.run(value.clone());
            };
            button(
                "value-effect",
                "eye",
                format!("What does {path} change?"),
                row,
                show,
            )
        });
        let reset = entry.can_be_removed.then(|| {
            let value = place.clone();
            let (icon, label) = match entry.has_default && entry.item.is_none() {
                true => ("undo", format!("Reset {path} to the chart's default")),
                false => ("trash", format!("Remove {path}")),
            };
            let reset = move |_| {
                shared.remove(&value);
                reveal::focus_soon("#values-tree".to_owned());
            };
            button("value-reset", icon, label, row, reset)
        });
        let rename = (is_chosen && entry.has_own_key).then(|| {
            let rename = move |_| row.asked.set(Some(Asked::Name));
            button(
                "value-rename",
                "edit",
                format!("Rename {path}"),
                row,
                rename,
            )
        });
        let add = (is_chosen && matches!(entry.input, Input::Map(_) | Input::List(_))).then(|| {
            let (asked, what) = match entry.input {
                Input::Map(_) => (Asked::Key, "a key"),
                _ => (Asked::Item, "an item"),
            };
            let add = move |_| asked.start(row);
            button(
                "value-add",
                "plus",
                format!("Add {what} to {path}"),
                row,
                add,
            )
        });
        let moves = entry.item.filter(|_| is_chosen).map(|(from, count)| {
            let one = |id, icon, label: &str, to: usize| {
                let go = move |_| move_item(row, from, to);
                (to < count).then(|| button(id, icon, format!("Move {path} {label}"), row, go))
            };
            let up = one("value-up", "up", "up", from.wrapping_sub(1));
            (up, one("value-down", "down", "down", from + 1))
        });
        view! { {add} {rename} {moves} {effect} {reset} }.into_any()
    };
    live(acts)
}

/// A button of a row.
fn button(
    id: &'static str,
    icon: &'static str,
    label: String,
    row: Row,
    act: impl FnMut(ev::MouseEvent) + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="values__act"
            data-testid=id
            title=label.clone()
            aria-label=label
            disabled=move || !row.shared.is_sound.get()
            tabindex=move || row.tab()
            on:click=handler(act)
        >
            <Icon name=icon />
        </button>
    }
    .into_any()
}

fn move_item(row: Row, from: usize, to: usize) {
    let place = row.place();
    let Some(list) = place.parent() else {
        return;
    };
    row.shared.edit("Move", &place, false, |form, pack| {
        form.move_item(pack, &list, from, to)
    });
    row.shared.chosen.set(list.item(to));
    reveal::focus_soon("#values-tree".to_owned());
}
