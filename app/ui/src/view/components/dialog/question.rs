//! A question with its answers, in a dialog.

use leptos::prelude::*;
use pack_once::view::{Callback, CollectView, handler};

use crate::view::components::dialog::Modal;

/// The question, in a dialog.
#[component]
pub(crate) fn QuestionDialog(
    /// What is asked, as a heading.
    title: String,
    /// Why, and what the answers do.
    text: String,
    /// What it is about, each a line.
    items: Vec<String>,
    /// The answers, each with its id and what its button says; the first one stands out.
    answers: Vec<(&'static str, &'static str)>,
    /// Called with the id of the answer that was given.
    #[prop(into)]
    on_answer: Callback<&'static str>,
    /// Called when the question is closed without an answer.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let button = |(index, (id, label))| {
        view! {
            <button
                type="button"
                class="button"
                class:button--primary=index == 0
                data-testid=format!("question-{id}")
                on:click=handler(move |_| on_answer.run(id))
            >
                {label}
            </button>
        }
    };
    let answers = answers.into_iter().enumerate().map(button).collect_view();
    let item = |item| view! { <li><code>{item}</code></li> };
    let items = items.into_iter().map(item).collect::<Vec<_>>();
    view! {
        <Modal title close=on_close>
            <p>{text}</p>
            {(!items.is_empty()).then(|| view! { <ul class="question__items">{items}</ul> }.into_any())}
            <div class="question__buttons">{answers}</div>
        </Modal>
    }
}
