//! The workers: one checks the pack, the other renders what a cluster gets from it. Each keeps a copy of
//! the pack, gets the edits of the files that changed, and its answers come back as events. A worker that has failed is
//! ended, and the next question starts another one, which gets the whole pack.

mod conversation;
mod judge;
mod renderer;

use std::cell::RefCell;
use std::rc::Rc;

use pack_editor::{Check, Event};
use pack_model::checking::{self, Unreadable};

use self::conversation::{Conversation, Question};
use crate::browser::report::Report;

pub(crate) use judge::Judge;
pub(crate) use renderer::{Renderer, renderer};

/// Writes a part of a question as a message.
type Write = Box<dyn Fn(checking::Check) -> Result<Vec<u8>, Unreadable>>;

/// What a message of a worker was.
enum Heard {
    /// It listens from now on.
    Ready,
    /// It has answered.
    Answer,
}

/// Reads the messages of one worker.
type Hear = Box<dyn FnMut(&[u8]) -> Result<Heard, Unreadable>>;

/// A worker that is started when it is needed, also after it has failed. Copies share it.
#[derive(Clone)]
struct Restarted {
    name: &'static str,
    running: Rc<RefCell<Option<Conversation>>>,
    report: Report,
    /// Makes what reads the messages of a worker that was just started.
    hear: fn(Report) -> Hear,
    /// What is reported if it cannot be started, or its program cannot be loaded.
    missing: fn() -> Event,
    /// What is reported if it stops.
    stopped: fn() -> Event,
}

impl Restarted {
    /// The worker that runs, or else one that is started. `None` if the browser starts none.
    fn conversation(&self) -> Option<Conversation> {
        if let Some(running) = &*self.running.borrow() {
            return Some(running.clone());
        }
        let conversation = Conversation::start(self.name)?;
        *self.running.borrow_mut() = Some(conversation.clone());
        let failed = self.clone();
        let fail = move |is_ready: bool| {
            failed.running.borrow_mut().take();
            (failed.report)(match is_ready {
                true => (failed.stopped)(),
                false => (failed.missing)(),
            });
        };
        conversation.listen((self.hear)(Rc::clone(&self.report)), Box::new(fail));
        Some(conversation)
    }

    /// Asks about a pack.
    fn ask(&self, check: Check, write: Write) {
        match self.conversation() {
            Some(conversation) => conversation.ask(Question { check, write }),
            None => (self.report)((self.missing)()),
        }
    }
}
