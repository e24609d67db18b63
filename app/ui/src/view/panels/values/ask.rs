//! What a row asks for: the name of a key, or the kind of what is added.

use leptos::ev;
use leptos::prelude::*;
use pack_model::Pointer;
use pack_model::values::dotted;
use pack_model::values::form::Blank;
use pack_once::view::{CollectView, RwSignal, Show, handler, live};

use super::row::{CHOSEN, Row};
use super::tree::leave;
use crate::view::components::input::text::undo_here;
use crate::view::reveal;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Another name of its key.
    Name,
    /// A new key, and what kind of value it has.
    Key,
    /// What kind of value a new item is.
    Item,
}

impl Asked {
    /// Asks for it, or does without if it is known.
    pub(super) fn start(self, row: Row) {
        let place = row.place();
        let is_known = self == Self::Item
            && untrack(|| row.shared.form(|form| form.pattern(&place))).is_some();
        if is_known {
            add(row, Self::Item, "", Blank::Text).ok();
        } else {
            row.asked.set(Some(self));
        }
    }
}

/// Makes what was asked for.
fn add(row: Row, asked: Asked, name: &str, blank: Blank) -> Result<(), &'static str> {
    let (shared, place) = (row.shared, row.place());
    let pack = shared.open.pack;
    let made = untrack(|| {
        pack.with(|pack| {
            shared.form(|form| match asked {
                Asked::Name => form.rename(&place, name),
                Asked::Key => form.add_key(pack, &place, name, blank),
                Asked::Item => Ok(form.add_item(pack, &place, blank)),
            })
        })
    });
    let (changes, new) = made?;
    row.asked.set(None);
    let (doing, of, selector) = match asked {
        Asked::Name => ("Rename", &place, "#values-tree".to_owned()),
        _ => ("Add", &new, format!("#{CHOSEN} [data-testid=value-input]")),
    };
    if shared.edit(doing, of, false, |_, _| changes) {
        shared.choose(&new);
        if asked != Asked::Name && !shared.is_open(&place) {
            shared.turn(&place);
        }
    }
    reveal::focus_soon("#values-tree".to_owned());
    reveal::focus_soon(selector);
    Ok(())
}

/// The line in which it is given.
pub(super) fn ask(row: Row, asked: Asked) -> AnyView {
    let place = row.place();
    let typed = RwSignal::new(match asked {
        Asked::Name => place.last().unwrap_or_default().to_owned(),
        _ => String::new(),
    });
    let blank = RwSignal::new(0_usize);
    let error = RwSignal::new(None::<&'static str>);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (blank, _) = *Blank::ALL
            .get(blank.get_untracked())
            .unwrap_or(&Blank::ALL[0]);
        let made = add(row, asked, typed.get_untracked().trim(), blank);
        error.set(made.err());
    };
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            row.asked.set(None);
            leave(&event, row.shared, &row.place());
        }
        _ => undo_here(&event),
    };
    let option = |(index, (_, label)): (usize, &(Blank, &'static str))| {
        view! { <option value=index.to_string()>{*label}</option> }
    };
    let choose = move |event| blank.set(event_target_value(&event).parse().unwrap_or_default());
    let label = label(asked, &place);
    reveal::focus_soon(format!("#{CHOSEN} .values__ask :is(input, select)"));
    view! {
        <form class="values__ask" aria-label=label on:submit=handler(send) on:keydown=handler(press)>
            <Show when=move || asked != Asked::Item>
                <input
                    class="input input--small input--code"
                    type="text"
                    data-testid="value-key"
                    aria-label="Key"
                    placeholder="Key"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=move || error.get().map(|_| "true")
                    prop:value=move || typed.get()
                    on:input=handler(move |event| typed.set(event_target_value(&event)))
                />
            </Show>
            <Show when=move || asked != Asked::Name>
                <select class="input input--small" data-testid="value-kind" aria-label="Kind of value" on:change=handler(choose)>
                    {Blank::ALL.iter().enumerate().map(option).collect_view()}
                </select>
            </Show>
            <button type="submit" class="button button--small" data-testid="value-done">
                {if asked == Asked::Name { "Rename" } else { "Add" }}
            </button>
            <p class="values__error" role="status">{live(move || error.get())}</p>
        </form>
    }
    .into_any()
}

fn label(asked: Asked, place: &Pointer) -> String {
    let path = dotted(place);
    match asked {
        Asked::Name => format!("Rename {path}"),
        Asked::Key => format!("Add a key to {path}"),
        Asked::Item => format!("Add an item to {path}"),
    }
}
