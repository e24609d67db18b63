//! What happens with files that come in: a pack to open, or additions to the pack that is open.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::{Entry, Limits};
use pack_model::import;
use pack_model::logo::ImageKind;

use crate::border::drop;
use crate::border::pick::{self, Unreadable};
use crate::border::clock;
use crate::panels::logo;
use crate::workspace::{Message, Workspace};

/// The way in for files, wherever on the page they are dropped or picked.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    workspace: Workspace,
    /// Whether files hover over the page.
    pub(crate) hovering: RwSignal<bool>,
    /// The number of what is being read; another number means that it was stopped.
    reading: RwSignal<Option<u64>>,
    last: StoredValue<u64>,
}

impl Opening {
    /// Takes files that are dropped anywhere from now on.
    pub(crate) fn start(workspace: Workspace) -> Self {
        let opening =
            Self { workspace, hovering: RwSignal::new(false), reading: RwSignal::new(None), last: StoredValue::new(0) };
        let hover = move |over| {
            if opening.hovering.get_untracked() != over {
                opening.hovering.set(over);
            }
        };
        drop::listen(hover, move |dropped| opening.read(dropped.read()));
        opening
    }

    /// Takes files that were picked.
    pub(crate) fn picked(self, files: Vec<web_sys::File>) {
        self.read(pick::read(files));
    }

    /// Whether files are being read.
    pub(crate) fn is_reading(self) -> bool {
        self.reading.with(Option::is_some)
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
            match entries {
                Ok(entries) => self.take(entries).await,
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
            if self.reading.get_untracked() == Some(number) {
                self.reading.set(None);
            }
        });
    }

    /// Opens what was read, or adds it to the pack that is open.
    async fn take(self, entries: Vec<Entry>) {
        match entries.as_slice() {
            [] => self.workspace.tell(Message::info("There were no files in what you chose, so nothing was opened.")),
            _ if !self.workspace.is_open_untracked() => self.open(entries),
            [image] if self.is_at_logo() && ImageKind::of(&image.bytes).is_some() => {
                logo::take(self.workspace, &image.path, &image.bytes).await;
            }
            _ => self.add(entries),
        }
    }

    /// Whether a single image is meant for the logo.
    fn is_at_logo(self) -> bool {
        self.workspace.location.section.with_untracked(|section| section.id == "logo")
    }

    /// Opens a pack, or tells why there is none in what was read.
    fn open(self, entries: Vec<Entry>) {
        match import::open(entries, &Limits::default()) {
            Ok(import) => {
                let notices = import.notices().join("\n");
                self.workspace.open(new_draft(), import.into_pack());
                self.notice(notices);
            }
            Err(error) => self.workspace.tell(Message::error(error.to_string())),
        }
    }

    /// Adds files to the open pack, as one step.
    fn add(self, entries: Vec<Entry>) {
        let pack = self.workspace.pack.get_untracked();
        match import::add_to(&pack, entries, &Limits::default()) {
            Ok(addition) => {
                self.workspace.apply(addition.transaction);
                self.notice(addition.notices.join("\n"));
            }
            Err(error) => self.workspace.tell(Message::error(error.to_string())),
        }
    }

    /// Tells what there is to say about how files were read, a line each.
    fn notice(self, lines: String) {
        if !lines.is_empty() {
            self.workspace.tell(Message::info(lines));
        }
    }
}

/// A key for a new draft, which no other one in this browser has.
pub(super) fn new_draft() -> String {
    // The clock tells the drafts of one browser apart, and the number those of one moment.
    format!("{:x}-{:x}", clock::now() as u64, (js_sys::Math::random() * f64::from(u32::MAX)) as u32)
}
