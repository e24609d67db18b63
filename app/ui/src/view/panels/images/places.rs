//! Where an image is used: which object, which template; or the value that switches its part on.

use std::collections::HashSet;

use leptos::prelude::*;
use pack_model::deployment::images::NamedPlace;
use pack_model::values::dotted;
use pack_model::{Place, Pointer, Values};
use pack_once::view::{CollectView, handler};

use crate::view::chosen_object::ChosenObject;
use crate::view::findings::use_findings;

/// So many places are told at once.
const TOLD: usize = 3;

/// So many others are told when they are asked for.
const MOST: usize = 200;

/// Where an image is used.
#[component]
pub(super) fn Places(
    places: Vec<NamedPlace>,
    /// Whether the places are those of parts that are switched off.
    #[prop(optional)]
    is_switched_off: bool,
) -> impl IntoView {
    let mut told = places;
    let mut known = HashSet::new();
    told.retain(|place| {
        is_switched_off || known.insert(format!("{}\n{}", place.object, place.template))
    });
    let mut rest = told.split_off(TOLD.min(told.len()));
    let line = move |place: NamedPlace| {
        if is_switched_off {
            return switch(&place);
        }
        // A manifest that does not render is both.
        let template = Some(place.template).filter(|template| *template != place.object);
        let template = template.map(|template| format!(" · {template}"));
        view! {
            <span class="images__place">{object_link(place.object, place.index)} {template}</span>
        }
        .into_any()
    };
    let count = rest.len();
    rest.truncate(MOST);
    let left_out = (count > MOST).then(|| format!("and {} more", count - MOST));
    let more = match count {
        0 => None,
        1 => Some("1 more place".to_owned()),
        count => Some(format!("{count} more places")),
    };
    let more = more.map(|more| {
        view! {
            <details>
                <summary>{more}</summary>
                <div class="images__places">{rest.into_iter().map(line).collect_view()} {left_out}</div>
            </details>
        }
        .into_any()
    });
    view! { <div class="images__places">{told.into_iter().map(line).collect_view()} {more}</div> }
}

/// The name of an object, which leads to it in Deployment.
pub(super) fn object_link(name: String, index: Option<usize>) -> AnyView {
    let Some(index) = index else {
        return name.into_any();
    };
    let chosen = expect_context::<ChosenObject>();
    let go = move |_| {
        if let Some(key) = chosen.key_at(index) {
            chosen.open(key);
        }
    };
    view! { <button type="button" class="link" data-testid="image-object" on:click=handler(go)>{name}</button> }
        .into_any()
}

/// The value that switches a part on, which is shown when clicked.
fn switch(place: &NamedPlace) -> AnyView {
    let on_go = use_findings().calls.on_go;
    let Ok(pointer) = place.path.parse::<Pointer>() else {
        return ().into_any();
    };
    let name = dotted(&pointer);
    let place = Place::value(Values::file(), pointer);
    view! {
        <button
            type="button"
            class="path link"
            data-testid="image-switch"
            on:click=handler(move |_| on_go.run(place.clone()))
        >
            {name}
        </button>
    }
    .into_any()
}
