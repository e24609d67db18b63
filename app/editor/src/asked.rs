//! What the open question is about, and what its answers do.

use pack_archive::Format;
use pack_model::import::Import;
use pack_model::{FilePath, Transaction};

use crate::drafts::Next;
use crate::editor::Editor;
use crate::message::Message;
use crate::question::Question;

/// What a question is about.
#[derive(Debug)]
pub(crate) enum About {
    /// A draft that is to be opened is open in another tab; what is said once it is open.
    OpenElsewhere(String, Vec<Message>),
    /// Another tab has the open draft.
    Lost,
    /// The open pack cannot be saved and is to be left.
    Leaving(Next),
    /// Files came in that take the place of others.
    Replacing(Transaction, Vec<String>),
    /// A pack came in while another one is open.
    AnotherPack(Import),
}

impl Editor {
    /// Asks the user something, in place of what is being asked.
    pub(crate) fn ask(&mut self, about: About, question: Question) {
        self.question = Some(question);
        self.asked = Some(about);
    }

    /// Closes the question that is open.
    pub(crate) fn close_question(&mut self) {
        self.question = None;
        self.asked = None;
    }

    /// Does what the user has answered.
    pub(crate) fn answered(&mut self, answer: &str, now: f64) {
        let asked = self.asked.take();
        self.close_question();
        match (asked, answer) {
            (Some(About::OpenElsewhere(draft, messages)), "take") => {
                self.take_over(draft, messages)
            }
            (Some(About::OpenElsewhere(draft, messages)), "copy") => {
                self.open_copy(draft, messages, now);
            }
            (Some(About::Lost), "copy") => self.go_on_as_copy(now),
            (Some(About::Lost), "take") => {
                if let Some(draft) = self.draft.clone() {
                    self.take_over(draft, Vec::new());
                }
            }
            (Some(About::Lost), "leave") => self.leave(Next::Start, now),
            (Some(About::Leaving(next)), "download") => {
                self.export_then(Format::Zip, Some(next), now);
            }
            (Some(About::Leaving(next)), "leave") => self.leave_without(next, now),
            (Some(About::Replacing(transaction, notices)), "yes") => {
                self.join(transaction, &notices, now);
            }
            (Some(About::AnotherPack(import)), "yes") => {
                let notices = import.notices().to_vec();
                let pack = Box::new(import.into_pack());
                self.leave(Next::CameIn(pack, notices), now);
            }
            _ => {}
        }
    }
}

/// Asks whether files may be replaced.
pub(crate) fn may_replace(replaced: &[FilePath]) -> Question {
    let question = match replaced {
        [only] => Question::new(
            format!("Replace {only}?"),
            "The pack already has a file with this name. You can undo the replacement.",
        ),
        several => Question::new(
            format!("Replace {} files?", several.len()),
            "The pack already has files with these names. You can undo the replacement.",
        )
        .about(several.iter().map(ToString::to_string).collect()),
    };
    question.answer("yes", "Replace").answer("no", "Cancel")
}

/// Asks whether another pack is to be opened.
pub(crate) fn may_open_another() -> Question {
    Question::new(
        "Open another pack?",
        "These files are a separate pack. The open pack stays in your drafts.",
    )
    .answer("yes", "Open")
    .answer("no", "Cancel")
}
