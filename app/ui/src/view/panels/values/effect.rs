//! What the chosen value changes: the objects that a cluster would get otherwise without it, line by
//! line.

use leptos::html;
use leptos::prelude::*;
use pack_editor::Progress;
use pack_once::view::{Show, Signal, effect, handler, live};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::shared::Shared;
use crate::view::panels::parts::object_changes::changes;

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
        let is_set = shared
            .shown
            .with(|shown| shared.values.with(|values| values.start(shown).is_some()));
        is_of_chart && is_set && shared.chosen.get() == shared.shown.get()
    };
    let is_rendered = move || {
        shared
            .rendered
            .with(|rendered| rendered.progress == Progress::Done)
    };
    let shown = move || {
        let rendered = shared.rendered.get();
        let effect = rendered.effect.as_ref()?;
        if effect.value.as_ref() != Some(&shared.shown.get()) {
            return None;
        }
        Some(match &effect.without {
            None => {
                view! { <p class="form__hint" role="status">"Rendering without it…"</p> }.into_any()
            }
            Some(without) => {
                let nothing = match is_default.get() {
                    true => "Nothing: it is the chart's default, which applies without it, too.",
                    false => "Nothing: without it every object is the same.",
                };
                changes(without, &rendered.deployment, "it", nothing)
            }
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
