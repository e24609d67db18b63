//! Findings about images: at each row, about the whole list, and about images of charts and
//! manifests that are not listed.

use leptos::prelude::*;
use pack_model::values::images::{self, NOT_LISTED};
use pack_model::{Action, Change, Diagnostic, Place, Pointer, Safety, Transaction, Values};

use crate::view::components::finding::Shown;
use crate::view::findings::{finding, use_findings};
use crate::view::reveal;

/// The findings at or below a place of values.yaml.
pub(super) fn findings_below(place: Pointer) -> Memo<Vec<Diagnostic>> {
    findings(move |found| found.place.pointer.starts_with(&place))
}

/// The findings in values.yaml that match, without those about images that are not listed.
fn findings(fits: impl Fn(&Diagnostic) -> bool + Send + Sync + 'static) -> Memo<Vec<Diagnostic>> {
    let judged = use_findings().judged;
    Memo::new(move |_| {
        judged.with(|judged| {
            let here = |found: &&Diagnostic| {
                found.place.file == Values::file() && found.rule != NOT_LISTED && fits(found)
            };
            judged.diagnostics.iter().filter(here).cloned().collect()
        })
    })
}

/// What is wrong with the list as a whole, or with what leads to it.
#[component]
pub(super) fn ListFindings() -> impl IntoView {
    let found = findings(|found| found.place.pointer == images::list());
    view! {
        <div class="field-findings" aria-live="polite">
            {move || {
                found
                    .get()
                    .into_iter()
                    .map(|diagnostic| finding(diagnostic, Shown::AtField))
                    .collect_view()
            }}
        </div>
    }
}

/// The images that were found and are not listed, each with its fixes.
#[component]
pub(super) fn FoundImages(
    /// Makes changes that findings propose. Gives whether the pack changed.
    #[prop(into)]
    on_fixes: Callback<Transaction, bool>,
) -> impl IntoView {
    let judged = use_findings().judged;
    let found = Memo::new(move |_| {
        judged.with(|judged| {
            let found = judged.diagnostics.iter();
            found
                .filter(|found| found.rule == NOT_LISTED)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let add_all = move |_| {
        let changes = found.with_untracked(|found| additions(found));
        let label = format!("Add {} images", changes.len());
        let place = Place::value(Values::file(), images::list());
        if on_fixes.run(Transaction::new(label, changes).at(place)) {
            reveal::focus_soon("#image-add".to_owned());
        }
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <section class="form__group" aria-labelledby="images-found" data-testid="images-found">
                <div class="images__found-head">
                    <h3 class="form__heading" id="images-found">
                        "Found but not listed"
                        <span class="images__count">{move || found.with(Vec::len)}</span>
                    </h3>
                    <Show when=move || found.with(|found| found.len() > 1)>
                        <button type="button" class="button button--small" data-testid="images-add-all" on:click=add_all>
                            "Add all"
                        </button>
                    </Show>
                </div>
                <div class="images__found">
                    <For each=move || found.get() key=|found| found.message.clone() let:diagnostic>
                        {finding(diagnostic, Shown::AtField)}
                    </For>
                </div>
            </section>
        </Show>
    }
}

/// The changes that add what was found, in its order.
fn additions(found: &[Diagnostic]) -> Vec<Change> {
    let safe = found.iter().filter_map(|found| {
        found.fixes.iter().find_map(|fix| match &fix.action {
            Action::Changes(changes) if fix.safety == Safety::Safe => Some(changes.clone()),
            _ => None,
        })
    });
    safe.flatten().collect()
}
