//! The messages to the user, which screen readers follow, in the two places of the page.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use pack_once::view::{Callback, CollectView, For, RwSignal, Signal, handler};

use crate::browser::window::focus;
use crate::view::components::icon::Icon;
use pack_editor::{Message, MessageKind};

/// How long a message of something done stays, in milliseconds.
const STAY: u32 = 6_000;

/// What gets the focus after a message was closed: the next one, or the heading of the screen.
const NEXT: &str = ".message__close, .section__title, .start__name";

/// The messages of the page. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    /// The messages, the newest last.
    pub(crate) messages: Signal<Vec<Message>>,
    /// Called with the number of a message that should close.
    pub(crate) on_close: Callback<u64>,
}

/// What was done and what did not work, the newest last.
#[component]
pub(crate) fn Messages(told: Told) -> impl IntoView {
    list("messages", told, |kind| kind != MessageKind::Info)
}

/// What is worth knowing about the open pack.
#[component]
pub(crate) fn Notices(told: Told) -> impl IntoView {
    list("notices", told, |kind| kind == MessageKind::Info)
}

/// The messages of some kinds.
fn list(class: &'static str, told: Told, fits: fn(MessageKind) -> bool) -> impl IntoView {
    let Told { messages, on_close } = told;
    // Screen readers announce only messages that are added after the list is in the page.
    let is_there = RwSignal::new(false);
    request_animation_frame(move || {
        is_there.set(true);
    });
    let each = move || {
        if is_there.get() {
            let messages = messages.get().into_iter();
            messages.filter(|message| fits(message.kind)).collect()
        } else {
            Vec::new()
        }
    };
    view! {
        <div class=class aria-live="polite" role="status">
            <For each key=|message| message.number let:message><One message on_close /></For>
        </div>
    }
}

#[component]
fn One(message: Message, on_close: Callback<u64>) -> impl IntoView {
    let Message {
        number,
        kind,
        text,
        items,
        ..
    } = message;
    if kind == MessageKind::Done {
        // The screen may have changed by then, and shows the message in a list of its own.
        let close = move || {
            on_close.try_run(number);
        };
        Timeout::new(STAY, close).forget();
    }
    let dismiss = move |_| {
        on_close.run(number);
        focus::land_on(NEXT);
    };
    let icon = match kind {
        MessageKind::Error => "error",
        MessageKind::Info => "info",
        MessageKind::Done => "check",
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
            <button type="button" class="button button--quiet button--small message__close" aria-label="Close message" on:click=handler(dismiss)>
                <Icon name="close" />
            </button>
        </div>
    }
}
