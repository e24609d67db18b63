//! Every safe fix at once: what that would do, and doing it as one step.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{Action, Diagnostic, Fix, LogoAction, Safety, Transaction};

use super::AfterFix;
use crate::memo::memo;
use crate::view::components::finding::in_file;
use crate::view::components::prose::prose;
use crate::view::components::when::When;
use crate::view::panels::logo;
use crate::workspace::{Workspace, use_workspace};

/// How many fixes the name of their step spells out.
const NAMED: usize = 2;

/// The button that applies the safe fixes of the findings that are shown, and what it will do.
#[component]
pub(super) fn FixAll(shown: Memo<Vec<Diagnostic>>) -> impl IntoView {
    let workspace = use_workspace();
    let after = expect_context::<AfterFix>();
    let safe = memo(move || shown.with(|shown| described(shown)));
    let fix = move |_| {
        after.of_all();
        shown.with_untracked(|shown| apply(workspace, shown));
    };
    let what = move || {
        let count = safe.with(Vec::len);
        format!("{count} {}", if count == 1 { "change" } else { "changes" })
    };
    let items = move || {
        let item = |(label, place): (String, String)| {
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
        <When when=move || safe.with(|safe| !safe.is_empty())>
            <div class="problems__all">
                <button type="button" class="button button--small" data-testid="fix-all-safe" on:click=fix>
                    "Fix all that are safe"
                </button>
                <details class="problems__what" data-testid="fix-all-what">
                    <summary>{what}</summary>
                    <ul class="problems__changes">{items}</ul>
                </details>
            </div>
        </When>
    }
}

/// The button that applies the safe fixes of a file's findings, where there are several.
pub(super) fn fix_file(found: &[Diagnostic]) -> Option<AnyView> {
    let several = found.iter().filter_map(safe_fix).nth(1).is_some();
    let file = several.then(|| found.first()).flatten()?.place.file.clone();
    let workspace = use_workspace();
    let after = expect_context::<AfterFix>();
    let label = format!("Fix all safe in {file}");
    let found = found.to_vec();
    let fix = move |_| {
        after.of_all();
        apply(workspace, &found);
    };
    let button = view! {
        <button
            type="button"
            class="button button--small"
            data-testid="fix-file-safe"
            data-file=file.to_string()
            aria-label=label
            on:click=fix
        >
            "Fix all safe"
        </button>
    };
    Some(button.into_any())
}

/// Applies every safe fix of the pack.
pub(crate) fn fix_all_safe(workspace: Workspace) {
    workspace
        .judged
        .with_untracked(|judged| apply(workspace, &judged.diagnostics));
}

/// The fix of a finding that may be applied without a look.
fn safe_fix(diagnostic: &Diagnostic) -> Option<&Fix> {
    let mut fixes = diagnostic.fixes.iter();
    fixes.find(|fix| fix.safety == Safety::Safe)
}

/// What the safe fixes of some findings do, and where, each once.
fn described(found: &[Diagnostic]) -> Vec<(String, String)> {
    let mut fixes = Vec::new();
    for found in found {
        if let Some(fix) = safe_fix(found) {
            let place = format!("{}{}", found.place.file, in_file(&found.place, None));
            let described = (fix.label.clone(), place);
            if !fixes.contains(&described) {
                fixes.push(described);
            }
        }
    }
    fixes
}

/// The name of the step that applies fixes.
fn step_label(labels: &[String]) -> String {
    match labels {
        [only] => only.clone(),
        labels if labels.len() <= NAMED => labels.join(", "),
        labels => format!(
            "{} and {} more",
            labels[..NAMED].join(", "),
            labels.len() - NAMED
        ),
    }
}

/// Applies the safe fixes of findings, which stand in the order of their places, as one step.
fn apply(workspace: Workspace, found: &[Diagnostic]) {
    if !workspace.can_fix() {
        return;
    }
    let labels: Vec<_> = described(found)
        .into_iter()
        .map(|(label, _)| label)
        .collect();
    let label = step_label(&labels);
    let step = move |changes| Transaction::new(label.clone(), changes).merging("fix-all-safe");
    let mut steps = Vec::new();
    let mut has_logo = false;
    for fix in found.iter().filter_map(safe_fix) {
        match &fix.action {
            Action::Changes(changes) => steps.push(step(changes.clone())),
            Action::Logo(LogoAction::Convert | LogoAction::ScaleDown) => has_logo = true,
            Action::Logo(LogoAction::Choose | LogoAction::Draw) => {}
        }
    }
    if !has_logo {
        return workspace.apply_what_fits(steps);
    }
    let before = workspace.revision.get_untracked();
    spawn_local(async move {
        let rewritten = logo::rewritten(workspace).await;
        // It took a time, in which something else may have been changed.
        if workspace.revision.get_untracked() == before {
            steps.extend(rewritten.map(|change| step(vec![change])));
            workspace.apply_what_fits(steps);
        } else {
            workspace.tell_nothing_mended();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_named_after_what_they_do() {
        for (labels, expected) in [
            (&["Remove a"][..], "Remove a"),
            (&["Remove a", "Add b"], "Remove a, Add b"),
            (
                &["Remove a", "Add b", "Add c", "Add d"],
                "Remove a, Add b and 2 more",
            ),
        ] {
            let labels: Vec<_> = labels.iter().map(ToString::to_string).collect();
            assert_eq!(step_label(&labels), expected);
        }
    }
}
