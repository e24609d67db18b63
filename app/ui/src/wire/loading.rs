//! The rest of the program: how it is loaded, who waits for it, and what starts with it.

use std::collections::VecDeque;

use futures::channel::oneshot;
use leptos::prelude::*;
use pack_editor::{Editor, Event, Message};
use pack_once::view::Callback;

use super::{Wire, Workspace};
use crate::browser::Browser;
use crate::browser::input::keys;
use crate::browser::window::{closing, ready, version};

impl Workspace {
    /// Says how all of the program is loaded, for the first event that needs it.
    pub(crate) fn load_with(self, load: Callback<()>) {
        self.wire.load.set_value(Some(load));
    }

    /// Tells why the program could not be loaded. What was asked for has to be asked for again.
    pub(crate) fn load_failed(self, reason: String) {
        self.wire.queue.update_value(VecDeque::clear);
        self.wire.waiting.update_value(Vec::clear);
        self.tell(Message::error(reason));
        ready::mark();
    }

    /// Waits until all of the program is loaded. Gives whether it is; if not, the user was told.
    pub(super) async fn is_loaded(self) -> bool {
        let wire = self.wire;
        if wire.handle.with_value(Option::is_some) {
            return true;
        }
        let (sender, loaded) = oneshot::channel();
        wire.waiting.update_value(|waiting| waiting.push(sender));
        if let Some(load) = wire.load.get_value() {
            load.run(());
        }
        loaded.await.is_ok()
    }

    /// Starts what carries out effects, and handles the events that have waited for all of the
    /// program. Nothing that the start page needs may reach it.
    pub(crate) fn start(self) {
        let wire = self.wire;
        let browser = Browser::start(self.drafts(), wire.later, move |event| {
            wire.send(event);
        });
        wire.browser.set_value(Some(browser));
        wire.handle.set_value(Some(Wire::handle));
        keys::listen(move |control, shift, key| self.press(control, shift, key));
        version::listen(move || wire.send(Event::NewVersion));
        closing::listen(
            move || wire.send(Event::PageHidden),
            move || wire.editor.with_value(Editor::is_at_risk),
        );
        wire.handle();
        for waiting in wire
            .waiting
            .try_update_value(std::mem::take)
            .unwrap_or_default()
        {
            // Whoever waited may have given up.
            let _ = waiting.send(());
        }
    }
}
