//! The line that adds a parameter for the value at a path.

use leptos::ev;
use leptos::prelude::*;
use pack_model::parameters;
use pack_once::view::{RwSignal, handler};

use super::{Shared, focus};
use crate::view::components::input::new_name::NewName;
use crate::view::components::input::text::undo_here;
use crate::view::fields::value_paths;

/// A path that has no parameter yet.
#[component]
pub(super) fn AddParameter(shared: Shared) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let path = typed.with_untracked(|typed| typed.trim().to_owned());
        if path.is_empty() {
            error.set(Some("Enter the path of a value.".to_owned()));
        } else if untrack(|| shared.position(&path)).is_some() {
            error.set(Some(format!("{path} is a parameter already.")));
        } else {
            let step = shared.open.pack.with_untracked(|pack| {
                let values = shared.values;
                values.with_untracked(|values| parameters::added(pack, &path, values.as_ref()))
            });
            if shared.open.apply(step) {
                typed.set(String::new());
                focus(&path, "type");
            }
        }
    };
    view! {
        <form
            class="parameters__add"
            on:submit=handler(add)
            on:input=handler(move |_| error.set(None))
            on:keydown=handler(move |event| {
                if typed.with_untracked(|typed| !typed.is_empty()) {
                    undo_here(&event);
                }
            })
        >
            <NewName
                id="parameter-path"
                test_id="parameter-path"
                label="New parameter"
                typed
                error
                help="The path of a value in values.yaml, such as charts.web.port."
                suggestions=value_paths::LIST
            />
            <button type="submit" class="button" data-testid="parameter-add">"Add parameter"</button>
        </form>
    }
}
