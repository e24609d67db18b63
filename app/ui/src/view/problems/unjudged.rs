//! What is said where the pack could not be checked, with the button that tries it again.

use leptos::prelude::*;
use pack_once::view::{Show, handler};

use crate::view::findings::use_findings;

/// That the pack is not checked any more, if so.
#[component]
pub(super) fn Unjudged() -> impl IntoView {
    let findings = use_findings();
    view! {
        <Show when=move || findings.judged.with(|judged| judged.is_given_up)>
            <p class="problems__empty" role="status" data-testid="unjudged">
                "This pack could not be checked, so problems may be missing here. "
                <button type="button" class="button button--small" data-testid="judge-again" on:click=handler(move |_| findings.on_judge.run(()))>
                    "Check again"
                </button>
            </p>
        </Show>
    }
}
