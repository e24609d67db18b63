//! The way in for files: reading what is dropped or picked, wherever on the page that is.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::Entry;
use pack_model::template::Template;

use crate::browser::pick::{self, Unreadable};
use crate::browser::{clock, drop, restore};
use crate::lazy::Lazy;
use crate::workspace::{Message, Workspace};

/// The way in for files, wherever on the page they are dropped or picked.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    workspace: Workspace,
    lazy: Lazy,
    /// Whether files are dragged over the page.
    pub(crate) is_dragging: RwSignal<bool>,
    /// The number of what is being read; another number means that it was stopped.
    reading: RwSignal<Option<u64>>,
    last: StoredValue<u64>,
}

impl Opening {
    /// Takes files that are dropped anywhere from now on.
    pub(crate) fn start(workspace: Workspace, lazy: Lazy) -> Self {
        let opening = Self {
            workspace,
            lazy,
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

    /// Reopens the draft that was open when the page was left, unless the start page is asked for,
    /// then says that the page answers clicks.
    pub(crate) fn reopen(self, start: bool) {
        let last = restore::last().filter(|_| !start);
        spawn_local(async move {
            if let Some(id) = last {
                match self.lazy.load().await {
                    Ok(rooms) => {
                        if let Err(error) = (rooms.open_draft)(self.workspace, id).await {
                            self.workspace.tell(Message::error(error.to_string()));
                        }
                    }
                    Err(error) => self.workspace.tell(Message::error(error.to_string())),
                }
            }
            restore::remember(self.workspace);
            restore::mark_ready();
            // Whoever needs it tells what failed; here it is only fetched early.
            let _ = self.lazy.load().await;
        });
    }

    /// Takes files that were picked.
    pub(crate) fn picked(self, files: Vec<web_sys::File>) {
        self.read(pick::read(files));
    }

    /// Whether files are being read.
    pub(crate) fn is_reading(self) -> bool {
        self.reading.with(Option::is_some)
    }

    /// Opens a new pack as soon as the editor is there.
    pub(crate) fn make(self, template: &'static Template) {
        spawn_local(async move {
            match self.lazy.load().await {
                Ok(rooms) => (rooms.make)(self.workspace, template),
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
        });
    }

    /// Stops reading; what was open stays as it is.
    pub(crate) fn stop(self) {
        self.reading.set(None);
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
            if self.reading.get_untracked() != Some(number) {
                return;
            }
            let rooms = self.lazy.load().await;
            match (entries, rooms) {
                (Ok(entries), Ok(rooms)) => (rooms.take)(self.workspace, entries).await,
                (Err(error), _) => self.workspace.tell(Message::error(error.to_string())),
                (_, Err(error)) => self.workspace.tell(Message::error(error.to_string())),
            }
            if self.reading.get_untracked() == Some(number) {
                self.reading.set(None);
            }
        });
    }
}
