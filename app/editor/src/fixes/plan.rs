//! All safe fixes of some findings as one step: what that does, and what the step is called.

use std::collections::HashSet;

use pack_model::edit::change::FileChange;
use pack_model::{
    Action, Change, Diagnostic, FilePath, Fix, LogoAction, Place, Safety, Transaction,
};

/// How many fixes the name of their step spells out.
const NAMED: usize = 2;

/// What is done to make the safe fixes of some findings.
#[derive(Debug)]
pub(super) struct Plan {
    /// The label of each fix and its changes, in the order of the findings.
    pub(super) steps: Vec<(String, Transaction)>,
    /// The step that all become part of, without changes.
    pub(super) step: Transaction,
    /// What is done with the logo if it has to be written anew as well.
    pub(super) logo: Option<String>,
}

impl Plan {
    /// The plan for findings that stand in the order of their places.
    pub(super) fn of(found: &[&Diagnostic]) -> Self {
        let labels: Vec<_> = described(found.iter().copied())
            .into_iter()
            .map(|(label, _)| label)
            .collect();
        let step = Transaction::new(step_label(&labels), Vec::new()).merging("fix-all-safe");
        let fixes = || found.iter().copied().filter_map(safe_fix);
        let steps = fixes().filter_map(|fix| match &fix.action {
            Action::Changes(changes) => {
                let changes = changes.clone();
                let step = Transaction {
                    changes,
                    ..step.clone()
                };
                Some((fix.label.clone(), step))
            }
            // To make an archive is never safe.
            Action::Package(_) | Action::Logo(_) => None,
        });
        Self {
            steps: steps.collect(),
            logo: fixes()
                .find(|fix| writes_logo(fix))
                .map(|fix| fix.label.clone()),
            step,
        }
    }
}

/// Whether the safe fix of a finding writes the logo anew.
pub(super) fn rewrites_logo(found: &Diagnostic) -> bool {
    safe_fix(found).is_some_and(writes_logo)
}

/// Whether the safe fix of a finding changes one of some files.
pub(super) fn touches(found: &Diagnostic, files: &[FilePath]) -> bool {
    let is_one = |change: &Change| {
        let from = match change {
            Change::File(FileChange::Rename { from, .. }) => Some(from),
            _ => None,
        };
        files.contains(change.file()) || from.is_some_and(|from| files.contains(from))
    };
    safe_fix(found).is_some_and(|fix| match &fix.action {
        Action::Changes(changes) => changes.iter().any(is_one),
        Action::Package(_) | Action::Logo(_) => false,
    })
}

/// Whether a fix writes the logo anew.
fn writes_logo(fix: &Fix) -> bool {
    let anew = [LogoAction::Convert, LogoAction::ScaleDown];
    matches!(&fix.action, Action::Logo(action) if anew.contains(action))
}

/// The fix of a finding that may be applied without a look.
pub fn safe_fix(diagnostic: &Diagnostic) -> Option<&Fix> {
    let mut fixes = diagnostic.fixes.iter();
    fixes.find(|fix| fix.safety == Safety::Safe)
}

/// What the safe fixes of some findings do, and where, each once.
pub fn described<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<(String, Place)> {
    let mut fixes: Vec<(String, Place)> = Vec::new();
    let mut known = HashSet::new();
    for found in found {
        if let Some(fix) = safe_fix(found) {
            let Place { file, pointer, .. } = &found.place;
            if known.insert(format!("{file}\n{pointer}\n{}", fix.label)) {
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
