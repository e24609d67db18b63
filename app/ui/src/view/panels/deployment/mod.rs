//! Deployment: what a cluster gets with the pack's values. The objects of each chart and manifest with
//! their YAML, what does not render, and what is assumed of the cluster.

mod cluster;
mod cut_middle;
mod detail;
mod empty;
mod failures;
mod filter;
mod list;
mod shared;
mod toolbar;

use leptos::prelude::*;
use pack_editor::Progress as Rendering;
use pack_model::deployment::choices::has_sources;
use pack_once::view::{Callback, Show, effect, handler, memo};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::storage::preferences;
use crate::view::chosen_object::ChosenObject;
use crate::view::components::splitter::{Grip, Splitter, style};
use crate::view::reveal;
use crate::wire::use_workspace;
use cluster::ClusterFields;
use detail::Detail;
use empty::Empty;
use failures::Failures;
use list::ObjectList;
use shared::{Progress, Props, Shared};
use toolbar::Toolbar;

/// What is told where the renderer is missing.
const NOT_LOADED: &str = "The part of the editor that renders charts is not there: the connection may have dropped, or it has stopped. Try again, or reload the page.";

/// The preference that keeps the width of the list of objects.
const LIST_WIDTH: &str = "objects-width";

/// The section.
pub(crate) fn view() -> AnyView {
    let workspace = use_workspace();
    let progress = move || {
        if !workspace.manifest.with(has_sources) {
            return Progress::Nothing;
        }
        match workspace.rendered.with(|rendered| rendered.progress) {
            Rendering::Pending => Progress::UnderWay,
            Rendering::Done => Progress::Done,
            Rendering::Failed => Progress::Failed(NOT_LOADED.to_owned()),
        }
    };
    let props = Props {
        deployment: workspace.deployment(),
        progress: memo(progress),
        cluster: workspace.cluster,
        on_cluster: Callback::new(move |cluster| workspace.render_for(cluster)),
        on_section: Callback::new(move |section| workspace.location.go(section)),
        bundle: workspace.bundle,
        on_retry: Callback::new(move |()| workspace.render_again()),
    };
    section(Shared::new(props, expect_context::<ChosenObject>()))
}

/// The parts of the section.
fn section(shared: Shared) -> AnyView {
    let has_objects = memo(move || {
        shared
            .deployment
            .with(|deployment| !deployment.objects.is_empty())
    });
    let has_charts = move || shared.props.progress.get() != Progress::Nothing;
    let is_old = move || shared.props.progress.get() == Progress::UnderWay;
    keep_focus(shared);
    let width = preferences::kept(LIST_WIDTH, 0.0);
    view! {
        <div class="deployment fills" aria-busy=move || is_old().to_string()>
            <div class="deployment__top">
                <Show when=has_charts>
                    <ClusterFields shared />
                    <Failures shared />
                </Show>
                <Show when=move || has_objects.get() fallback=move || view! { <Empty shared /> }>
                    <Toolbar shared />
                </Show>
            </div>
            <Show when=move || has_objects.get()>
                <div
                    class="deployment__sides"
                    class:deployment__sides--open=move || shared.chosen.is_open.get()
                    style:--objects-width=move || style(width)
                >
                    <div class="deployment__list">
                        <ObjectList shared />
                        <Show when=move || shared.rows.with(Vec::is_empty)>
                            <div class="deployment__none">
                                <p class="form__hint">"No object matches."</p>
                                <button
                                    type="button"
                                    class="button button--small"
                                    data-testid="objects-clear"
                                    on:click=handler(move |_| shared.filter.clear())
                                >
                                    "Clear filters"
                                </button>
                            </div>
                        </Show>
                        <Splitter label="Width of the list of objects" size=width range=(200.0, 1200.0) grip=Grip::After />
                    </div>
                    <Detail shared />
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// Hands the focus on to the text where that covers the list.
fn keep_focus(shared: Shared) {
    effect(move || {
        if shared.chosen.is_open.get() {
            // What is covered has no height once the page is laid out.
            request_animation_frame(|| {
                let list = document().query_selector("#objects").ok().flatten();
                let list = list.and_then(|list| list.dyn_into::<HtmlElement>().ok());
                if list.is_some_and(|list| list.offset_height() == 0) {
                    reveal::focus_soon(".rendered__title".to_owned());
                }
            });
        }
    });
}
