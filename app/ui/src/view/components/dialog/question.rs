//! A question with its answers, in a dialog: what is asked before something takes the place of
//! something else.

use leptos::prelude::*;

use crate::view::components::dialog::Modal;
use crate::workspace::use_workspace;

/// A question with its answers.
#[derive(Clone)]
pub(crate) struct Question {
    title: String,
    text: String,
    items: Vec<String>,
    answers: Vec<Answer>,
}

/// An answer; the first one of a question stands out.
#[derive(Clone)]
struct Answer {
    /// The name that tests know it by, after `question-`.
    id: &'static str,
    label: &'static str,
    act: Callback<()>,
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

/// The question, in a dialog.
#[component]
pub(crate) fn Ask(question: Question) -> impl IntoView {
    let workspace = use_workspace();
    let close = move || workspace.question.set(None);
    let answers = question
        .answers
        .into_iter()
        .enumerate()
        .map(move |(index, answer)| {
            view! {
                <button
                    type="button"
                    class="button"
                    class:button--primary=index == 0
                    data-testid=format!("question-{}", answer.id)
                    on:click=move |_| {
                        close();
                        answer.act.run(());
                    }
                >
                    {answer.label}
                </button>
            }
        });
    let items = question.items.into_iter();
    let items = items
        .map(|item| view! { <li><code>{item}</code></li> })
        .collect::<Vec<_>>();
    view! {
        <Modal title=question.title close=move |()| close()>
            <p>{question.text}</p>
            {(!items.is_empty()).then(|| view! { <ul class="question__items">{items}</ul> })}
            <div class="question__buttons">{answers.collect::<Vec<_>>()}</div>
        </Modal>
    }
}
