//! Making every safe fix at once, as one step, and the list of what that changes.

use std::sync::Arc;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_model::{Diagnostic, FilePath, Place};
use pack_once::view::{Callback, CollectView, RwSignal, Show, Signal, handler, live, memo};

use crate::view::components::prose::prose;
use pack_editor::fixes::{described, safe_fix};

/// So many changes are listed at most.
const LISTED: usize = 100;

/// The button that applies the safe fixes of the findings that are shown, and what it will do.
#[component]
pub(super) fn FixAll(
    /// The findings of the pack.
    judged: Signal<Arc<Judged>>,
    /// The indices of those that are shown.
    shown: Signal<Vec<usize>>,
    /// Called with findings whose safe fixes should be made.
    on_fix: Callback<Vec<Diagnostic>>,
) -> impl IntoView {
    let safe = memo(move || {
        judged.with(|judged| shown.with(|shown| described(at(&judged.diagnostics, shown))))
    });
    let fix = move |_| on_fix.run(chosen(judged, shown, &|_| true));
    let what = move || {
        let count = safe.with(Vec::len);
        format!("{count} {}", if count == 1 { "change" } else { "changes" })
    };
    let is_open = RwSignal::new(false);
    let items = move || {
        let item = |(label, place): (String, Place)| {
            let parts = std::iter::once(place.file.as_str());
            let parts = parts.chain(place.pointer.tokens().iter().map(String::as_str));
            let place = parts.collect::<Vec<_>>().join(" › ");
            view! {
                <li>
                    {prose(&label)}
                    " "
                    <span class="problems__where">{place}</span>
                </li>
            }
            .into_any()
        };
        let more = safe.with(Vec::len).saturating_sub(LISTED);
        let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> }.into_any());
        let listed = match is_open.get() {
            true => safe.get(),
            false => Default::default(),
        };
        let listed = listed.into_iter().take(LISTED).map(item);
        listed.chain(more).collect_view()
    };
    view! {
        <Show when=move || safe.with(|safe| !safe.is_empty())>
            <div class="problems__all">
                <button type="button" class="button button--small" data-testid="fix-all-safe" on:click=handler(fix)>
                    "Apply all safe fixes"
                </button>
                <details
                    class="problems__what"
                    data-testid="fix-all-what"
                    on:toggle=handler(move |_| is_open.set(true))
                >
                    <summary>{live(what)}</summary>
                    <ul class="problems__changes">{live(items)}</ul>
                </details>
            </div>
        </Show>
    }
}

/// The button that applies the safe fixes of a file's findings, where there are several.
pub(super) fn fix_file(
    judged: Signal<Arc<Judged>>,
    shown: Signal<Vec<usize>>,
    file: FilePath,
    on_fix: Callback<Vec<Diagnostic>>,
) -> Option<AnyView> {
    let is_several = judged.with_untracked(|judged| {
        shown.with_untracked(|shown| {
            let here = at(&judged.diagnostics, shown).filter(|found| found.place.file == file);
            here.filter_map(safe_fix).nth(1).is_some()
        })
    });
    if !is_several {
        return None;
    }
    let label = format!("Apply safe fixes in {file}");
    let name = file.to_string();
    let fix = move |_| on_fix.run(chosen(judged, shown, &|found| found.place.file == file));
    let button = view! {
        <button
            type="button"
            class="button button--small"
            data-testid="fix-file-safe"
            data-file=name
            aria-label=label
            on:click=handler(fix)
        >
            "Apply safe fixes"
        </button>
    };
    Some(button.into_any())
}

/// The findings that are shown and fit.
fn chosen(
    judged: Signal<Arc<Judged>>,
    shown: Signal<Vec<usize>>,
    fits: &dyn Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    judged.with_untracked(|judged| {
        shown.with_untracked(|shown| {
            let shown = at(&judged.diagnostics, shown);
            shown.filter(|found| fits(found)).cloned().collect()
        })
    })
}

/// The findings at some indices.
fn at<'a>(all: &'a [Diagnostic], indices: &'a [usize]) -> impl Iterator<Item = &'a Diagnostic> {
    indices.iter().filter_map(|index| all.get(*index))
}
