//! What the user is asked before something takes the place of something else.

use leptos::prelude::*;

/// A question with its answers.
#[derive(Clone)]
pub(crate) struct Question {
    /// What is asked, as a heading.
    pub(crate) title: String,
    /// Why, and what the answers do.
    pub(crate) text: String,
    /// What it is about, each a line.
    pub(crate) items: Vec<String>,
    /// The answers; the first one stands out.
    pub(crate) answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Clone)]
pub(crate) struct Answer {
    /// The name by which the page gives it back, and by which tests know it, after `question-`.
    pub(crate) id: &'static str,
    /// What its button says.
    pub(crate) label: &'static str,
    pub(super) act: Callback<()>,
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

    /// The same about these things, each a line.
    pub(crate) fn about(mut self, items: Vec<String>) -> Self {
        self.items = items;
        self
    }

    /// The same with one more answer.
    pub(crate) fn answer(
        mut self,
        id: &'static str,
        label: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let act = Callback::new(move |()| act());
        self.answers.push(Answer { id, label, act });
        self
    }
}
