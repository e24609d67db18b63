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
use pack_editor::{Event, Message, READING};

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

    /// Makes the first of some picked files the logo.
    pub(crate) fn picked_logo(self, files: Vec<web_sys::File>) {
        let one = files.into_iter().take(1).collect();
        self.read_for(pick::read(one), |entries| {
            let Entry { path, bytes, .. } = entries.into_iter().next()?;
            Some(Event::LogoGiven { name: path, bytes })
        });
    }

    /// The title of what the user waits for: files that are read, and what comes after that.
    pub(crate) fn under_way(self) -> Option<&'static str> {
        let is_reading = self.reading.with(Option::is_some);
        is_reading
            .then_some(READING)
            .or_else(|| self.workspace.under_way.get())
    }

    /// Stops that; what was open stays as it is.
    pub(crate) fn stop(self) {
        self.reading.set(None);
        if self.workspace.under_way.get_untracked().is_some() {
            self.workspace.send(Event::WorkStopped);
        }
    }

    /// Reads files and then opens or adds them.
    fn read(self, entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static) {
        self.read_for(entries, |entries| Some(Event::FilesRead(entries)));
    }

    /// Reads files and then tells the editor, unless others were to be read meanwhile.
    fn read_for(
        self,
        entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static,
        event: fn(Vec<Entry>) -> Option<Event>,
    ) {
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
                    if let Some(event) = event(entries).filter(|_| is_loaded) {
                        self.workspace.send(event);
                    }
                }
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
            self.reading.set(None);
        });
    }
}
