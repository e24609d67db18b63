//! What keeps the images from being known: what does not render, containers whose image cannot be told,
//! or that there is nothing that could tell.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::choices::has_sources;
use pack_model::deployment::{Object, Release, UnknownImage};
use pack_once::view::{Callback, CollectView, Show, Signal, handler, live, memo};

use super::places::object_link;
use crate::view::open_pack::use_pack;
use crate::view::panels::template_link::template_link;

/// Why images may be missing; nothing where all are known.
#[component]
pub(super) fn Notes(
    /// What a cluster gets, as far as it is known.
    deployment: Signal<Option<Arc<Deployment>>>,
    /// Called where what does not render should be shown.
    #[prop(into)]
    on_failures: Callback<()>,
) -> impl IntoView {
    let manifest = use_pack().manifest;
    let note = memo(move || match manifest.with(has_sources) {
        true => note(&*deployment.get()?),
        false => Some((NOTHING.to_owned(), false)),
    });
    let unknown = memo(move || {
        let deployment = deployment.get().unwrap_or_default();
        let unknown = deployment.unknown_images.iter();
        let unknown = unknown.filter_map(|image| {
            let object = deployment.objects.get(image.object)?;
            let release = deployment.release_of(object).cloned();
            Some((image.clone(), object.clone(), release))
        });
        unknown.collect::<Vec<_>>()
    });
    view! {
        <div class="images__notes" role="status" data-testid="images-note">
            {live(move || note.get().map(|(text, leads)| view! {
                <p class="form__hint">{text}</p>
                {leads.then(|| view! {
                    <button type="button" class="button button--small" on:click=handler(move |_| on_failures.run(()))>"Show what does not render"</button>
                })}
            }.into_any()))}
        </div>
        <Show when=move || unknown.with(|unknown| !unknown.is_empty())>
            <section class="form__group" aria-labelledby="images-unknown" data-testid="images-unknown">
                <h3 class="form__heading" id="images-unknown">
                    "Cannot be determined"
                    <span class="images__count">{live(move || unknown.with(Vec::len))}</span>
                </h3>
                <ul class="images__rows">{live(move || unknown.get().into_iter().map(unknown_line).collect_view())}</ul>
            </section>
        </Show>
    }
}

/// What is told where the pack lists nothing that could be rendered.
const NOTHING: &str =
    "This pack lists no chart and no manifest, so nothing tells which images it uses.";

/// Why images may be missing, and whether Deployment shows more.
fn note(deployment: &Deployment) -> Option<(String, bool)> {
    if !deployment.is_whole() {
        let text = "Some charts or manifests do not render. Their images are found by reading their texts, so some may be missing.";
        return Some((text.to_owned(), true));
    }
    let is_empty = deployment.images.is_empty() && deployment.unknown_images.is_empty();
    is_empty.then(|| {
        let text = "With these values no object of this pack runs a container.";
        (text.to_owned(), false)
    })
}

/// A container whose image cannot be told: its object with what is wrong, and its template.
fn unknown_line((image, object, release): (UnknownImage, Object, Option<Release>)) -> AnyView {
    let wrong = match image.text.trim() {
        "" => "the image is empty".to_owned(),
        text => format!("“{text}” is no name of an image"),
    };
    let name = format!("{} {}", object.kind, object.name);
    view! {
        <li class="images__places" data-testid="image-unknown">
            <span>{object_link(name, Some(image.object))} ": " {wrong}</span>
            {template_link(release.as_ref(), object.source.path(), image.line, "image-template")}
        </li>
    }
    .into_any()
}
