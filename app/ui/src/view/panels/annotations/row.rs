//! One annotation: its key, which can be renamed, and its value.

use leptos::ev;
use leptos::prelude::*;
use pack_model::{Change, JsonFile, Place, Transaction};
use pack_once::view::{RwSignal, Show, Signal, handler, live, memo};
use web_sys::HtmlInputElement;

use super::rows::{Annotation, help, root};
use crate::view::components::icon::Icon;
use crate::view::components::input::text::undo_here;
use crate::view::fields::{Property, TextField};
use crate::view::form::document::pack_json;
use crate::view::open_pack::use_pack;
use crate::view::reveal;

/// The row at an index. It stays in the page while its key is renamed, so that focus stays in it.
#[component]
pub(super) fn AnnotationRow(rows: Signal<Vec<Annotation>>, index: usize) -> impl IntoView {
    let open = use_pack();
    let row = memo(move || rows.with(|rows| rows.get(index).cloned()));
    let key = memo(move || row.get().map(|row| row.key).unwrap_or_default());
    let is_overruled = move || row.with(|row| row.as_ref().is_some_and(|row| row.is_overruled));
    let pointer = memo(move || root().child(key.get()));
    let error = RwSignal::new(None::<String>);
    let rename = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        // The row may be leaving the page, so the key comes from the input itself.
        let (from, to) = (
            input.get_attribute("data-key").unwrap_or_default(),
            input.value(),
        );
        let is_key = |key: &str| {
            open.manifest
                .with_untracked(|manifest| manifest.json().get(&root().child(key)).is_some())
        };
        if !is_key(&from) {
            return;
        }
        error.set(match to.as_str() {
            "" => Some(format!(
                "An annotation needs a key, so “{from}” was not renamed. Enter a key."
            )),
            _ if to != from && is_key(&to) => Some(format!(
                "The annotation “{to}” already exists, so “{from}” was not renamed. Choose another key."
            )),
            _ => None,
        });
        let change = Change::rename_key(JsonFile::pack(), root().child(&from), to.clone());
        let place = Place::value(pack_json(), root().child(&to));
        let is_renamed = error.with_untracked(Option::is_none)
            && open.apply(Transaction::new(format!("Rename {from}"), vec![change]).at(place));
        if !is_renamed {
            // The key cannot be used, so the input shows the one in pack.json again.
            input.set_value(&from);
        }
    };
    let undo_typing = |event: ev::KeyboardEvent| {
        let input: HtmlInputElement = event_target(&event);
        if input
            .get_attribute("data-key")
            .is_some_and(|key| key != input.value())
        {
            undo_here(&event);
        }
    };
    let remove = move |_| {
        let change = Change::remove(JsonFile::pack(), pointer.get_untracked());
        let step = Transaction::new(format!("Remove {}", key.get_untracked()), vec![change]);
        open.apply(step.at(Place::value(pack_json(), root())));
        let neighbour = index.min(rows.with_untracked(Vec::len).saturating_sub(1));
        let is_left = rows.with_untracked(|rows| !rows.is_empty());
        reveal::focus_soon(if is_left {
            format!("#annotation-remove-{neighbour}")
        } else {
            "#annotation-key".to_owned()
        });
    };
    let overruled = move || {
        view! {
            <p class="form__hint annotations__overruled">
                <code>{key.get()}</code>
                " appears again below, so Palette ignores this entry. Remove one of them in the Code view."
            </p>
        }
    };
    let fields = move || {
        view! {
            <div class="field field--in-table">
                <label class="field__label" for=format!("annotation-key-{index}")>"Key"</label>
                <input
                    class="input input--code"
                    type="text"
                    id=format!("annotation-key-{index}")
                    data-testid=move || format!("annotation-key-{}", key.get())
                    data-key=move || key.get()
                    spellcheck="false"
                    autocomplete="off"
                    list="annotation-keys"
                    aria-describedby=format!("annotation-key-error-{index}")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=move || key.get()
                    on:change=handler(rename)
                    on:keydown=handler(undo_typing)
                />
                <p class="field__error" id=format!("annotation-key-error-{index}") role="status">{live(move || error.get())}</p>
            </div>
            <TextField
                property=Property::new(pointer, Signal::derive(move || format!("Value of {}", key.get())), true)
                help=Signal::derive(move || help(&key.get()).to_owned())
                in_table=true
            />
            <button
                type="button"
                class="button button--quiet annotations__remove"
                id=format!("annotation-remove-{index}")
                aria-label=move || format!("Remove {}", key.get())
                on:click=handler(remove)
            >
                <Icon name="trash" />
            </button>
        }
    };
    view! {
        <div class="annotations__row">
            <Show when=is_overruled fallback=fields>
                {overruled()}
            </Show>
        </div>
    }
}
