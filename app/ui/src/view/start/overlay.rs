//! The overlay while files are dragged over the page and while they are read, and the open
//! question.

use leptos::prelude::*;

use crate::view::components::dialog::question::QuestionDialog;
use crate::view::components::icon::Icon;
use crate::wire::{Workspace, use_workspace};
use pack_editor::Question;

/// The overlay, wherever the user is.
#[component]
pub(crate) fn Overlay(
    /// Whether files are dragged over the page.
    #[prop(into)]
    is_dragging: Signal<bool>,
    /// Whether files are being read.
    #[prop(into)]
    is_reading: Signal<bool>,
    /// Called when reading should stop.
    #[prop(into)]
    on_stop: Callback<()>,
) -> impl IntoView {
    let workspace = use_workspace();
    let question = move || {
        workspace
            .question
            .get()
            .map(|question| asked(workspace, question))
    };
    let over = move || {
        if is_reading.get() {
            view! { <Reading on_stop /> }.into_any()
        } else if is_dragging.get() {
            view! { <Hovering /> }.into_any()
        } else {
            ().into_any()
        }
    };
    (over, question)
}

fn asked(workspace: Workspace, question: Question) -> impl IntoView {
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
            on_answer=move |id| workspace.answer(id)
            on_close=move |()| workspace.close_question()
        />
    }
}

/// Says what dropping would do here.
#[component]
fn Hovering() -> impl IntoView {
    let workspace = use_workspace();
    let what = move || match (workspace.is_open(), workspace.location.section.get().id) {
        (false, _) => "Drop to open",
        (true, "logo") => "Drop an image to make it the logo",
        (true, _) => "Drop to add to this pack",
    };
    view! {
        <div class="overlay overlay--drop" aria-hidden="true">
            <div class="overlay__frame">
                <div class="overlay__card">
                    <span class="overlay__icon"><Icon name="upload" /></span>
                    <p class="overlay__title">{what}</p>
                </div>
            </div>
        </div>
    }
}

/// Says that files are being read, and lets the user stop it.
#[component]
fn Reading(on_stop: Callback<()>) -> impl IntoView {
    view! {
        <div class="overlay" role="status" data-testid="reading">
            <div class="overlay__card">
                <p class="overlay__title" id="reading-title">"Reading…"</p>
                <progress class="overlay__progress" aria-labelledby="reading-title"></progress>
                <button type="button" class="button" on:click=move |_| on_stop.run(())>"Cancel"</button>
            </div>
        </div>
    }
}
