//! Images: those that values.yaml lists under `pack.content.images`, and those that a cluster gets, by
//! group.

mod add;
mod found;
mod groups;
mod list;
mod notes;
mod places;
mod row;
mod unlisted;

use leptos::prelude::*;
use pack_editor::sections::section;
use pack_model::values::images;
use pack_model::{Place, Values};
use pack_once::view::{Callback, Show, Signal, handler, live, memo};

use crate::view::components::icon::Icon;
use crate::view::components::long_list::LongList;
use crate::view::form::Form;
use crate::view::form::document::Document;
use crate::view::open_pack::use_pack;
use crate::wire::use_workspace;
use add::AddImages;
use found::ListFindings;
use groups::{Group, Groups};
use list::List;
use notes::Notes;
use row::ImageRow;
use unlisted::{SwitchedOff, Unlisted};

/// About how high a row is, in root ems.
const ROW: f64 = 4.0;

/// The form.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let (document, values) = Document::values();
    let listed = memo(move || values.with(images::listed));
    let images = memo(move || listed.get().unwrap_or_default());
    let deployment = workspace.deployment();
    let groups = Groups::new(images, deployment);
    let list = List {
        open: use_pack(),
        images,
        groups,
    };
    let on_failures = move |()| {
        if let Some(section) = section("deployment") {
            workspace.location.go(section);
        }
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
                        on:click=handler(move |_| workspace.location.show(&list_in_text(values)))
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
            <ListFindings groups />
            <Notes deployment on_failures />
            <Show when=move || listed.with(Option::is_some) fallback=other>
                <Unlisted list groups />
                <div
                    class="images__list"
                    data-place-file=Values::file().to_string()
                    data-place=images::list().to_string()
                    on:focusin=handler(move |_| groups.has_focus.set(true))
                    on:focusout=handler(move |_| {
                        groups.has_focus.set(false);
                    })
                >
                    <Listed list group=Group::Used />
                    <Listed list group=Group::Unused />
                    <Listed list group=Group::Unknown />
                    <Show
                        when=move || images.with(|images| !images.is_empty())
                        fallback=move || {
                            let nothing_found = move || groups.unlisted(false).is_empty();
                            view! { <p class="form__empty" hidden=move || !nothing_found()>"No image is listed. Add the first one below."</p> }
                        }
                    >
                        <p class="form__hint" id="images-keys">
                            "In a field, Alt+Up and Alt+Down move the image."
                        </p>
                    </Show>
                </div>
                <AddImages list />
                <SwitchedOff list groups />
            </Show>
        </Form>
    }
    .into_any()
}

/// The images of the list that are of a group.
#[component]
fn Listed(list: List, group: Group) -> impl IntoView {
    let (id, title) = match group {
        Group::Unknown => ("images-listed", "Listed"),
        Group::Used => ("images-used", "Listed and used"),
        Group::Unused => ("images-unused", "Listed, not used"),
    };
    let hint = move || match (group, list.groups.are_whole()) {
        (Group::Unused, true) => "No object of this pack uses these images with its values.",
        (Group::Unused, false) => "Nothing that renders uses these images.",
        _ => "",
    };
    let entries = memo(move || list.groups.entries(group));
    let entry = move |at: usize| entries.with(|entries| entries.get(at).copied());
    let wanted = memo(move || {
        let index = list.open.asked_item(&Values::file(), &images::list())?;
        entries.with(|entries| entries.binary_search(&index).ok())
    });
    let remove = move || {
        let can_remove = group == Group::Unused
            && list.groups.are_whole()
            && entries.with(|entries| entries.len() > 1);
        can_remove.then(|| {
            view! {
                <button
                    type="button"
                    class="button button--small"
                    data-testid="images-remove-unused"
                    on:click=handler(move |_| list.remove_all(&entries.get_untracked()))
                >
                    "Remove all"
                </button>
            }
            .into_any()
        })
    };
    view! {
        <Show when=move || entries.with(|entries| !entries.is_empty())>
            <section class="form__group" aria-labelledby=id data-testid=id>
                <div class="images__head">
                    <h3 class="form__heading" id=id>
                        {title}
                        <span class="images__count">{live(move || entries.with(Vec::len))}</span>
                    </h3>
                    {live(remove)}
                </div>
                <p class="form__hint images__hint">{live(hint)}</p>
                <LongList
                    count=memo(move || entries.with(Vec::len))
                    key=Callback::new(move |at| entry(at).unwrap_or_default().to_string())
                    row=Callback::new(move |at| {
                        entry(at).map(|index| view! { <ImageRow list index /> }).into_any()
                    })
                    around=|rows| view! { <ol class="images__rows" aria-describedby="images-keys">{rows}</ol> }.into_any()
                    height=ROW
                    wanted
                />
            </section>
        </Show>
    }
}

/// The place in the text of values.yaml of the value that should be the list.
fn list_in_text(values: Signal<Values>) -> Place {
    let start = values.with_untracked(|values| {
        let node = values.yaml().get(&images::list());
        node.map_or(0, |node| node.span().start)
    });
    Place::text(Values::file(), start..start)
}
