//! What is shown where there are no objects: why, and what to do.

use leptos::prelude::*;
use pack_editor::sections::{Section, section};
use pack_once::view::{Callback, handler, live};

use super::shared::{Progress, Shared};

/// Why there are no objects.
#[component]
pub(super) fn Empty(shared: Shared) -> impl IntoView {
    let on_section = shared.props.on_section;
    live(move || {
        match shared.props.progress.get() {
        Progress::Nothing => view! {
            <div class="deployment__empty" data-testid="objects-none">
                <p class="form__text">"This pack lists no chart and no manifest, so a cluster gets no objects from it."</p>
                <div class="form__buttons">
                    {go(on_section, "charts", "Add a chart")}
                    {go(on_section, "manifests", "Add a manifest")}
                </div>
            </div>
        }
        .into_any(),
        Progress::UnderWay => view! {
            <p class="deployment__empty deployment__busy" role="status">"Rendering…"</p>
        }
        .into_any(),
        Progress::Failed(reason) => view! {
            <div class="deployment__empty" role="alert">
                <p class="form__text">{reason}</p>
                <button
                    type="button"
                    class="button"
                    data-testid="render-again"
                    on:click=handler(move |_| shared.props.on_retry.run(()))
                >
                    "Try again"
                </button>
            </div>
        }
        .into_any(),
        Progress::Done => {
            let has_failures = shared
                .deployment
                .with(|deployment| !deployment.failures.is_empty());
            (!has_failures)
                .then(|| {
                    view! {
                        <p class="deployment__empty" data-testid="objects-none">
                            "With these values the charts and manifests render to no object."
                        </p>
                    }.into_any()
                })
                .into_any()
        }
    }
    })
}

fn go(
    on_section: Callback<&'static Section>,
    id: &'static str,
    label: &'static str,
) -> Option<impl IntoView> {
    let section = section(id)?;
    Some(view! {
        <button type="button" class="button" on:click=handler(move |_| on_section.run(section))>
            {label}
        </button>
    })
}
