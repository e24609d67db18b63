//! What the chosen value changes: the objects that a cluster would get otherwise without it, line by
//! line.

use leptos::html;
use leptos::prelude::*;
use pack_editor::Progress;
use pack_model::Deployment;
use pack_model::deployment::effect::{Effect as ObjectEffect, effects};
use pack_once::view::{CollectView, Show, Signal, effect, handler, live};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::shared::Shared;
use crate::view::components::finding::difference::text_difference;

/// So many objects are shown; the others are counted.
const SHOWN: usize = 20;

/// The button, and once it was used the objects.
#[component]
pub(super) fn ValueEffect(
    shared: Shared,
    /// Whether the chosen value is the chart's default.
    is_default: Signal<bool>,
) -> impl IntoView {
    // Only what stands there can be left out, and only charts and manifests are rendered with it.
    let can_be_asked = move || {
        let is_of_chart = shared.shown.with(|shown| {
            let tokens = shown.tokens();
            let root = tokens.first().map(String::as_str);
            tokens.len() > 2 && matches!(root, Some("charts" | "manifests"))
        });
        is_of_chart && shared.chosen.get() == shared.shown.get()
    };
    let is_rendered = move || {
        shared
            .rendered
            .with(|rendered| rendered.progress == Progress::Done)
    };
    let shown = move || {
        let rendered = shared.rendered.get();
        let effect = rendered.effect.as_ref()?;
        if effect.value != shared.shown.get() {
            return None;
        }
        Some(match &effect.without {
            None => {
                view! { <p class="form__hint" role="status">"Rendering without it…"</p> }.into_any()
            }
            Some(without) => changes(without, &rendered.deployment, is_default.get()),
        })
    };
    // The answer comes below what is known of the value, so it is brought into sight.
    let block = NodeRef::<html::Div>::new();
    effect(move || {
        let is_answered = shared.rendered.with(|rendered| {
            let effect = rendered.effect.as_ref();
            effect.is_some_and(|effect| effect.without.is_some())
        });
        if is_answered && block.get().is_some() {
            request_animation_frame(move || {
                if let Some(block) = block.try_get_untracked().flatten() {
                    let options = ScrollIntoViewOptions::new();
                    options.set_block(ScrollLogicalPosition::Nearest);
                    block.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
    });
    view! {
        <Show when=can_be_asked>
            <div class="values__block" node_ref=block>
                <button
                    type="button"
                    class="button button--small values__effect"
                    data-testid="value-effect"
                    disabled=move || !is_rendered()
                    on:click=handler(move |_| shared.on_effect.run(shared.shown.get_untracked()))
                >
                    "What does this change?"
                </button>
                <div data-testid="value-effects">{live(shown)}</div>
            </div>
        </Show>
    }
}

/// The objects that differ between a deployment without the value and the one with it.
fn changes(without: &Deployment, with: &Deployment, is_default: bool) -> AnyView {
    let found = effects(without, with);
    let failures = without.failures.iter();
    let failures = failures.filter(|failure| !with.failures.contains(failure));
    let failures = failures.map(|failure| {
        let text = format!(
            "Without it {} does not render: {}",
            failure.file, failure.message
        );
        view! { <p class="form__hint">{text}</p> }
    });
    let failures = failures.collect_view();
    let summary = match found.len() {
        0 if is_default => {
            "Nothing: it is the chart's default, which applies without it, too.".to_owned()
        }
        0 => "Nothing: without it every object is the same.".to_owned(),
        1 => "1 object is different with it.".to_owned(),
        count => format!("{count} objects are different with it."),
    };
    let more = found.len().saturating_sub(SHOWN);
    let more = (more > 0)
        .then(|| view! { <p class="form__hint">{format!("And {more} more.")}</p> }.into_any());
    let one = |effect: ObjectEffect<'_>| {
        let object = effect.object();
        let (kind, word) = match effect {
            ObjectEffect::Added(_) => ("added", "added: "),
            ObjectEffect::Removed(_) => ("removed", "removed: "),
            ObjectEffect::Changed { .. } => ("changed", ""),
        };
        let title = format!("{word}{} {}", object.kind, object.name);
        view! {
            <section class="values__changed" data-testid="value-effect-object" data-kind=kind data-name=object.name.clone()>
                <h4 class="difference__file">{title}</h4>
                {text_difference(effect.before(), effect.after())}
            </section>
        }
    };
    view! {
        <p class="form__hint" role="status">{summary}</p>
        {failures}
        {found.into_iter().take(SHOWN).map(one).collect_view()}
        {more}
    }
    .into_any()
}
