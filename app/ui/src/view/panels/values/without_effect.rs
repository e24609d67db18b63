//! The search for values that change nothing of what is rendered. Each that is found is a finding.

use leptos::prelude::*;
use pack_editor::Progress;
use pack_once::view::{Callback, Show, handler, live};

use super::shared::Shared;

/// The button, and what was found.
#[component]
pub(super) fn WithoutEffect(shared: Shared, on_try: Callback<()>) -> impl IntoView {
    let rendered = shared.rendered;
    let is_busy =
        move || rendered.with(|rendered| rendered.is_trying || rendered.progress != Progress::Done);
    let told = move || {
        rendered.with(|rendered| {
            if rendered.is_trying {
                return "Trying values…".to_owned();
            }
            let Some(found) = &rendered.deployment.without_effect else {
                return String::new();
            };
            let mut told = match found.values.len() {
                0 => "Every value that was tried has an effect.".to_owned(),
                1 => "1 value has no effect. Problems lists it.".to_owned(),
                count => format!("{count} values have no effect. Problems lists them."),
            };
            if found.untried > 0 {
                told += &format!(
                    " {} more were not tried: that takes too long.",
                    found.untried
                );
            }
            told
        })
    };
    let has_releases = move || rendered.with(|rendered| !rendered.deployment.objects.is_empty());
    view! {
        <Show when=has_releases>
            <div class="values__block-head values__foot">
                <button
                    type="button"
                    class="button button--small"
                    data-testid="values-without-effect"
                    disabled=is_busy
                    on:click=handler(move |_| on_try.run(()))
                >
                    "Find values without effect"
                </button>
                <span class="form__hint" role="status">{live(told)}</span>
            </div>
        </Show>
    }
}
