//! Findings of the open pack, wherever they are shown.

use leptos::prelude::*;
use pack_model::{Diagnostic, FilePath, Pointer};

use crate::view::after_fix::AfterFix;
use crate::view::components::finding::{Finding, FindingCalls, FixAsked, Shown};
use crate::wire::use_workspace;
use pack_editor::Dialog;

/// A finding of the open pack, whose fixes can be made.
pub(crate) fn finding(diagnostic: Diagnostic, shown: Shown) -> AnyView {
    let workspace = use_workspace();
    let after = expect_context::<AfterFix>();
    let place = diagnostic.place.clone();
    let calls = FindingCalls {
        on_go: Callback::new(move |place| workspace.location.show(&place)),
        on_fix: Callback::new(move |asked: FixAsked| {
            after.of(&asked.button, &asked.diagnostic.place);
            workspace.fix(&asked.diagnostic, &asked.fix);
        }),
        on_why: Callback::new(move |rule| workspace.open_dialog(Dialog::Rule(rule))),
    };
    let line = Signal::derive(move || workspace.line_of(&place));
    view! { <Finding diagnostic shown line calls /> }.into_any()
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
    let workspace = use_workspace();
    let found = Memo::new(move |_| workspace.findings_at(&file, &pointer));
    view! {
        <div class="field-findings" id=id aria-live="polite">
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
