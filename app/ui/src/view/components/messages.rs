//! What the page tells the user, in places that screen readers follow and that cover no field.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::browser::focus;
use crate::view::components::each::Each;
use crate::view::components::icon::Icon;
use crate::workspace::{Kind, Message, use_workspace};

/// How long a message of something done stays, in milliseconds.
const STAY: u32 = 6_000;

/// What has the focus after a message was closed: the next one, or the heading of the screen.
const NEXT: &str = ".message__close, .section__title, .start__name";

/// What was done and what did not work, the newest last.
#[component]
pub(crate) fn Messages() -> impl IntoView {
    view! {
        <div class="messages" aria-live="polite" role="status">
            {list(|kind| kind != Kind::Info)}
        </div>
    }
}

/// What is worth knowing about the open pack.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    view! {
        <div class="notices" aria-live="polite" role="status">
            {list(|kind| kind == Kind::Info)}
        </div>
    }
}

fn list(fits: fn(Kind) -> bool) -> impl IntoView {
    let workspace = use_workspace();
    // Screen readers tell of what comes after the list itself has come.
    let is_there = RwSignal::new(false);
    request_animation_frame(move || {
        is_there.try_set(true);
    });
    let each = move || {
        let messages = workspace.messages.get();
        let fitting = messages
            .into_iter()
            .filter(|message| is_there.get() && fits(message.kind));
        fitting.collect::<Vec<_>>()
    };
    let close = move |number| {
        workspace
            .messages
            .update(|messages| messages.retain(|message| message.number != number));
    };
    view! { <Each each key=|message| message.number let:message><One message close /></Each> }
}

#[component]
fn One(message: Message, close: impl Fn(u64) + Copy + 'static) -> impl IntoView {
    let Message {
        number,
        kind,
        text,
        items,
        ..
    } = message;
    if kind == Kind::Done {
        Timeout::new(STAY, move || close(number)).forget();
    }
    let dismiss = move |_| {
        close(number);
        focus::land_on(NEXT);
    };
    let icon = match kind {
        Kind::Error => "error",
        Kind::Info => "info",
        Kind::Done => "check",
    };
    let items = (!items.is_empty()).then(|| {
        let item = |item| view! { <li>{item}</li> };
        view! { <ul class="message__items">{items.into_iter().map(item).collect_view()}</ul> }
    });
    view! {
        <div class=format!("message message--{}", kind.id()) data-testid="message" data-kind=kind.id()>
            <Icon name=icon />
            <div class="message__main">
                <p class="message__text">{text}</p>
                {items}
            </div>
            <button type="button" class="button button--quiet button--small message__close" aria-label="Close message" on:click=dismiss>
                <Icon name="close" />
            </button>
        </div>
    }
}
