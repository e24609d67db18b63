//! Fixes: making one, or every safe one at once as one step.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::{Action, Diagnostic, Fix, LogoAction, Place, Safety, Transaction};

use super::logo;
use crate::workspace::{Dialog, Workspace};

/// How many fixes the name of their step spells out.
const NAMED: usize = 2;

impl Workspace {
    /// Makes one fix of a finding, or first shows what it would change where the user should see it.
    pub(crate) fn fix(self, diagnostic: &Diagnostic, fix: &Fix) {
        match fix.action {
            _ if fix.asks_first() => {
                self.open_dialog(Dialog::Fix(diagnostic.clone(), fix.id.clone()));
            }
            Action::Logo(action) => self.change_logo(action),
            Action::Changes(_) => {
                self.apply_fix(diagnostic, fix);
            }
        }
    }

    /// Makes every safe fix of the pack.
    pub(crate) fn fix_all_of_pack(self) {
        self.judged
            .with_untracked(|judged| self.fix_all(&judged.diagnostics));
    }

    /// Makes the safe fixes of findings, which stand in the order of their places, as one step.
    pub(crate) fn fix_all(self, found: &[Diagnostic]) {
        if !self.can_fix() {
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
            return self.apply_what_fits(steps);
        }
        let before = self.revision.get_untracked();
        spawn_local(async move {
            let rewritten = logo::rewritten(self).await;
            // It took a time, in which something else may have been changed.
            if self.revision.get_untracked() == before {
                steps.extend(rewritten.map(|change| step(vec![change])));
                self.apply_what_fits(steps);
            } else {
                self.tell_nothing_fixed();
            }
        });
    }
}

/// The fix of a finding that may be applied without a look.
pub(crate) fn safe_fix(diagnostic: &Diagnostic) -> Option<&Fix> {
    let mut fixes = diagnostic.fixes.iter();
    fixes.find(|fix| fix.safety == Safety::Safe)
}

/// What the safe fixes of some findings do, and where, each once.
pub(crate) fn described(found: &[Diagnostic]) -> Vec<(String, Place)> {
    let mut fixes: Vec<(String, Place)> = Vec::new();
    for found in found {
        if let Some(fix) = safe_fix(found) {
            let is_known = fixes.iter().any(|(label, place)| {
                *label == fix.label
                    && place.file == found.place.file
                    && place.pointer == found.place.pointer
            });
            if !is_known {
                fixes.push((fix.label.clone(), found.place.clone()));
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
