//! Making every safe fix at once, as one step, and the list of what that changes.

use leptos::prelude::*;
use pack_model::{Diagnostic, Place};
use pack_once::view::{Callback, CollectView, Show, Signal, handler, live, memo};

use crate::view::components::finding::in_file;
use crate::view::components::prose::prose;
use pack_editor::fixes::{described, safe_fix};

/// The button that applies the safe fixes of the findings that are shown, and what it will do.
#[component]
pub(super) fn FixAll(
    /// The findings that are shown.
    shown: Signal<Vec<Diagnostic>>,
    /// Called with findings whose safe fixes should be made.
    on_fix: Callback<Vec<Diagnostic>>,
) -> impl IntoView {
    let safe = memo(move || shown.with(|shown| described(shown)));
    let fix = move |_| on_fix.run(shown.get_untracked());
    let what = move || {
        let count = safe.with(Vec::len);
        format!("{count} {}", if count == 1 { "change" } else { "changes" })
    };
    let items = move || {
        let item = |(label, place): (String, Place)| {
            let place = format!("{}{}", place.file, in_file(&place, None));
            view! {
                <li>
                    {prose(&label)}
                    " "
                    <span class="problems__where">{place}</span>
                </li>
            }
        };
        safe.get().into_iter().map(item).collect_view()
    };
    view! {
        <Show when=move || safe.with(|safe| !safe.is_empty())>
            <div class="problems__all">
                <button type="button" class="button button--small" data-testid="fix-all-safe" on:click=handler(fix)>
                    "Apply all safe fixes"
                </button>
                <details class="problems__what" data-testid="fix-all-what">
                    <summary>{live(what)}</summary>
                    <ul class="problems__changes">{live(items)}</ul>
                </details>
            </div>
        </Show>
    }
}

/// The button that applies the safe fixes of a file's findings, where there are several.
pub(super) fn fix_file(found: &[Diagnostic], on_fix: Callback<Vec<Diagnostic>>) -> Option<AnyView> {
    let several = found.iter().filter_map(safe_fix).nth(1).is_some();
    let file = several.then(|| found.first()).flatten()?.place.file.clone();
    let label = format!("Apply safe fixes in {file}");
    let found = found.to_vec();
    let fix = move |_| on_fix.run(found.clone());
    let button = view! {
        <button
            type="button"
            class="button button--small"
            data-testid="fix-file-safe"
            data-file=file.to_string()
            aria-label=label
            on:click=handler(fix)
        >
            "Apply safe fixes"
        </button>
    };
    Some(button.into_any())
}
