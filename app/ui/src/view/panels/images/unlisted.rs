//! The images that are used and not listed: where each is used, and the buttons that add one, several or
//! all of them.

use std::collections::HashSet;

use leptos::prelude::*;
use pack_model::deployment::images::ImageRow;
use pack_once::view::{Callback, RwSignal, Show, Signal, handler, live, memo};

use super::groups::Groups;
use super::list::List;
use super::places::Places;
use crate::view::components::input::control::unique_id;
use crate::view::components::long_list::LongList;
use crate::view::reveal;

/// What is chosen of the images that are not listed. Copying it copies the handles.
#[derive(Clone, Copy)]
struct Choice {
    list: List,
    images: Signal<Vec<ImageRow>>,
    /// The names of those that are ticked.
    ticked: RwSignal<HashSet<String>>,
    /// Whether it is asked which of all images are to be added.
    is_asking: RwSignal<bool>,
}

impl Choice {
    /// Adds the images that fit, in their order, as one step.
    fn add(self, fits: impl Fn(&ImageRow) -> bool) {
        let names: Vec<String> = self.images.with_untracked(|images| {
            let images = images.iter().filter(|image| fits(image));
            images.map(|image| image.name.clone()).collect()
        });
        self.is_asking.set(false);
        if !names.is_empty() && self.list.add(&names) {
            self.ticked.set(HashSet::new());
            reveal::focus_soon("#image-add".to_owned());
        }
    }

    /// How many images there are that a container runs, and how many others.
    fn counts(self) -> (usize, usize) {
        self.images.with(|images| {
            let certain = images.iter().filter(|image| image.certain).count();
            (certain, images.len() - certain)
        })
    }
}

/// The images that a cluster gets and that are not listed.
#[component]
pub(super) fn Unlisted(list: List, groups: Groups) -> impl IntoView {
    let images = memo(move || groups.unlisted(false));
    let choice = Choice {
        list,
        images,
        ticked: RwSignal::new(HashSet::new()),
        is_asking: RwSignal::new(false),
    };
    let add_all = move |_| match untrack(|| choice.counts()) {
        (_, 0) => choice.add(|_| true),
        _ => choice
            .is_asking
            .update(|is_asking| *is_asking = !*is_asking),
    };
    let ticked = move || choice.ticked.with(HashSet::len);
    let add_ticked = move |_| {
        let ticked = choice.ticked.get_untracked();
        choice.add(|image| ticked.contains(&image.name));
    };
    view! {
        <Show when=move || images.with(|images| !images.is_empty())>
            <section class="form__group" aria-labelledby="images-found" data-testid="images-found">
                <div class="images__head">
                    <h3 class="form__heading" id="images-found">
                        "Used, not listed"
                        <span class="images__count">{live(move || images.with(Vec::len))}</span>
                    </h3>
                    <Show when=move || { ticked() > 0 }>
                        <button
                            type="button"
                            class="button button--small"
                            data-testid="images-add-chosen"
                            on:click=handler(add_ticked)
                        >
                            {live(move || format!("Add {} chosen", ticked()))}
                        </button>
                    </Show>
                    <button
                        type="button"
                        class="button button--small button--primary"
                        data-testid="images-add-all"
                        aria-expanded=move || (choice.counts().1 > 0).then(|| choice.is_asking.get().to_string())
                        on:click=handler(add_all)
                    >
                        "Add all"
                    </button>
                </div>
                <Show when=move || choice.is_asking.get()>
                    <Ask choice />
                </Show>
                {unlisted(images, move |image| view! { <UnlistedRow list image ticked=choice.ticked /> }.into_any())}
            </section>
        </Show>
    }
}

/// Tells certain images from probable ones, and asks which are to be added.
#[component]
fn Ask(choice: Choice) -> impl IntoView {
    let text = move || {
        let (certain, probable) = choice.counts();
        let certain = match certain {
            0 => String::new(),
            1 => "1 is certain: a container runs it. ".to_owned(),
            count => format!("{count} are certain: containers run them. "),
        };
        let probable = match probable {
            1 => "1 is probable: a text reads like its name.".to_owned(),
            count => format!("{count} are probable: texts read like their names."),
        };
        certain + &probable
    };
    view! {
        <div class="images__ask" data-testid="images-ask">
            <p class="form__text">{live(text)}</p>
            <div class="form__buttons">
                <button
                    type="button"
                    class="button button--small button--primary"
                    data-testid="images-add-confirm"
                    autofocus
                    on:click=handler(move |_| choice.add(|_| true))
                >
                    {live(move || format!("Add all {}", choice.images.with(Vec::len)))}
                </button>
                <Show when=move || { choice.counts().0 > 0 }>
                    <button
                        type="button"
                        class="button button--small"
                        data-testid="images-add-certain"
                        on:click=handler(move |_| choice.add(|image| image.certain))
                    >
                        {live(move || format!("Add {} certain", choice.counts().0))}
                    </button>
                </Show>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    on:click=handler(move |_| choice.is_asking.set(false))
                >
                    "Cancel"
                </button>
            </div>
        </div>
    }
}

