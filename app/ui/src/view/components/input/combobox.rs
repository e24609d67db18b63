//! A line of text with a list of suggestions under it, by mouse and by keyboard.
//!
//! It follows the pattern that the ARIA Authoring Practices call an editable combobox: focus stays
//! in the input, and `aria-activedescendant` names the entry that Enter would take.

use leptos::ev;
use leptos::prelude::*;
use pack_once::view::{CollectView, RwSignal, Show, Signal, handler, live, memo};

use super::control::Control;
use super::text::scripted;
use crate::view::components::icon::Icon;

/// A value and its label.
type Entry = (String, String);

/// A line of text with suggestions. Any other text may be typed as well.
#[component]
pub(crate) fn Combobox(
    /// What ties it to its field.
    control: Control,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// The suggestions: each value and its label.
    choices: Signal<Vec<Entry>>,
    /// What stands at the end of the input, such as the label of the text in it.
    #[prop(into, optional)]
    beside: Signal<String>,
    /// Called with the whole text at each keystroke and choice.
    on_input: impl Fn(String) + Copy + Send + Sync + 'static,
    /// Called when the user goes elsewhere.
    on_leave: impl Fn() + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    // All entries are listed until something is typed; filtering by the present value would hide them.
    let filter = RwSignal::new(String::new());
    let active = RwSignal::new(None::<usize>);
    let shown =
        memo(move || choices.with(|choices| filter.with(|filter| fitting(choices, filter))));
    let list_id = format!("{}-list", control.id);
    let entry_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let show =
        move || {
            filter.set(String::new());
            active.set(shown.with(|shown| {
                value.with(|value| shown.iter().position(|(known, _)| known == value))
            }));
            open.set(true);
        };
    let close = move || {
        open.set(false);
        active.set(None);
    };
    let take = move |index: usize| {
        if let Some((chosen, _)) = shown.with_untracked(|shown| shown.get(index).cloned()) {
            on_input(chosen);
        }
        close();
    };
    let press = move |event: ev::KeyboardEvent| {
        let count = shown.with_untracked(Vec::len);
        match (event.key().as_str(), open.get_untracked()) {
            ("ArrowDown" | "ArrowUp", false) => show(),
            ("ArrowDown", true) if count > 0 => {
                active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count)))
            }
            ("ArrowUp", true) if count > 0 => {
                active.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            ("Enter", true) => match active.get_untracked() {
                Some(index) => take(index),
                None => close(),
            },
            ("Escape", true) => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let descendant = {
        let entry_id = entry_id.clone();
        move || active.get().filter(|_| open.get()).map(&entry_id)
    };
    let is_listed = move || open.get() && shown.with(|shown| !shown.is_empty());
    let controls = list_id.clone();
    view! {
        <div class="combobox">
            <input
                class="input combobox__input"
                type="text"
                role="combobox"
                id=control.id.clone()
                data-testid=move || control.test_id.get()
                aria-describedby=control.described_by
                aria-invalid=move || control.invalid.get().then_some("true")
                aria-autocomplete="list"
                aria-expanded=move || is_listed().to_string()
                aria-controls=move || is_listed().then(|| controls.clone())
                aria-activedescendant=descendant
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=handler(move |event| {
                    let typed = event_target_value(&event);
                    filter.set(typed.clone());
                    active.set(None);
                    open.set(true);
                    on_input(typed);
                })
                on:change=handler(move |event| scripted(&event, on_input))
                on:click=handler(move |_| show())
                on:keydown=handler(press)
                on:blur=handler(move |_| {
                    close();
                    on_leave();
                })
            />
            <span class="combobox__beside" aria-hidden="true">{live(move || beside.get())}</span>
            <span class="combobox__arrow"><Icon name="chevron-down" /></span>
            <Show when=is_listed>
                <ul class="combobox__list" role="listbox" id=list_id.clone() aria-label="Suggestions">
                    {
                        let entry_id = entry_id.clone();
                        live(move || {
                            let entries = shown.get().into_iter().enumerate();
                            entries.map(|(index, entry)| listed(entry_id(index), entry, index, active, take)).collect_view()
                        })
                    }
                </ul>
            </Show>
        </div>
    }
}

fn listed(
    id: String,
    (value, label): Entry,
    index: usize,
    active: RwSignal<Option<usize>>,
    take: impl Fn(usize) + Copy + 'static,
) -> impl IntoView {
    let is_active = move || active.get() == Some(index);
    let is_labelled = label != value;
    view! {
        // Pressing the mouse must not take the focus out of the input, or the list would close first.
        <li
            class="combobox__entry"
            class:combobox__entry--active=is_active
            role="option"
            id=id
            aria-selected=move || is_active().to_string()
            on:mousedown=handler(move |event: ev::MouseEvent| {
                event.prevent_default();
                take(index);
            })
        >
            <span>{label}</span>
            {is_labelled.then(|| view! { <span class="combobox__value">{value}</span> }.into_any())}
        </li>
    }
}

/// The entries whose value or label contains what was typed.
fn fitting(choices: &[Entry], typed: &str) -> Vec<Entry> {
    let typed = typed.to_lowercase();
    let fits = |entry: &&Entry| {
        entry.0.to_lowercase().contains(&typed) || entry.1.to_lowercase().contains(&typed)
    };
    choices.iter().filter(fits).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_fit_by_value_and_by_label() {
        let choices = [
            ("app services", "App Services"),
            ("servicemesh", "Service Mesh"),
            ("ai", "AI"),
        ]
        .map(|(value, label)| (value.to_owned(), label.to_owned()));
        for (typed, expected) in [
            ("", 3),
            ("Service", 2),
            ("mesh", 1),
            ("service mesh", 1),
            ("x", 0),
        ] {
            assert_eq!(fitting(&choices, typed).len(), expected, "{typed}");
        }
    }
}
