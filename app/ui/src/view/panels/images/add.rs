//! The line that adds images: one by its name, or many at once from a list that is pasted.

use leptos::ev;
use leptos::prelude::*;
use pack_model::values::images;

use super::list::List;
use crate::view::components::input::text::undo_here;
use crate::view::reveal;

/// Names that are not in the list yet.
#[component]
pub(super) fn AddImages(list: List) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_touched = move || typed.with_untracked(|typed| !typed.is_empty());
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let names = typed.with_untracked(|typed| images::names(typed));
        let (known, new): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| {
            list.images
                .with_untracked(|images| images.iter().any(|image| image.name == *name))
        });
        if new.is_empty() {
            error.set(
                known
                    .first()
                    .map(|name| format!("{name} is already listed.")),
            );
        } else if list.add(&new) {
            typed.set(String::new());
        }
        reveal::focus_soon("#image-add".to_owned());
    };
    view! {
        <form
            class="images__add"
            on:submit=add
            on:input=move |_| error.set(None)
            on:keydown=move |event| {
                if is_touched() {
                    undo_here(&event);
                }
            }
        >
            <div class="field">
                <label class="field__label" for="image-add">"New image"</label>
                <input
                    class="input input--code"
                    type="text"
                    id="image-add"
                    data-testid="image-add-name"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="image-add-help image-add-error"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <p class="field__help" id="image-add-help">
                    "With registry and tag, such as registry.example.org/name:tag. You can paste several at once."
                </p>
                <p class="field__error" id="image-add-error" role="status">{move || error.get()}</p>
            </div>
            <button type="submit" class="button" data-testid="image-add">"Add"</button>
        </form>
    }
}