/// About how high a row is, in root ems.
const ROW: f64 = 4.0;

/// The rows of images, of which none is in a form.
fn unlisted(
    images: Signal<Vec<ImageRow>>,
    row: impl Fn(ImageRow) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let image = move |at: usize| images.with(|images| images.get(at).cloned());
    let key = move |at| {
        let image = image(at);
        image.map(|image| format!("{} {} {}", image.name, image.certain, image.places.len()))
    };
    view! {
        <LongList
            count=memo(move || images.with(Vec::len))
            key=Callback::new(move |at| key(at).unwrap_or_default())
            row=Callback::new(move |at| image(at).map(&row).into_any())
            around=|rows| view! { <ul class="images__rows">{rows}</ul> }.into_any()
            height=ROW
            wanted=memo(|| None)
        />
    }
    .into_any()
}

#[component]
fn UnlistedRow(list: List, image: ImageRow, ticked: RwSignal<HashSet<String>>) -> impl IntoView {
    let name = image.name.clone();
    let id = unique_id("unlisted");
    let (tick, told) = (name.clone(), name.clone());
    let turn = move |_| {
        ticked.update(|ticked| {
            if !ticked.remove(&tick) {
                ticked.insert(tick.clone());
            }
        });
    };
    let added = name.clone();
    view! {
        <li
            class="images__unlisted"
            data-testid="image"
            data-image=name.clone()
            data-state=image.state.id()
            data-certain=image.certain.to_string()
        >
            <input
                type="checkbox"
                id=id.clone()
                data-testid="image-choose"
                prop:checked=move || ticked.with(|ticked| ticked.contains(&told))
                on:change=handler(turn)
            />
            <label class="images__name" for=id>{name.clone()}</label>
            <Marks image=image.clone() />
            <button
                type="button"
                class="button button--small"
                data-testid="image-add-one"
                aria-label=format!("Add {name}")
                on:click=handler(move |_| {
                    list.add(std::slice::from_ref(&added));
                })
            >
                "Add"
            </button>
            <Places places=image.places />
        </li>
    }
}

/// How certain it is that a cluster gets an image, in words.
#[component]
pub(super) fn Marks(image: ImageRow) -> impl IntoView {
    let probable = (!image.certain).then(|| {
        view! { <span class="badge" title="A text reads like its name, but no container names it.">"Probable"</span> }.into_any()
    });
    let varies = image.varies.then(|| {
        view! { <span class="badge" title="It depends on the sample of a macro, or on a random value.">"Varies"</span> }.into_any()
    });
    view! { <span class="images__marks">{probable}{varies}</span> }
}

/// The images of parts that are switched off.
#[component]
pub(super) fn SwitchedOff(list: List, groups: Groups) -> impl IntoView {
    let images = memo(move || groups.unlisted(true));
    let row = move |image: ImageRow| {
        let name = image.name.clone();
        let added = name.clone();
        view! {
            <li
                class="images__unlisted"
                data-testid="image"
                data-image=name.clone()
                data-state=image.state.id()
                data-certain=image.certain.to_string()
            >
                <span class="images__name">{name.clone()}</span>
                <Marks image=image.clone() />
                <button
                    type="button"
                    class="button button--small"
                    data-testid="image-add-one"
                    aria-label=format!("Add {name}")
                    on:click=handler(move |_| {
                        list.add(std::slice::from_ref(&added));
                    })
                >
                    "Add"
                </button>
                <Places places=image.places is_switched_off=true />
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || images.with(|images| !images.is_empty())>
            <details class="images__off" data-testid="images-switched-off">
                <summary class="form__heading">
                    "If switched on"
                    <span class="images__count">{live(move || images.with(Vec::len))}</span>
                </summary>
                <p class="form__hint">
                    "Parts of the charts that are switched off use these images. List them if a profile's user may switch them on."
                </p>
                {unlisted(images, row)}
            </details>
        </Show>
    }
}
