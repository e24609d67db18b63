//! What the chosen presets make of values.yaml, line by line, and what of them does not fit together.

use leptos::prelude::*;
use pack_editor::Progress;
use pack_model::path::VALUES_YAML;
use pack_model::presets::{Applied, NotApplied, applied, conflicts, counted, write};
use pack_once::view::{CollectView, Show, handler, live, memo};

use super::Shared;
use crate::view::components::finding::difference::text_difference;
use crate::view::components::icon::Icon;
use crate::view::panels::parts::object_changes::changes;

/// What a choice leads to.
#[derive(Clone, PartialEq)]
struct Led {
    before: String,
    after: Result<Applied, NotApplied>,
    conflicts: Vec<String>,
}

/// The lines that differ, with the button that writes them.
#[component]
pub(super) fn Outcome(shared: Shared) -> impl IntoView {
    let rendered = shared.rendered;
    let led = memo(move || {
        let ids = shared.cluster.with(|cluster| cluster.presets.clone());
        shared.groups.with(|groups| {
            let chosen = counted(groups, &ids);
            shared.open.pack.with(|pack| {
                (!chosen.is_empty()).then(|| Led {
                    before: pack.text(VALUES_YAML).unwrap_or_default().to_owned(),
                    after: applied(pack, &chosen),
                    conflicts: conflicts(&chosen)
                        .iter()
                        .map(|one| one.sentence())
                        .collect(),
                })
            })
        })
    });
    let write_values = move |applied: &Applied| {
        let pack = shared.open.pack;
        let change = pack.with_untracked(|pack| write(pack, applied));
        shared.apply("Apply presets to values.yaml", vec![change]);
    };
    // Presets that are preselected are no part of what is rendered: the values have what they change.
    let can_be_asked = move || {
        let is_rendered = rendered.with(|rendered| rendered.progress == Progress::Done);
        is_rendered && shared.cluster.with(|cluster| !cluster.presets.is_empty())
    };
    let objects = move || {
        let rendered = rendered.get();
        let effect = rendered
            .effect
            .as_ref()
            .filter(|effect| effect.value.is_none())?;
        Some(match &effect.without {
            None => view! { <p class="form__hint" role="status">"Rendering without them…"</p> }
                .into_any(),
            Some(without) => changes(without, &rendered.deployment, "them", "No object changes."),
        })
    };
    let shown = move |led: Led| {
        let Led { before, after, .. } = led;
        let applied = match after {
            Ok(applied) if applied.text == before => {
                return view! { <p class="form__hint">"values.yaml has these values already."</p> }
                    .into_any();
            }
            Ok(applied) => applied,
            Err(error) => {
                return view! { <p class="form__hint">{error.to_string()}</p> }.into_any();
            }
        };
        let difference = text_difference(&before, &applied.text);
        let note = applied.is_rewritten.then(|| view! { <p class="form__hint">"This edit cannot keep the text as it is written, so comments are lost."</p> }.into_any());
        view! {
            <div class="presets__difference" data-testid="presets-difference" role="group" aria-label="Changes in values.yaml">
                {difference}
            </div>
            {note}
            <div class="form__buttons">
                <button type="button" class="button button--small" data-testid="presets-write" on:click=handler(move |_| write_values(&applied))>
                    "Write to values.yaml"
                </button>
            </div>
        }
        .into_any()
    };
    let conflict = |sentence: String| {
        view! {
            <p class="presets__conflict" data-testid="preset-conflict">
                <Icon name="warning" />
                <span>{sentence}</span>
            </p>
        }
    };
    view! {
        <div class="presets__conflicts" role="status">
            {live(move || led.get().map(|led| led.conflicts.into_iter().map(conflict).collect_view()))}
        </div>
        {live(move || match led.get() {
            Some(led) => shown(led),
            None => view! { <p class="form__hint">"Choose a preset to see what it changes in values.yaml."</p> }.into_any(),
        })}
        <Show when=move || shared.cluster.with(|cluster| !cluster.presets.is_empty())>
            <div class="form__buttons">
                <button
                    type="button"
                    class="button button--small"
                    data-testid="presets-effect"
                    disabled=move || !can_be_asked()
                    on:click=handler(move |_| shared.on_effect.run(()))
                >
                    "What changes in Deployment?"
                </button>
            </div>
            <div data-testid="presets-effects">{live(objects)}</div>
        </Show>
    }
}
