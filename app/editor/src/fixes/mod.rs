//! Fixes of findings: what one does, all safe ones as one step, and the walk from one finding to the
//! next.

mod plan;
mod walk;

use std::sync::Arc;

use pack_model::edit::ignoring::ignoring;
use pack_model::{Action, Change, Diagnostic, FilePath, Fix, Transaction};

use plan::Plan;
pub use plan::{described, safe_fix};

use crate::editor::Editor;
use crate::event::Dialog;
use crate::files::making::PngFor;
use crate::files::tools::Tools;
use crate::files::work::Work;
use crate::message::Message;

/// What is told where the folder of a chart cannot be made into an archive.
const NOT_PACKAGED: &str = "The chart's folder cannot be packaged, so nothing was fixed. Package it with `helm package` and add the archive.";

impl Editor {
    /// Makes a fix of a finding, by its id, or shows first what it changes. The finding has to judge the
    /// pack as it is: what is shown would be made later, when newer findings are there.
    pub(crate) fn fix_asked(&mut self, found: Diagnostic, id: String, now: f64) {
        let Some(fix) = of(&found, &id) else {
            return;
        };
        if !self.can_fix(&found) {
            return;
        }
        if found.fixes.iter().any(needs_archive) {
            let work = Work::Package {
                found: Box::new(found),
                id,
                revision: self.revision(),
            };
            return self.with_tools(work, now);
        }
        match &fix.action {
            Action::Changes(_) if fix.asks_first() => {
                self.dialog = Some(Dialog::Fix(found, id));
            }
            Action::Changes(_) => self.fix(&found, &id, now),
            Action::Logo(action) => self.logo_asked(*action, now),
            Action::Package(_) => {}
        }
    }

    /// Makes the archives of a finding's fixes, and asks for one of the fixes again: all that its
    /// dialog offers is a list of changes then.
    pub(crate) fn package(&mut self, tools: &Tools, mut found: Diagnostic, id: String, now: f64) {
        for fix in &mut found.fixes {
            if needs_archive(fix)
                && let Some(changes) = (tools.fix_changes)(fix, self.pack())
            {
                fix.action = Action::Changes(changes);
            }
        }
        found.fixes.retain(|fix| !needs_archive(fix));
        if of(&found, &id).is_some() {
            self.fix_asked(found, id, now);
        } else {
            self.tell(Message::error(NOT_PACKAGED));
        }
    }

    /// Makes the changes of a fix.
    pub(crate) fn fix(&mut self, found: &Diagnostic, id: &str, now: f64) {
        if let Some(fix) = of(found, id)
            && let Action::Changes(changes) = &fix.action
            && self.can_fix(found)
        {
            let step = Transaction::new(fix.label.replace('`', ""), changes.clone());
            // The list of findings stands beside every screen, so none of them is where it was.
            self.apply_anywhere(step.at(found.place.clone()), now);
        }
    }

    /// Has the pack ignore a finding, for a reason.
    pub(crate) fn ignore(&mut self, found: &Diagnostic, reason: &str, now: f64) {
        if self.can_fix(found) {
            let start = self.judged.start(&found.place);
            let changes = ignoring(self.pack(), found, start, reason);
            let step = Transaction::new(format!("Ignore {}", found.rule), changes);
            self.apply_anywhere(step.at(found.place.clone()), now);
        }
    }

    /// Makes the safe fixes of findings, which stand in the order of their places, as one step. Findings
    /// that judge an older state of the pack are left alone; if all of them do, the user is told.
    pub(crate) fn fix_all(&mut self, found: &[Diagnostic]) {
        let judged = Arc::clone(&self.judged);
        let revision = self.revision();
        // Those that wait for the logo since they were asked for before become part of the same step.
        let waiting = self.making.take_fixes(revision);
        let of_now: Vec<_> = judged
            .of(revision)
            .filter(|one| found.contains(one) || waiting.contains(one))
            .cloned()
            .collect();
        if of_now.is_empty() && !found.is_empty() {
            return self.tell_nothing_fixed();
        }
        let before = self.logo_file();
        let before = before.filter(|_| of_now.iter().any(plan::rewrites_logo));
        match before {
            Some(before) if !self.making.is_upload() => {
                let bytes = before.bytes.to_vec();
                let purpose = PngFor::Fixes {
                    found: of_now,
                    before,
                    revision,
                };
                self.make_png(bytes, purpose);
            }
            before => {
                if before.is_some() {
                    self.tell_logo_coming();
                }
                self.fix_found(&of_now, revision, None);
            }
        }
    }

    /// Makes the safe fixes of findings that judge a revision of the pack, with the change that writes the
    /// logo anew, if there is one. If the pack has changed since, the user is told.
    pub(crate) fn fix_found(&mut self, found: &[Diagnostic], revision: u64, logo: Option<Change>) {
        if self.revision() != revision {
            return self.tell_nothing_fixed();
        }
        let is_made = |one: &&Diagnostic| logo.is_some() || !plan::rewrites_logo(one);
        self.make_fixes(&found.iter().filter(is_made).collect::<Vec<_>>(), logo);
    }

    /// Makes the safe fixes of findings that judge the pack before a change, without those of the logo.
    /// Fixes of files that the change has touched may not fit any more, so they are not made but told.
    pub(crate) fn fix_beside(&mut self, found: &[Diagnostic], touched: &[FilePath]) {
        let found = found.iter().filter(|one| !plan::rewrites_logo(one));
        let (past, beside): (Vec<_>, Vec<_>) = found.partition(|one| plan::touches(one, touched));
        self.make_fixes(&beside, None);
        if !past.is_empty() {
            let labels = described(past).into_iter().map(|(label, _)| label);
            let text = "You changed the same files meanwhile, so these fixes were not made. Try again in a moment:";
            self.tell(Message::error(text).listing(labels.collect()));
        }
    }

    fn make_fixes(&mut self, found: &[&Diagnostic], logo: Option<Change>) {
        let Plan {
            mut steps,
            step,
            logo: label,
        } = Plan::of(found);
        steps.extend(label.zip(logo).map(|(label, change)| {
            let changes = vec![change];
            (label, Transaction { changes, ..step })
        }));
        self.apply_what_fits(steps);
    }

    /// Whether a finding judges the pack as it is: its fixes are written for that. Otherwise the user is
    /// told.
    fn can_fix(&mut self, found: &Diagnostic) -> bool {
        let is_of_now = self.judged.is_of(found, self.revision());
        if !is_of_now {
            self.tell_nothing_fixed();
        }
        is_of_now
    }

    /// Tells that a fix was not made, since it was for another state of the pack.
    pub(crate) fn tell_nothing_fixed(&mut self) {
        let text = "The pack has changed since it was last checked, so nothing was fixed. Try again in a moment.";
        self.tell(Message::error(text));
    }
}

/// Whether an archive has to be made before a fix can be shown or made.
fn needs_archive(fix: &Fix) -> bool {
    matches!(fix.action, Action::Package(_))
}

/// The fix of a finding that has an id.
fn of<'a>(found: &'a Diagnostic, id: &str) -> Option<&'a Fix> {
    found.fixes.iter().find(|fix| fix.id == id)
}
