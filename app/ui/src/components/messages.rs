//! What the page tells the user, in a corner that screen readers follow.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::workspace::{Kind, Message, Workspace};

/// How long a message of something done stays, in milliseconds.
const STAY: u32 = 6_000;

/// All messages, the newest last.
#[component]
pub(crate) fn Messages(workspace: Workspace) -> impl IntoView {
    view! {
        <div class="messages" aria-live="polite" role="status">
            <For each=move || workspace.messages.get() key=|message| message.number let:message>
                <One message close=move |number| dismiss(workspace, number) />
            </For>
        </div>
    }
}

fn dismiss(workspace: Workspace, number: u64) {
    workspace
        .messages
        .update(|messages| messages.retain(|message| message.number != number));
}

#[component]
fn One(message: Message, close: impl Fn(u64) + Copy + 'static) -> impl IntoView {
    let Message { number, kind, text } = message;
    if kind == Kind::Done {
        Timeout::new(STAY, move || close(number)).forget();
    }
    let icon = match kind {
        Kind::Error => "error",
        Kind::Info => "info",
        Kind::Done => "check",
    };
    view! {
        <div class=format!("message message--{}", kind.id()) data-testid="message" data-kind=kind.id()>
            <Icon name=icon />
            <p class="message__text">{text}</p>
            <button type="button" class="button button--quiet message__close" aria-label="Close message" on:click=move |_| close(number)>
                <Icon name="close" />
            </button>
        </div>
    }
}
