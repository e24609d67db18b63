//! A fix that changes what the pack means, shown before it is made.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::{Action, Change, Diagnostic, Fix};

use crate::view::after_fix::AfterFix;
use crate::view::components::dialog::Modal;
use crate::view::components::finding::difference::difference;
use crate::view::components::prose::prose;
use crate::wire::{Workspace, use_workspace};

/// What a fix of a finding would change, in a dialog, with the finding's other fixes to choose from.
#[component]
pub(crate) fn FixDialog(
    /// The finding.
    found: Diagnostic,
    /// The id of the fix that was asked for.
    fix: String,
) -> impl IntoView {
    let workspace = use_workspace();
    let after = expect_context::<AfterFix>();
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
                    on:change=move |_| chosen.set(index)
                />
                <span>{prose(&fix.label)}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let shown = {
        let found = found.clone();
        move || {
            found
                .fixes
                .get(chosen.get())
                .map(|fix| shown(workspace, fix))
        }
    };
    let apply = move |_| {
        workspace.close_dialog();
        if let Some(fix) = found.fixes.get(chosen.get_untracked()) {
            workspace.apply_fix(&found, fix);
        }
    };
    let cancel = move || {
        after.forget();
        workspace.close_dialog();
    };
    view! {
        <Modal title="What this fix changes" close=move |()| cancel()>
            <p>{message}</p>
            <fieldset class="fix-dialog__choices">
                <legend class="visually-hidden">"Fixes"</legend>
                {choices}
            </fieldset>
            <div class="fix-dialog__changes" data-testid="fix-changes" tabindex="0" role="group" aria-label="Changes">
                {shown}
            </div>
            <div class="question__buttons">
                <button type="button" class="button button--primary" data-testid="fix-apply" autofocus on:click=apply>
                    "Apply"
                </button>
                <button type="button" class="button" data-testid="fix-cancel" on:click=move |_| cancel()>
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
        Action::Logo(_) => None,
    }
}

/// What a fix would change in each file, or why it cannot.
fn shown(workspace: Workspace, fix: &Fix) -> AnyView {
    let none = Vec::new();
    match workspace.tried(changes(fix).unwrap_or(&none)) {
        Err(refusal) => view! { <p>{refusal.to_string()}</p> }.into_any(),
        Ok(then) => workspace.pack.with(|now| {
            let files = now.differences(&then).into_iter();
            files
                .map(|(path, after)| difference(&path, now.file(path.as_str()), after.as_ref()))
                .collect_view()
                .into_any()
        }),
    }
}
