//! The worker that checks the texts of the pack.

use std::cell::RefCell;
use std::rc::Rc;

use pack_editor::{Check, Event};
use pack_model::checking::{self, Answer, CHECKER, Request};

use super::{Hear, Heard, Restarted};
use crate::browser::report::Report;

/// The worker.
pub(crate) struct Judge(Restarted);

impl Judge {
    /// Starts the worker, whose findings are reported from then on.
    pub(crate) fn start(report: Report) -> Self {
        let judge = Restarted {
            name: CHECKER,
            running: Rc::new(RefCell::new(None)),
            report,
            hear,
            missing: || Event::WorkerMissing,
            stopped: || Event::WorkerStopped,
        };
        // Where the browser starts none, the first pack to judge finds that out again.
        let _ = judge.conversation();
        Self(judge)
    }

    /// Has a pack judged.
    pub(crate) fn check(&self, check: Check) {
        let write = |check| checking::written(&Request::Check(check));
        self.0.ask(check, Box::new(write));
    }
}

fn hear(report: Report) -> Hear {
    Box::new(move |message| {
        Ok(match checking::read(message)? {
            Answer::Ready => Heard::Ready,
            Answer::Checked {
                revision,
                audience,
                findings,
            } => {
                report(Event::Judged {
                    revision,
                    audience,
                    findings,
                });
                Heard::Answer
            }
        })
    })
}
