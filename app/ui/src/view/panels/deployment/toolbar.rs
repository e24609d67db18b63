//! What narrows the list down, and what is done with all objects.

use leptos::prelude::*;
use pack_editor::{Message, NO_DOWNLOAD};
use pack_once::view::{CollectView, For, handler, live, memo};

use super::filter::origins;
use super::shared::{Progress, Shared};
use crate::browser::download;
use crate::view::components::icon::Icon;
use crate::view::open_pack::use_pack;

/// Search, charts, kinds, and the download.
#[component]
pub(super) fn Toolbar(shared: Shared) -> impl IntoView {
    let open = use_pack();
    let filter = shared.filter;
    let kinds = memo(move || {
        shared
            .deployment
            .with(|deployment| filter.wanted().kinds(deployment))
    });
    let origins = memo(move || shared.deployment.with(|deployment| origins(deployment)));
    let download = move |_| {
        let text = shared
            .deployment
            .with_untracked(|deployment| deployment.text_of(&deployment.objects));
        let name = open.manifest.with_untracked(|manifest| {
            let name = manifest.name().filter(|name| !name.is_empty());
            format!("{}-objects.yaml", name.unwrap_or_else(|| "pack".to_owned()))
        });
        if download::offer(&name, "application/yaml", text.as_bytes()).is_err() {
            open.tell(Message::error(NO_DOWNLOAD));
        }
    };
    let option = move |(path, label): (String, String)| {
        let is_chosen = filter.origin.with(|chosen| *chosen == path);
        view! { <option value=path prop:selected=is_chosen>{label}</option> }
    };
    let chip = move |(kind, count): (String, usize)| {
        let (turned, told) = (kind.clone(), kind.clone());
        let is_chosen = move || filter.kinds.with(|kinds| kinds.contains(&told));
        view! {
            <button
                type="button"
                class="chip"
                class:chip--none=count == 0
                data-testid="object-kind"
                data-kind=kind.clone()
                aria-pressed=move || is_chosen().to_string()
                on:click=handler(move |_| filter.turn_kind(&turned))
            >
                {kind.clone()}
                <span class="chip__count">{count}</span>
            </button>
        }
    };
    let status = move || {
        match shared.props.progress.get() {
        Progress::UnderWay => view! { <span class="deployment__busy deployment__busy--aside" role="status">"Rendering…"</span> }.into_any(),
        Progress::Failed(reason) => view! {
            <span class="deployment__failed" role="alert">{reason}</span>
            <button type="button" class="button button--small" on:click=handler(move |_| shared.props.on_retry.run(()))>
                "Try again"
            </button>
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <div class="deployment__toolbar deployment__parts">
            <div class="deployment__find">
                <div class="deployment__search">
                    <Icon name="search" />
                    <input
                        class="input input--small"
                        type="search"
                        data-testid="objects-search"
                        aria-label="Search objects"
                        placeholder="Search objects"
                        autocomplete="off"
                        spellcheck="false"
                        aria-controls="objects"
                        prop:value=move || filter.typed.get()
                        on:input=handler(move |event| filter.typed.set(event_target_value(&event)))
                    />
                </div>
                <select
                    class="input input--small deployment__origin"
                    data-testid="objects-chart"
                    aria-label="Chart or manifest"
                    hidden=move || origins.with(|origins| origins.len() < 2)
                    on:change=handler(move |event| filter.origin.set(event_target_value(&event)))
                >
                    {live(move || {
                        let all = (String::new(), "All charts and manifests".to_owned());
                        std::iter::once(all).chain(origins.get()).map(option).collect_view()
                    })}
                </select>
                {live(status)}
                <button
                    type="button"
                    class="button button--small deployment__download"
                    data-testid="objects-download"
                    on:click=handler(download)
                >
                    <Icon name="download" />
                    "Download all"
                </button>
            </div>
            <div class="chips deployment__kinds" role="group" aria-label="Kinds">
                <For each=move || kinds.get() key=Clone::clone children=chip />
            </div>
        </div>
    }
}
