//! Questions as data, such as whether files may be replaced. The editor knows what each answer
//! does; the page shows the text and returns the answer's id.

mod asked;

use pack_model::FilePath;
use pack_model::import::Import;

use crate::drafts::new_pack::Joining;
use crate::drafts::next::Next;
use crate::message::Message;

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked, as a heading.
    pub title: String,
    /// Why, and what the answers do.
    pub text: String,
    /// What it is about, each a line.
    pub items: Vec<String>,
    /// The answers; the first one stands out.
    pub answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The name by which it is given back, and by which tests know it.
    pub id: &'static str,
    /// What its button says.
    pub label: &'static str,
}

impl Question {
    /// A question without answers yet.
    pub(crate) fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
            items: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// The same about these things.
    pub(crate) fn about(mut self, items: Vec<String>) -> Self {
        self.items = items;
        self
    }

    /// The same with one more answer.
    pub(crate) fn answer(mut self, id: &'static str, label: &'static str) -> Self {
        self.answers.push(Answer { id, label });
        self
    }
}

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
    Replacing(Box<Joining>),
    /// Changes of a draft by tabs that could not be put back.
    Aside(String, Vec<(u32, String)>),
    /// A pack came in while another one is open.
    AnotherPack(Import),
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
