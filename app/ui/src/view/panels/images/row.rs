//! One listed image: its name, its place in the list, and what is wrong with it.

use leptos::ev;
use leptos::prelude::*;
use pack_model::deployment::images::{ImageRow, ImageState};
use pack_model::values::images::{self, Form};
use pack_model::{Severity, Values};
use pack_once::view::{CollectView, RwSignal, Show, handler, live, memo};

use super::found::findings_below;
use super::list::{Control, List};
use super::places::Places;
use super::unlisted::Marks;
use crate::view::components::finding::Shown;
use crate::view::components::icon::Icon;
use crate::view::components::input::control::{test_id_in, unique_id};
use crate::view::components::input::text::scripted;
use crate::view::findings::finding;

/// The image at an index.
#[component]
pub(super) fn ImageRow(list: List, index: usize) -> impl IntoView {
    let image = memo(move || list.images.with(|images| images.get(index).cloned()));
    let name = move || {
        image.with(|image| {
            image
                .as_ref()
                .map(|image| image.name.clone())
                .unwrap_or_default()
        })
    };
    let is_other = move || {
        image.with(|image| {
            image
                .as_ref()
                .is_some_and(|image| image.form == Form::Other)
        })
    };
    // Text that is not an image name yet; until it is one, the list keeps its old name.
    let draft = RwSignal::new(None::<String>);
    let take = move |typed: String| {
        if is_unfinished(&typed) {
            draft.set(Some(typed));
        } else {
            draft.set(None);
            list.rename(index, &typed);
        }
    };
    let leave = move || {
        // The row may be leaving the page, and its signals may be gone.
        if let Some(Some(typed)) = draft.try_get_untracked() {
            list.rename(index, &typed);
            draft.set(None);
        }
        list.open.end_step();
    };
    let shown = move || draft.get().unwrap_or_else(name);
    let place = images::list().item(index);
    let found = findings_below(place.clone());
    let invalid =
        move || found.with(|found| found.iter().any(|one| one.severity == Severity::Error));
    let findings_id = unique_id("image-findings");
    let move_by_key = move |event: ev::KeyboardEvent| {
        let is_after = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        if event.alt_key() && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            list.shift(index, is_after, Control::Name);
        }
    };
    let is_end = move |is_after| list.groups.neighbour(index, is_after).is_none();
    let known = memo(move || list.groups.row(index));
    let button =
        move |icon: &'static str, does: &'static str, control: Control, act: fn(List, usize)| {
            view! {
                <button
                    type="button"
                    class="button button--quiet button--small"
                    data-testid=format!("image-{}", control.id())
                    data-image-control=control.id()
                    aria-label=move || format!("{does} {}", name())
                    title=does
                    on:click=handler(move |_| act(list, index))
                >
                    <Icon name=icon />
                </button>
            }
        };
    let up = button("up", "Move up", Control::Up, |list, index| {
        list.shift(index, false, Control::Up);
    });
    let down = button("down", "Move down", Control::Down, |list, index| {
        list.shift(index, true, Control::Down);
    });
    let remove = button("trash", "Remove", Control::Remove, List::remove);
    view! {
        <li
            class="images__row"
            data-testid="image"
            data-index=index
            data-image=name
            data-state=move || known.with(|known| known.as_ref().map(|known| known.state.id()))
            data-certain=move || known.with(|known| known.as_ref().map(|known| known.certain.to_string()))
            data-place-file=Values::file().to_string()
            data-place=place.to_string()
        >
            <input
                class="input input--code"
                type="text"
                data-testid=test_id_in(&Values::file(), &place)
                data-image-control=Control::Name.id()
                aria-label=format!("Image {}", index + 1)
                aria-describedby=findings_id.clone()
                aria-invalid=move || invalid().then_some("true")
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                autocomplete="off"
                spellcheck="false"
                placeholder="registry.example.org/name:tag"
                prop:value=shown
                on:input=handler(move |event| take(event_target_value(&event)))
                on:change=handler(move |event| scripted(&event, take))
                on:keydown=handler(move_by_key)
                on:blur=handler(move |_| leave())
            />
            <div class="images__buttons">
                <span hidden=move || is_end(false)>{up}</span>
                <span hidden=move || is_end(true)>{down}</span>
                {remove}
            </div>
            {live(move || known.get().map(told))}
            <div class="images__findings" id=findings_id>
                <Show when=is_other>
                    <p class="field__note">"This entry has no image. Enter its name here."</p>
                </Show>
                {live(move || {
                    found
                        .get()
                        .into_iter()
                        .map(|diagnostic| finding(diagnostic, Shown::AtField))
                        .collect_view()
                })}
            </div>
        </li>
    }
}

/// Where a listed image is used.
fn told(image: ImageRow) -> AnyView {
    match (image.state, image.switched_off, image.places.is_empty()) {
        (ImageState::Used, ..) => view! {
            <div class="images__told">
                <Marks image=image.clone() />
                <Places places=image.places />
            </div>
        }
        .into_any(),
        (_, true, true) => {
            view! { <p class="images__told images__places">"Only tests use it."</p> }.into_any()
        }
        (_, true, false) => view! {
            <div class="images__told">
                <p class="images__places">"Used if this is switched on:"</p>
                <Places places=image.places is_switched_off=true />
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// Whether a name or its tag is still being typed. A colon at its end would have to be quoted in
/// YAML, and the quotes would stay.
fn is_unfinished(typed: &str) -> bool {
    typed.is_empty() || typed.ends_with(':')
}
