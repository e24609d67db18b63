//! The messages to the user, which screen readers follow, in the two places of the page.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use pack_once::view::{Callback, CollectView, For, RwSignal, Signal, handler};

use crate::browser::window::{focus, top_layer};
use crate::view::components::icon::Icon;
use pack_editor::sections::Section;
use pack_editor::{Message, MessageKind};

/// How long a message of something done stays, in milliseconds, and for each of its letters.
const STAY: (u32, u32) = (5_000, 40);

/// How long such a message stays that is being read, until it is asked again.
const STAY_ON: u32 = 2_000;

/// The list that lies over the page, also over a dialog that was open before the message.
const OVER_PAGE: &str = "messages";

/// What gets the focus after a message was closed: the next one, or the heading of the screen.
const NEXT: &str = ".message__close, .section__title, .start__name";

/// The messages of the page. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    /// The messages, the newest last.
    pub(crate) messages: Signal<Vec<Message>>,
    /// Called with the number of a message that should close.
    pub(crate) on_close: Callback<u64>,
    /// Called when the page should be loaded again.
    pub(crate) on_reload: Callback<()>,
}

/// What was done, what did not work, and what is offered on every screen, the newest last.
#[component]
pub(crate) fn Messages(told: Told) -> impl IntoView {
    list(
        OVER_PAGE,
        told,
        Box::new(|message| message.kind != MessageKind::Info || message.offers_reload),
    )
}

/// What is worth knowing about the open pack, in the section in which it was first told.
#[component]
pub(crate) fn Notices(
    told: Told,
    /// The section that is open, where there are sections.
    #[prop(optional)]
    section: Option<Signal<&'static Section>>,
) -> impl IntoView {
    let first = StoredValue::new(Vec::<(u64, &'static str)>::new());
    let is_here = move |message: &Message| {
        let here = section.map_or("", |section| section.get().id);
        if message.kind != MessageKind::Info || message.offers_reload {
            return false;
        }
        let of = first.try_update_value(|first| {
            let known = first.iter().find(|(number, _)| *number == message.number);
            let of = known.map_or(here, |(_, section)| *section);
            if known.is_none() {
                first.push((message.number, here));
            }
            of
        });
        of == Some(here)
    };
    list("notices", told, Box::new(is_here))
}

/// Whether a message is shown.
type Fits = Box<dyn Fn(&Message) -> bool + Send + Sync>;

/// The messages that fit.
fn list(class: &'static str, told: Told, fits: Fits) -> impl IntoView {
    let Told {
        messages,
        on_close,
        on_reload,
    } = told;
    // Screen readers announce only messages that are added after the list is in the page.
    let is_there = RwSignal::new(false);
    request_animation_frame(move || {
        is_there.set(true);
    });
    let each = move || {
        if is_there.get() {
            let messages = messages.get().into_iter();
            messages.filter(|message| fits(message)).collect()
        } else {
            Vec::new()
        }
    };
    view! {
        <div class=class aria-live="polite" role="status" popover=(class == OVER_PAGE).then_some("manual")>
            <For each key=|message| message.number let:message><One message on_close on_reload /></For>
        </div>
    }
}

#[component]
fn One(message: Message, on_close: Callback<u64>, on_reload: Callback<()>) -> impl IntoView {
    let Message {
        number,
        kind,
        text,
        items,
        offers_reload,
        ..
    } = message;
    if kind != MessageKind::Info || offers_reload {
        request_animation_frame(|| top_layer::raise(".messages"));
    }
    if kind == MessageKind::Done {
        let letters = u32::try_from(text.len()).unwrap_or_default();
        leave_after(STAY.0 + STAY.1 * letters, number, on_close);
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
    let reload = offers_reload.then(|| {
        let reload = move |_| on_reload.run(());
        view! {
            <button type="button" class="button button--small" data-testid="reload" on:click=handler(reload)>"Reload"</button>
        }
    });
    view! {
        <div
            class=format!("message message--{}", kind.id())
            id=id_of(number)
            data-testid="message"
            data-kind=kind.id()
        >
            <Icon name=icon />
            <div class="message__main">
                <p class="message__text">{text}</p>
                {items}
            </div>
            {reload}
            <button type="button" class="button button--quiet button--small message__close" aria-label="Close message" on:click=handler(dismiss)>
                <Icon name="close" />
            </button>
        </div>
    }
}

/// The id of a message's element.
fn id_of(number: u64) -> String {
    format!("message-{number}")
}

/// Closes a message after some time, once neither the mouse nor the focus is on it.
fn leave_after(milliseconds: u32, number: u64, on_close: Callback<u64>) {
    let close = move || {
        let is_read = format!("#{}:is(:hover, :focus-within)", id_of(number));
        if focus::all(&is_read).is_empty() {
            // The screen may have changed by then, and shows the message in a list of its own.
            on_close.try_run(number);
        } else {
            leave_after(STAY_ON, number, on_close);
        }
    };
    Timeout::new(milliseconds, close).forget();
}
