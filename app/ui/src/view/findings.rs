//! Findings of the open pack, wherever they are shown. Whoever shows the editor provides
//! [`Findings`] as a context.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::{Diagnostic, FilePath, Pointer};
use pack_once::view::{Callback, Signal, live, memo};

use crate::view::components::finding::{Finding, FindingCalls, Opening, Shown};
use pack_editor::Judged;

/// The findings of the open pack, and what is done about them. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct Findings {
    /// What the worker found.
    pub(crate) judged: Signal<Arc<Judged>>,
    /// What is called when something of a finding is clicked.
    pub(crate) calls: FindingCalls,
    /// Called when a pack that could not be checked should be checked again.
    pub(crate) on_judge: Callback<()>,
}

/// The findings of the editor that a component stands in.
pub(crate) fn use_findings() -> Findings {
    expect_context::<Findings>()
}

/// How many findings stand under a field at most. The list of problems has the others.
const AT_FIELD: usize = 5;

/// A finding of the open pack, whose fixes can be made.
pub(crate) fn finding(diagnostic: Diagnostic, shown: Shown) -> AnyView {
    finding_of_list(diagnostic, shown, Opening::alone())
}

/// The same in a list that opens and closes it.
pub(crate) fn finding_of_list(diagnostic: Diagnostic, shown: Shown, opening: Opening) -> AnyView {
    let Findings { judged, calls, .. } = use_findings();
    let place = diagnostic.place.clone();
    let line = Signal::derive(move || judged.with(|judged| judged.line(&place)));
    view! { <Finding diagnostic shown line opening calls /> }.into_any()
}

/// The findings at one path of a file, under its field.
#[component]
pub(crate) fn FieldFindings(
    /// The file.
    file: FilePath,
    /// The path in it.
    pointer: Pointer,
    /// The id that the field's `aria-describedby` names.
    #[prop(into, optional)]
    id: String,
) -> impl IntoView {
    let Findings { judged, .. } = use_findings();
    let found = memo(move || judged.with(|judged| judged.at(&file, &pointer)));
    view! {
        <div class="field-findings" id=id aria-live="polite">
            {live(move || {
                let found = found.get();
                let more = found.len().saturating_sub(AT_FIELD);
                let more = (more > 0).then(|| {
                    view! { <p class="field__help">{format!("And {more} more, under Problems.")}</p> }.into_any()
                });
                let found = found.into_iter().take(AT_FIELD);
                let found = found.map(|diagnostic| finding(diagnostic, Shown::AtField));
                let found: Vec<AnyView> = found.chain(more).collect();
                found
            })}
        </div>
    }
}
