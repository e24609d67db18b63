//! Images: those that values.yaml lists under `pack.content.images`, and those that were found but
//! are not listed.

mod add;
mod found;
mod list;
mod row;

use leptos::prelude::*;
use pack_model::values::images;
use pack_model::{Place, Values};

use crate::view::components::icon::Icon;
use crate::view::form::Form;
use crate::view::form::document::Document;
use crate::view::open_pack::use_pack;
use crate::wire::use_workspace;
use add::AddImages;
use found::{FoundImages, ListFindings};
use list::List;
use row::ImageRow;

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let (document, values) = Document::values();
    let listed = Memo::new(move |_| values.with(images::listed));
    let images = Memo::new(move |_| listed.get().unwrap_or_default());
    let list = List {
        open: use_pack(),
        images,
    };
    let other = move || {
        view! {
            <div class="form__notice">
                <Icon name="warning" />
                <div class="form__words">
                    <p class="form__text">
                        "pack.content.images is not a list, so it cannot be edited here. Fix it in the Code view."
                    </p>
                    <button
                        type="button"
                        class="button button--small"
                        on:click=move |_| workspace.location.show(&list_in_text(values))
                    >
                        "Show in code"
                    </button>
                </div>
            </div>
        }
    };
    view! {
        <Form document>
            <p class="form__hint">
                "List every container image that the pack uses. Clusters without internet access, and edge clusters in local mode, get only these images."
            </p>
            <ListFindings />
            <Show when=move || listed.with(Option::is_some) fallback=other>
                <section
                    class="form__group"
                    aria-labelledby="images-listed"
                    data-place-file=Values::file().to_string()
                    data-place=images::list().to_string()
                >
                    <h3 class="form__heading" id="images-listed">
                        "Listed"
                        <span class="images__count">{move || images.with(Vec::len)}</span>
                    </h3>
                    <Show
                        when=move || images.with(|images| !images.is_empty())
                        fallback=|| view! { <p class="form__empty">"No image is listed. Add the first one below."</p> }
                    >
                        <ol class="images__rows" aria-describedby="images-keys">
                            <For each=move || 0..images.with(Vec::len) key=|index| *index let:index>
                                <ImageRow list index />
                            </For>
                        </ol>
                        <p class="form__hint" id="images-keys">
                            "In a field, Alt+Up and Alt+Down move the image."
                        </p>
                    </Show>
                    <AddImages list />
                </section>
            </Show>
            <FoundImages on_fixes=move |step| workspace.apply_fixes(step) />
        </Form>
    }
    .into_any()
}

/// The place in the text of values.yaml of the value that should be the list.
fn list_in_text(values: Memo<Values>) -> Place {
    let start = values.with_untracked(|values| {
        let node = values.yaml().get(&images::list());
        node.map_or(0, |node| node.span().start)
    });
    Place::text(Values::file(), start..start)
}
