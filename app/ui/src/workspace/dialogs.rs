//! What lies over the page: dialogs, questions and messages.

use leptos::prelude::*;

use super::{Dialog, Kind, Question, Workspace};

impl Workspace {
    /// Opens a dialog in place of the one that is open.
    pub(crate) fn open_dialog(self, dialog: Dialog) {
        self.dialog.set(Some(dialog));
    }

    /// Closes the dialog.
    pub(crate) fn close_dialog(self) {
        self.dialog.set(None);
    }

    /// Asks the user something.
    pub(crate) fn ask(self, question: Question) {
        self.question.set(Some(question));
    }

    /// Does what an answer to the open question says.
    pub(crate) fn answer(self, id: &'static str) {
        let question = self.question.try_update(Option::take).flatten();
        let answers = question.map(|question| question.answers);
        let answer = answers.unwrap_or_default().into_iter();
        if let Some(answer) = { answer }.find(|answer| answer.id == id) {
            answer.act.run(());
        }
    }

    /// Closes the question without an answer.
    pub(crate) fn close_question(self) {
        self.question.set(None);
    }

    /// Closes a message.
    pub(crate) fn close_message(self, number: u64) {
        self.messages
            .update(|messages| messages.retain(|message| message.number != number));
    }

    /// Closes what is worth knowing about a pack that is not shown any more.
    pub(crate) fn close_notices(self) {
        self.messages
            .update(|messages| messages.retain(|message| message.kind != Kind::Info));
    }
}
