//! Reads files that are dropped on the page or picked.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::Entry;
use pack_once::view::RwSignal;

use super::Workspace;
use crate::browser::clock;
use crate::browser::input::drop;
use crate::browser::input::pick::{self, Unreadable};
use pack_editor::{Event, Message};

/// The way in for files, wherever on the page they are dropped or picked.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    workspace: Workspace,
    /// Whether files are dragged over the page.
    pub(crate) is_dragging: RwSignal<bool>,
    /// The number of what is being read; another number means that it was stopped.
    reading: RwSignal<Option<u64>>,
    last: StoredValue<u64>,
}

impl Opening {
    /// Takes files that are dropped anywhere from now on.
    pub(crate) fn start(workspace: Workspace) -> Self {
        let opening = Self {
            workspace,
            is_dragging: RwSignal::new(false),
            reading: RwSignal::new(None),
            last: StoredValue::new(0),
        };
        let hover = move |over| {
            if opening.is_dragging.get_untracked() != over {
                opening.is_dragging.set(over);
            }
        };
        drop::listen(hover, move |dropped| opening.read(dropped.read()));
        opening
    }

    /// Takes files that were picked.
    pub(crate) fn picked(self, files: Vec<web_sys::File>) {
        self.read(pick::read(files));
    }

    /// Whether files are being read, or a pack is about to be opened.
    pub(crate) fn is_reading(self) -> bool {
        self.reading.with(Option::is_some) || self.workspace.is_opening.get()
    }

    /// Stops reading and opening; what was open stays as it is.
    pub(crate) fn stop(self) {
        self.reading.set(None);
        if self.workspace.is_opening.get_untracked() {
            self.workspace.send(Event::OpeningStopped);
        }
    }

    /// Reads files and then opens or adds them.
    fn read(self, entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static) {
        let number = self.last.get_value() + 1;
        self.last.set_value(number);
        self.reading.set(Some(number));
        spawn_local(async move {
            let entries = entries.await;
            // Unpacking holds the page up, so what is going on has to be seen before it.
            clock::pause(20).await;
            let is_stopped = move || self.reading.get_untracked() != Some(number);
            if is_stopped() {
                return;
            }
            match entries {
                Ok(entries) => {
                    // Until then the user can still stop it.
                    let is_loaded = self.workspace.is_loaded().await;
                    if is_stopped() {
                        return;
                    }
                    if is_loaded {
                        self.workspace.send(Event::FilesRead(entries));
                    }
                }
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
            self.reading.set(None);
        });
    }
}
