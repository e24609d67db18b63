//! Asking the user, and doing what is answered.

use pack_archive::Format;

use super::{About, Question};
use crate::drafts::next::Next;
use crate::editor::Editor;

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

    /// Closes the question that is open, because the user answers nothing.
    pub(crate) fn dismiss_question(&mut self) {
        let asked = self.asked.take();
        self.close_question();
        self.not_done(asked.as_ref());
    }

    /// Takes note that what was asked about is not done: the user stays.
    fn not_done(&mut self, asked: Option<&About>) {
        match asked {
            Some(About::Leaving(_)) => self.address.note_stayed(),
            Some(About::OpenElsewhere(..)) => self.address.link = None,
            _ => {}
        }
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
            (Some(About::Leaving(next)), "leave") => {
                self.forget_own_journal();
                self.leave_without(next, now);
            }
            (Some(About::Aside(draft, aside)), "download") => self.download_aside(draft, aside),
            (Some(About::Aside(draft, aside)), "discard") => {
                let tabs = aside.into_iter().map(|(tab, _)| tab).collect();
                self.forget_journals(draft, tabs);
            }
            (Some(About::Replacing(joining)), "yes") => self.join(*joining, now),
            (Some(About::AnotherPack(import)), "yes") => {
                let notices = import.notices();
                let pack = Box::new(import.into_pack());
                self.leave(Next::CameIn(pack, notices), now);
            }
            (asked, _) => self.not_done(asked.as_ref()),
        }
    }
}
