//! The safe fixes of a pack's findings, made as the page makes them.

use pack_lint::{Judge, Options, Renderer};
use pack_model::deployment::Cluster;
use pack_model::{Action, Diagnostic, Fix, Locator, Pack, Safety, Session, Transaction};
use serde::Serialize;

/// How often what is left is fixed again: a fix may uncover another finding.
const ROUNDS: usize = 10;

/// A fix that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Made {
    /// The id of the rule whose finding it fixes.
    pub(crate) rule: String,
    /// The file of the finding.
    pub(crate) file: String,
    /// The line of the finding before, from 1.
    pub(crate) line: Option<u32>,
    /// What was done, as a command.
    pub(crate) label: String,
}

/// A safe fix that was not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct NotFixed {
    /// The id of the rule whose finding it would fix.
    pub(crate) rule: String,
    /// The file of the finding.
    pub(crate) file: String,
    /// What it would do, as a command.
    pub(crate) label: String,
    /// Why it was not made.
    pub(crate) reason: &'static str,
}

/// A pack after its safe fixes.
pub(super) struct Fixed {
    pub(super) pack: Pack,
    pub(super) made: Vec<Made>,
    /// The safe fixes of what is left to be found.
    pub(super) not_fixed: Vec<NotFixed>,
    /// What is left to be found.
    pub(super) found: Vec<Diagnostic>,
}

impl Fixed {
    /// Makes the safe fixes of a pack.
    pub(super) fn of(pack: &Pack, options: &Options) -> Self {
        let mut session = Session::open(pack.clone());
        let mut made = Vec::new();
        let (mut judge, mut renderer) = (Judge::default(), Renderer::default());
        let mut check = |pack: &Pack, tries_values: bool| {
            renderer.deploy(pack, &Cluster::default());
            if tries_values {
                renderer.try_values();
            }
            while renderer.explore_next() {}
            judge.check_whole(pack, options, &renderer.deployment())
        };
        // To try values takes long, and what it finds has no safe fix.
        let mut found = check(pack, false);
        for _ in 0..ROUNDS {
            let steps: Vec<_> = found.iter().filter_map(step).collect();
            let before = session.pack().clone();
            session.apply_what_fits(steps);
            if *session.pack() == before {
                break;
            }
            let after = check(session.pack(), false);
            let mut locator = Locator::new(&before);
            let gone = found.iter().filter(|found| !after.contains(found));
            made.extend(gone.filter_map(|found| {
                let (fix, _) = safe(found)?;
                Some(Made {
                    rule: found.rule.clone(),
                    file: found.place.file.to_string(),
                    line: locator.position(&found.place).map(|position| position.line),
                    label: fix.label.clone(),
                })
            }));
            found = after;
        }
        let found = check(session.pack(), true);
        Self {
            pack: session.pack().clone(),
            made,
            not_fixed: found.iter().filter_map(not_fixed).collect(),
            found,
        }
    }
}

/// The safe fix of a finding; `None` if it has none or is ignored.
fn first_safe(found: &Diagnostic) -> Option<&Fix> {
    let mut fixes = match found.ignored {
        Some(_) => return None,
        None => found.fixes.iter(),
    };
    fixes.find(|fix| fix.safety == Safety::Safe)
}

/// The safe fix of a finding, with its changes; `None` if it needs more than those.
fn safe(found: &Diagnostic) -> Option<(&Fix, &[pack_model::Change])> {
    let fix = first_safe(found)?;
    match &fix.action {
        Action::Changes(changes) => Some((fix, changes)),
        Action::Package(_) | Action::Logo(_) => None,
    }
}

fn step(found: &Diagnostic) -> Option<Transaction> {
    let (fix, changes) = safe(found)?;
    Some(Transaction::new(fix.label.clone(), changes.to_vec()))
}

/// The safe fix of a finding that is left.
fn not_fixed(found: &Diagnostic) -> Option<NotFixed> {
    let fix = first_safe(found)?;
    Some(NotFixed {
        rule: found.rule.clone(),
        file: found.place.file.to_string(),
        label: fix.label.clone(),
        reason: match fix.action {
            Action::Logo(_) => "only the page can read the picture; open the pack there",
            // To package a chart needs a decision, so it is never safe.
            Action::Changes(_) | Action::Package(_) => {
                "it does not fit what other fixes changed; make it by hand"
            }
        },
    })
}
