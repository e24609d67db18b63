//! A fix that changes what the pack means, shown before it is made.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::{Action, Change, Diagnostic, Fix, Pack, Refusal};
use pack_once::view::{Callback, CollectView, RwSignal, Signal, handler, live};

use crate::view::components::dialog::Modal;
use crate::view::components::finding::difference::difference;
use crate::view::components::prose::prose;

/// What a fix of a finding would change, in a dialog, with the finding's other fixes to choose from.
#[component]
pub(crate) fn FixDialog(
    /// The finding.
    found: Diagnostic,
    /// The id of the fix that was asked for.
    fix: String,
    /// The pack as it is now.
    pack: Signal<Pack>,
    /// Gives the pack as changes would leave it, or why they would be refused.
    #[prop(into)]
    tried: Callback<Vec<Change>, Result<Pack, Refusal>>,
    /// Called with the finding and the fix of it that should be made.
    #[prop(into)]
    on_apply: Callback<(Diagnostic, Fix)>,
    /// Called when the fix should not be made.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let message = prose(&found.message);
    let found = Arc::new(found);
    let asked = found.fixes.iter().position(|other| other.id == fix);
    let chosen = RwSignal::new(asked.unwrap_or_default());
    let choices = found.fixes.iter().enumerate();
    let choices = choices.filter(|(_, fix)| changes(fix).is_some());
    let choices = choices.map(|(index, fix)| {
        view! {
            <label class="fix-dialog__choice">
                <input
                    type="radio"
                    name="fix-choice"
                    data-testid="fix-choice"
                    data-fix=fix.id.clone()
                    checked=chosen.get_untracked() == index
                    on:change=handler(move |_| chosen.set(index))
                />
                <span>{prose(&fix.label)}</span>
            </label>
        }
        .into_any()
    });
    let choices = choices.collect_view();
    let shown = {
        let found = found.clone();
        move || {
            let fix = found.fixes.get(chosen.get())?;
            let changes = changes(fix).cloned().unwrap_or_default();
            Some(shown(pack, tried.try_run(changes)?))
        }
    };
    let apply = move |_| {
        if let Some(fix) = found.fixes.get(chosen.get_untracked()) {
            on_apply.run(((*found).clone(), fix.clone()));
        }
    };
    view! {
        <Modal title="What this fix changes" close=on_cancel>
            <p>{message}</p>
            <fieldset class="fix-dialog__choices">
                <legend class="visually-hidden">"Fixes"</legend>
                {choices}
            </fieldset>
            <div class="fix-dialog__changes" data-testid="fix-changes" tabindex="0" role="group" aria-label="Changes">
                {live(shown)}
            </div>
            <div class="question__buttons">
                <button type="button" class="button button--primary" data-testid="fix-apply" autofocus on:click=handler(apply)>
                    "Apply"
                </button>
                <button type="button" class="button" data-testid="fix-cancel" on:click=handler(move |_| on_cancel.run(()))>
                    "Cancel"
                </button>
            </div>
        </Modal>
    }
}

/// The changes of a fix, if that is all it does.
fn changes(fix: &Fix) -> Option<&Vec<Change>> {
    match &fix.action {
        Action::Changes(changes) => Some(changes),
        Action::Package(_) | Action::Logo(_) => None,
    }
}

/// What a fix would change in each file, or why it cannot.
fn shown(pack: Signal<Pack>, tried: Result<Pack, Refusal>) -> AnyView {
    match tried {
        Err(refusal) => view! { <p>{refusal.to_string()}</p> }.into_any(),
        Ok(then) => pack.with(|now| {
            let files = now.differences(&then).into_iter();
            files
                .map(|(path, after)| difference(&path, now.file(path.as_str()), after.as_ref()))
                .collect_view()
                .into_any()
        }),
    }
}
