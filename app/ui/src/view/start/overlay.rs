//! The overlay while files are dragged over the page and while the user waits for what becomes of
//! them, and the open question.

use leptos::prelude::*;
use pack_once::view::{Callback, Signal, handler, live};

use crate::view::components::dialog::question::QuestionDialog;
use crate::view::components::icon::Icon;
use pack_editor::Question;

/// What dropping would do where the user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drop {
    /// Open a pack.
    Open,
    /// Change the logo.
    Logo,
    /// Add to the open pack.
    Add,
}

/// The overlay, wherever the user is.
#[component]
pub(crate) fn Overlay(
    /// Whether files are dragged over the page.
    #[prop(into)]
    is_dragging: Signal<bool>,
    /// The title of what the user waits for.
    #[prop(into)]
    under_way: Signal<Option<&'static str>>,
    /// Called when that should stop.
    #[prop(into)]
    on_stop: Callback<()>,
    /// What dropping would do.
    #[prop(into)]
    drop: Signal<Drop>,
    /// The open question.
    question: Signal<Option<Question>>,
    /// Called with the id of the answer to it.
    #[prop(into)]
    on_answer: Callback<&'static str>,
    /// Called when it should close without an answer.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let question = move || {
        let question = question.get();
        question.map(|question| asked(question, on_answer, on_close))
    };
    let over = move || {
        if let Some(title) = under_way.get() {
            view! { <UnderWay title on_stop /> }.into_any()
        } else if is_dragging.get() {
            view! { <Hovering drop /> }.into_any()
        } else {
            ().into_any()
        }
    };
    (over, question)
}

fn asked(
    question: Question,
    on_answer: Callback<&'static str>,
    on_close: Callback<()>,
) -> impl IntoView {
    let Question {
        title,
        text,
        items,
        answers,
    } = question;
    let answers: Vec<_> = answers
        .iter()
        .map(|answer| (answer.id, answer.label))
        .collect();
    view! {
        <QuestionDialog
            title
            text
            items
            answers
            on_answer
            on_close
        />
    }
}

/// Says what dropping would do here.
#[component]
fn Hovering(drop: Signal<Drop>) -> impl IntoView {
    let what = move || match drop.get() {
        Drop::Open => "Drop to open",
        Drop::Logo => "Drop an image to make it the logo",
        Drop::Add => "Drop to add to this pack",
    };
    view! {
        <div class="overlay overlay--drop" aria-hidden="true">
            <div class="overlay__frame">
                <div class="overlay__card">
                    <span class="overlay__icon"><Icon name="upload" /></span>
                    <p class="overlay__title">{live(what)}</p>
                </div>
            </div>
        </div>
    }
}

/// Says what the user waits for, after a moment, and lets them stop it.
#[component]
fn UnderWay(title: &'static str, on_stop: Callback<()>) -> impl IntoView {
    view! {
        <div class="overlay overlay--under-way" role="status" data-testid="reading">
            <div class="overlay__card">
                <p class="overlay__title" id="reading-title">{title}</p>
                <progress class="overlay__progress" aria-labelledby="reading-title"></progress>
                <button type="button" class="button" on:click=handler(move |_| on_stop.run(()))>"Cancel"</button>
            </div>
        </div>
    }
}
