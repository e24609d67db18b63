//! The worker that checks texts may stop, or not start. It is started again once; what stops it again
//! is not judged until the user asks for that or opens another pack.

use std::sync::Arc;

use crate::editor::Editor;
use crate::effect::{Check, Effect};
use crate::message::Message;

/// How often the worker may stop over one pack, without an answer in between, before it is left alone.
const MOST_STOPS: u8 = 2;

/// The worker that checks texts, as the editor knows it.
#[derive(Debug, Default)]
pub(crate) struct Judging {
    /// How often it has stopped since it answered last.
    stops: u8,
}

impl Judging {
    /// Whether the open pack is not judged any more.
    pub(crate) fn has_failed(&self) -> bool {
        self.stops >= MOST_STOPS
    }

    /// It has answered, or is to judge another pack.
    pub(crate) fn begin_anew(&mut self) {
        self.stops = 0;
    }
}

impl Editor {
    /// Whether the open pack is not judged any more, because that has failed again and again.
    pub fn is_unjudged(&self) -> bool {
        self.judging.has_failed()
    }

    /// Has the open pack judged as it is.
    pub(crate) fn judge(&mut self, draft: &str) {
        self.effect(Effect::Judge(Box::new(Check {
            draft: draft.to_owned(),
            pack: self.pack().clone(),
            revision: self.revision(),
            audience: self.audience,
        })));
    }

    /// The worker is gone: it has stopped, or could not be started. The effect starts another one.
    pub(crate) fn judge_failed(&mut self, message: Message) {
        let Some(draft) = self.draft.clone() else {
            return;
        };
        if self.judging.has_failed() {
            return;
        }
        self.judging.stops += 1;
        if self.judging.has_failed() {
            Arc::make_mut(&mut self.judged).is_given_up = true;
            self.tell(message);
        } else {
            self.judge(&draft);
        }
    }

    /// The pack is judged again, although that has failed.
    pub(crate) fn judge_again(&mut self) {
        if let Some(draft) = self.draft.clone()
            && self.judging.has_failed()
        {
            self.judging.begin_anew();
            Arc::make_mut(&mut self.judged).is_given_up = false;
            self.judge(&draft);
        }
    }
}
