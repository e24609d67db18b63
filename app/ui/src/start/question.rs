//! What is asked before files that came in take the place of something.

use leptos::prelude::*;

use super::Opening;
use crate::components::dialog::Modal;

/// A question with its answer.
#[derive(Clone)]
pub(crate) struct Question {
    title: String,
    text: &'static str,
    items: Vec<String>,
    yes: &'static str,
    no: &'static str,
    act: Callback<()>,
}

impl Question {
    /// Whether these files may be replaced.
    pub(super) fn of_replacing(files: Vec<String>) -> Self {
        let (title, text, items) = match files.as_slice() {
            [only] => (
                format!("Replace {only}?"),
                "The pack has a file of this name. Replacing it can be undone.",
                Vec::new(),
            ),
            several => (
                format!("Replace {} files?", several.len()),
                "The pack has files of these names. Replacing them can be undone in one step.",
                files,
            ),
        };
        Self {
            title,
            text,
            items,
            yes: "Replace",
            no: "Keep the pack as it is",
            act: Callback::new(|()| ()),
        }
    }

    /// Whether another pack may be opened.
    pub(super) fn of_another_pack() -> Self {
        Self {
            title: "Open another pack?".to_owned(),
            text: "What you dropped is a pack of its own. The one that is open stays in this browser’s drafts.",
            items: Vec::new(),
            yes: "Open it",
            no: "Stay here",
            act: Callback::new(|()| ()),
        }
    }

    /// The same question with what is done on a yes.
    pub(super) fn then(mut self, act: Callback<()>) -> Self {
        self.act = act;
        self
    }
}

/// The question, in a dialog.
#[component]
pub(super) fn Ask(opening: Opening, question: Question) -> impl IntoView {
    let close = move || opening.question.set(None);
    let act = question.act;
    view! {
        <Modal title=question.title close=move |()| close()>
            <p>{question.text}</p>
            {(!question.items.is_empty()).then(|| view! {
                <ul class="question__items">
                    {question.items.into_iter().map(|item| view! { <li><code>{item}</code></li> }).collect_view()}
                </ul>
            })}
            <div class="question__buttons">
                <button
                    type="button"
                    class="button button--primary"
                    data-testid="question-yes"
                    on:click=move |_| {
                        close();
                        act.run(());
                    }
                >
                    {question.yes}
                </button>
                <button type="button" class="button" data-testid="question-no" on:click=move |_| close()>
                    {question.no}
                </button>
            </div>
        </Modal>
    }
}
