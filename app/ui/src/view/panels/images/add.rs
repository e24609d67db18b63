//! The input that adds images: one by its name, or many at once from a pasted list.

use leptos::ev;
use leptos::prelude::*;
use pack_model::values::images;
use pack_once::view::{RwSignal, handler};

use super::list::List;
use crate::view::components::input::new_name::NewName;
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
            on:submit=handler(add)
            on:input=handler(move |_| error.set(None))
            on:keydown=handler(move |event| {
                if is_touched() {
                    undo_here(&event);
                }
            })
        >
            <NewName
                id="image-add"
                test_id="image-add-name"
                label="New image"
                typed
                error
                help="With registry and tag, such as registry.example.org/name:tag. You can paste several at once."
            />
            <button type="submit" class="button" data-testid="image-add">"Add"</button>
        </form>
    }
}
