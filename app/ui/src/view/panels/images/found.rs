//! Findings about images: at each row, and about the whole list.

use leptos::prelude::*;
use pack_model::values::images::{self, MISSING, NOT_LISTED, UNUSED};
use pack_model::{Diagnostic, Pointer, Values};
use pack_once::view::{CollectView, Signal, live, memo};

use super::groups::Groups;
use crate::view::components::finding::Shown;
use crate::view::findings::{finding, use_findings};

/// The findings at or below a place of values.yaml.
pub(super) fn findings_below(place: Pointer) -> Signal<Vec<Diagnostic>> {
    findings(move |found| found.place.pointer.starts_with(&place))
}

/// The findings in values.yaml that match, without those that the groups tell already.
fn findings(fits: impl Fn(&Diagnostic) -> bool + Send + Sync + 'static) -> Signal<Vec<Diagnostic>> {
    let judged = use_findings().judged;
    memo(move || {
        judged.with(|judged| {
            let here = |found: &&Diagnostic| {
                let is_group = [NOT_LISTED, UNUSED].contains(&found.rule.as_str());
                found.place.file == Values::file() && !is_group && fits(found)
            };
            judged.diagnostics.iter().filter(here).cloned().collect()
        })
    })
}

/// What is wrong with the list as a whole, or with what leads to it. That there is none is plain to see where
/// the images that it needs are shown.
#[component]
pub(super) fn ListFindings(groups: Groups) -> impl IntoView {
    let found = findings(move |found| {
        let is_told = found.rule == MISSING && !groups.unlisted(false).is_empty();
        found.place.pointer == images::list() && !is_told
    });
    view! {
        <div class="field-findings" aria-live="polite">
            {live(move || {
                found
                    .get()
                    .into_iter()
                    .map(|diagnostic| finding(diagnostic, Shown::AtField))
                    .collect_view()
            })}
        </div>
    }
}
