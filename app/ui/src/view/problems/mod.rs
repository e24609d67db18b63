//! The list of findings, and of those that are ignored, and the dialogs that show what a fix changes and
//! ask why a finding is ignored.

mod counted;
mod filter;
mod fix_all;
mod fix_dialog;
mod ignore_dialog;
mod ignored;
mod list;
mod unjudged;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_editor::sections::Section;
use pack_model::Diagnostic;
use pack_once::view::{Callback, Show, Signal, handler, live, memo};

pub(crate) use fix_dialog::FixDialog;
pub(crate) use ignore_dialog::IgnoreDialog;

use crate::view::findings::use_findings;
use counted::Counted;
use filter::{Filter, Kinds, Nearness};
use fix_all::FixAll;
use ignored::Ignored;
use list::List;
use unjudged::Unjudged;

/// The findings of the pack that are chosen to be shown, file by file.
#[component]
pub(crate) fn Problems(
    /// The section that is open.
    section: Signal<&'static Section>,
    /// The finding that the keys led to last, by its index, with a number that tells two times apart.
    walked: Signal<Option<(u64, usize)>>,
    /// Called with findings whose safe fixes should be made.
    #[prop(into)]
    on_fix: Callback<Vec<Diagnostic>>,
) -> impl IntoView {
    let judged = use_findings().judged;
    let filter = Filter::new(section);
    let shown = memo(move || {
        judged.with(|judged| {
            let all = judged.diagnostics.iter().enumerate();
            let shown = all.filter(|(_, found)| filter.shows(found));
            shown.map(|(index, _)| index).collect::<Vec<_>>()
        })
    });
    let listed = move || judged.with(|judged| judged.diagnostics.len());
    let count = move || match (shown.with(Vec::len), listed()) {
        (_, 0) => String::new(),
        // With those that are only counted, as everywhere else.
        (shown, listed) => match (shown == listed, judged.with(|judged| judged.total())) {
            (true, 1) => "1 problem".to_owned(),
            (true, total) => format!("{total} problems"),
            (false, total) => format!("{shown} of {total}"),
        },
    };
    view! {
        <section class="problems" aria-labelledby="problems-title">
            <header class="problems__header">
                <h2 class="problems__title" id="problems-title" tabindex="-1">"Problems"</h2>
                <span class="problems__count" data-testid="problems-count">{live(count)}</span>
                <Nearness filter />
            </header>
            <Unjudged />
            <Kinds filter judged />
            <FixAll judged shown on_fix />
            <Show when=move || shown.with(Vec::is_empty)>{move || none(&judged.read(), filter)}</Show>
            <List shown walked filter on_fix />
            <Counted />
            <Ignored />
        </section>
    }
}

/// Why no finding is shown.
fn none(judged: &Judged, filter: Filter) -> AnyView {
    let all = judged.total();
    let words = match all {
        _ if judged.is_given_up => String::new(),
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
