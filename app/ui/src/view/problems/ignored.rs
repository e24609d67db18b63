//! The findings that the pack ignores, with the reasons.

use leptos::prelude::*;
use pack_model::Diagnostic;
use pack_once::view::{CollectView, Show, live, memo};

use crate::view::components::finding::Shown;
use crate::view::findings::{finding, use_findings};

/// How many findings are ignored, and the list of them.
#[component]
pub(super) fn Ignored() -> impl IntoView {
    let judged = use_findings().judged;
    let ignored =
        memo(move || judged.with(|judged| judged.ignored().cloned().collect::<Vec<Diagnostic>>()));
    let list = move || {
        let ignored = ignored.get().into_iter();
        let findings = ignored.map(|found| finding(found, Shown::InList));
        findings.collect_view()
    };
    view! {
        <Show when=move || ignored.with(|ignored| !ignored.is_empty())>
            <details class="problems__what" data-testid="ignored">
                <summary>{move || format!("{} ignored", ignored.with(Vec::len))}</summary>
                <div class="problems__ignored">{live(list)}</div>
            </details>
        </Show>
    }
}
