//! A list of messages to the user, which screen readers follow.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::browser::window::focus;
use crate::view::components::icon::Icon;
use pack_editor::{Message, MessageKind};

/// How long a message of something done stays, in milliseconds.
const STAY: u32 = 6_000;

/// What gets the focus after a message was closed: the next one, or the heading of the screen.
const NEXT: &str = ".message__close, .section__title, .start__name";

/// A list of messages.
#[component]
pub(crate) fn MessageList(
    /// The list's class.
    class: &'static str,
    /// The messages.
    messages: Signal<Vec<Message>>,
    /// Called with the number of a message that should close.
    #[prop(into)]
    on_close: Callback<u64>,
) -> impl IntoView {
    // Screen readers announce only messages that are added after the list is in the page.
    let is_there = RwSignal::new(false);
    request_animation_frame(move || {
        is_there.try_set(true);
    });
    let each = move || {
        if is_there.get() {
            messages.get()
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
        Timeout::new(STAY, move || on_close.run(number)).forget();
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
            <button type="button" class="button button--quiet button--small message__close" aria-label="Close message" on:click=dismiss>
                <Icon name="close" />
            </button>
        </div>
    }
}
