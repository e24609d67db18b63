//! The messages of the page, in its two places.

use leptos::prelude::*;

use crate::view::components::messages::MessageList;
use crate::wire::use_workspace;
use pack_editor::MessageKind;

/// What was done and what did not work, the newest last.
#[component]
pub(crate) fn Messages() -> impl IntoView {
    list("messages", |kind| kind != MessageKind::Info)
}

/// What is worth knowing about the open pack.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    list("notices", |kind| kind == MessageKind::Info)
}

fn list(class: &'static str, fits: fn(MessageKind) -> bool) -> impl IntoView {
    let workspace = use_workspace();
    let messages = move || {
        let messages = workspace.messages.get().into_iter();
        messages
            .filter(|message| fits(message.kind))
            .collect::<Vec<_>>()
    };
    view! {
        <MessageList
            class
            messages=Signal::derive(messages)
            on_close=move |number| workspace.close_message(number)
        />
    }
}
