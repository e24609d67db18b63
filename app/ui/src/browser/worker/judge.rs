//! The worker that checks the texts of the pack.

use pack_editor::{Check, Event};
use pack_model::checking::{Answer, CHECKER, Request};

use super::{Conversation, written};
use crate::browser::report::Report;

/// The worker, if the browser starts one.
pub(crate) struct Judge(Option<Conversation>);

impl Judge {
    /// Starts the worker, whose findings are reported from then on.
    pub(crate) fn start(report: Report) -> Self {
        let conversation = Conversation::start(CHECKER);
        match &conversation {
            Some(conversation) => listen(conversation, report),
            None => report(Event::WorkerMissing),
        }
        Self(conversation)
    }

    /// Has a pack judged.
    pub(crate) fn check(&self, check: Check) {
        if let Some(conversation) = &self.0 {
            conversation.ask(check, |check| written(&Request::Check(check)));
        }
    }
}

fn listen(conversation: &Conversation, report: Report) {
    let (ready, tell) = (conversation.clone(), report.clone());
    let hear = move |message| {
        match serde_wasm_bindgen::from_value(message)? {
            Answer::Ready => ready.become_ready(),
            Answer::Checked {
                revision,
                audience,
                diagnostics,
                located,
            } => report(Event::Judged {
                revision,
                audience,
                diagnostics,
                located,
            }),
        }
        Ok(())
    };
    conversation.listen(hear, move || tell(Event::WorkerStopped));
}
