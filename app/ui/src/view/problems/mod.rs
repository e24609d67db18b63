//! The list of findings, and of those that are ignored, and the dialogs that show what a fix changes and
//! ask why a finding is ignored.

mod filter;
mod fix_all;
mod fix_dialog;
mod ignore_dialog;
mod ignored;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_editor::sections::Section;
use pack_model::Diagnostic;
use pack_once::view::{Callback, CollectView, Signal, handler, live, memo};

pub(crate) use fix_dialog::FixDialog;
pub(crate) use ignore_dialog::IgnoreDialog;

use crate::view::components::finding::Shown;
use crate::view::findings::{finding, use_findings};
use filter::{Filter, Kinds, Nearness};
use fix_all::{FixAll, fix_file};
use ignored::Ignored;

/// The findings of the pack that are chosen to be shown, file by file.
#[component]
pub(crate) fn Problems(
    /// The section that is open.
    section: Signal<&'static Section>,
    /// Called with findings whose safe fixes should be made.
    #[prop(into)]
    on_fix: Callback<Vec<Diagnostic>>,
) -> impl IntoView {
    let judged = use_findings().judged;
    let filter = Filter::new(section);
    let shown = memo(move || {
        let fits = |found: &&Diagnostic| filter.shows(found);
        judged.with(|judged| judged.diagnostics.iter().filter(fits).cloned().collect())
    });
    let all = move || judged.with(|judged| judged.diagnostics.len());
    let count = move || match (shown.with(Vec::len), all()) {
        (_, 0) => String::new(),
        (shown, all) if shown == all => all.to_string(),
        (shown, all) => format!("{shown} of {all}"),
    };
    view! {
        <section class="problems" aria-labelledby="problems-title">
            <header class="problems__header">
                <h2 class="problems__title" id="problems-title" tabindex="-1">"Problems"</h2>
                <span class="problems__count" data-testid="problems-count">{live(count)}</span>
                <Nearness filter />
            </header>
            <Kinds filter judged />
            <FixAll shown on_fix />
            {live(move || {
                let shown = shown.read();
                if shown.is_empty() { none(&judged.read(), filter) } else { list(&shown, on_fix) }
            })}
            <Ignored />
        </section>
    }
}

/// Findings, file by file.
fn list(shown: &[Diagnostic], on_fix: Callback<Vec<Diagnostic>>) -> AnyView {
    let files = shown.chunk_by(|one, next| one.place.file == next.place.file);
    let files = files.map(|found| of_file(found, on_fix));
    files.collect_view().into_any()
}

/// Why no finding is shown.
fn none(judged: &Judged, filter: Filter) -> AnyView {
    let all = judged.diagnostics.len();
    let words = match all {
        _ if judged.revision.is_none() => "Checking the pack…".to_owned(),
        0 => "No problems found.".to_owned(),
        1 => "The filters hide the only problem.".to_owned(),
        all => format!("The filters hide all {all} problems."),
    };
    let show_all = (all > 0).then(|| {
        view! {
            <button type="button" class="button button--small" data-testid="filter-clear" on:click=handler(move |_| filter.clear())>
                "Show all"
            </button>
        }.into_any()
    });
    view! { <p class="problems__empty">{words} " " {show_all}</p> }.into_any()
}

/// The findings of one file under its name.
fn of_file(found: &[Diagnostic], on_fix: Callback<Vec<Diagnostic>>) -> AnyView {
    let file = found.first().map(|found| found.place.file.to_string());
    let findings = found
        .iter()
        .map(|diagnostic| finding(diagnostic.clone(), Shown::InList))
        .collect_view();
    view! {
        <div class="problems__file">
            <h3 class="problems__name">{file}</h3>
            {fix_file(found, on_fix)}
        </div>
        {findings}
    }
    .into_any()
}
