//! Questions as data, such as whether files may be replaced. The editor knows what each answer
//! does; the page shows the text and returns the answer's id.

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
